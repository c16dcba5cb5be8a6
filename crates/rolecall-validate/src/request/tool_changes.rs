//! Tools that the conversation adds and removes.

use super::{Block, Faults, Request, plain_str};
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

/// The changes in order, without those of which not even the type can be told.
pub(super) fn tool_changes<'t>(blocks: &[Block<'t>], faults: &Faults) -> Vec<ToolChange<'t>> {
    let mut changes = Vec::new();
    for block in blocks {
        if matches!(block.tag, "tool_addition" | "tool_removal") {
            changes.extend(ToolChange::read(block.value, faults));
        } else if block.tag == "compaction" {
            let inner = block.value.items_of("tool_changes");
            changes.extend(inner.filter_map(|value| ToolChange::read(value, faults)));
        }
    }
    changes
}

impl<'t> Request<'t> {
    /// The changes in order, without those of which not even the type can be told.
    pub(crate) fn tool_changes(&self) -> impl Iterator<Item = ToolChange<'t>> + '_ {
        self.tool_changes.iter().copied()
    }

    /// The additions among them.
    pub(crate) fn added_tools(&self) -> impl Iterator<Item = ToolChange<'t>> + '_ {
        self.tool_changes().filter(|change| change.is_addition)
    }
}

impl<'t> ToolChange<'t> {
    fn read(value: Value<'t>, faults: &Faults) -> Option<Self> {
        let is_addition = match plain_str(value, "type")? {
            "tool_addition" => true,
            "tool_removal" => false,
            _ => return None,
        };
        let tool = value.get("tool")?;
        let tag = tool.get("type").filter(|tag| faults.leave(tag.span()))?;
        Some(Self {
            value,
            is_addition,
            tool,
            tag: tag.as_plain_str()?,
        })
    }

    /// The tool as it is defined in place.
    pub(crate) fn definition(self) -> Option<Value<'t>> {
        (self.is_addition && self.tag == "tool_definition")
            .then(|| self.tool.get("definition"))
            .flatten()
            .filter(|definition| definition.is_object())
    }
}
