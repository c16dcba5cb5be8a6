//! Blocks inside of blocks: in the results of tools, in search results, in documents.

use super::Block;
use crate::json::Value;

/// A block that stands in the content of another one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Nested<'t> {
    pub(crate) block: Block<'t>,
    /// The block that it stands in; not necessarily one of a message.
    pub(crate) outer: Block<'t>,
}

impl<'t> Block<'t> {
    /// The list that holds the blocks inside of this one, where there is one.
    pub(crate) fn inner_content(self) -> Option<Value<'t>> {
        let content = match self.tag {
            "tool_result" | "search_result" => self.value.get("content"),
            "document" => self
                .value
                .get("source")
                .and_then(|source| source.get("content")),
            _ => None,
        };
        content.filter(|content| content.is_array())
    }

    /// The blocks directly inside of this one.
    pub(crate) fn inner(self) -> impl Iterator<Item = Self> {
        let items = self.inner_content().into_iter().flat_map(Value::items);
        items.filter_map(|value| {
            let tag = value.get_first("type")?.as_plain_str()?;
            Some(Self { value, tag })
        })
    }
}

/// All blocks inside of others in the order of the text. A document in a result holds blocks of its own, and nothing
/// is deeper than those.
pub(super) fn nested<'t>(blocks: &[Block<'t>]) -> Vec<Nested<'t>> {
    let mut all = Vec::new();
    for outer in blocks.iter().copied() {
        for block in outer.inner() {
            all.push(Nested { block, outer });
            all.extend(block.inner().map(|inner| Nested {
                block: inner,
                outer: block,
            }));
        }
    }
    all
}
