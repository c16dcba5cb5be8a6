//! Tools that the conversation adds and removes.

use super::{Request, plain_str};
use crate::json::Value;

/// A `tool_addition` or `tool_removal` block, of a system message or of a compaction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ToolChange<'t> {
    pub(crate) value: Value<'t>,
    pub(crate) is_addition: bool,
    /// What is added or removed: a reference or a definition.
    pub(crate) tool: Value<'t>,
    /// The `type` of that.
    pub(crate) tag: &'t str,
}

impl<'t> Request<'t> {
    /// The changes in order, without those of which not even the type can be told.
    pub(crate) fn tool_changes(&self) -> impl Iterator<Item = ToolChange<'t>> + '_ {
        self.blocks
            .iter()
            .flat_map(|block| {
                let inner = (block.tag == "compaction").then(|| block.value.get("tool_changes"));
                let inner = inner.flatten().into_iter().flat_map(Value::items);
                std::iter::once(block.value).chain(inner)
            })
            .filter_map(|value| self.tool_change(value))
    }

    /// The additions among them.
    pub(crate) fn added_tools(&self) -> impl Iterator<Item = ToolChange<'t>> + '_ {
        self.tool_changes().filter(|change| change.is_addition)
    }

    fn tool_change(&self, value: Value<'t>) -> Option<ToolChange<'t>> {
        let is_addition = match plain_str(value, "type")? {
            "tool_addition" => true,
            "tool_removal" => false,
            _ => return None,
        };
        let tool = value.get("tool")?;
        let tag = tool.get("type").filter(|tag| self.is_sound(*tag))?;
        Some(ToolChange {
            value,
            is_addition,
            tool,
            tag: tag.as_plain_str()?,
        })
    }
}

impl<'t> ToolChange<'t> {
    /// The tool as it is defined in place.
    pub(crate) fn definition(self) -> Option<Value<'t>> {
        (self.is_addition && self.tag == "tool_definition")
            .then(|| self.tool.get("definition"))
            .flatten()
            .filter(|definition| definition.is_object())
    }
}
