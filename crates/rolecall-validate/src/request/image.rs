//! The images of a request, with what the headers of the inline ones say.

use super::{Block, Faults, Nested, plain_str};
use crate::{
    json::Value,
    media::{Base64, Header, data_url},
};
use std::borrow::Cow;

/// An `image` block, of a message or inside of another block.
#[derive(Debug)]
pub(crate) struct Image<'t> {
    pub(crate) block: Value<'t>,
    /// Its bytes, where it carries them and nothing is wrong with the shape of its source.
    pub(crate) inline: Option<Inline<'t>>,
}

/// An image given as base64.
#[derive(Debug)]
pub(crate) struct Inline<'t> {
    pub(crate) source: Value<'t>,
    pub(crate) media_type: Value<'t>,
    pub(crate) data: Value<'t>,
    pub(crate) text: Cow<'t, str>,
    /// Absent where the bytes are no image that the API reads, or the text is no base64.
    pub(crate) header: Option<Header>,
}

impl<'t> Inline<'t> {
    fn read(block: Value<'t>, faults: &Faults) -> Option<Self> {
        let source = block
            .get("source")
            .filter(|source| plain_str(*source, "type") == Some("base64"))
            .filter(|source| faults.leave(source.span()))?;
        let data = source.get("data")?;
        let text = data.as_str()?;
        let header = match data_url(&text) {
            Some(_) => None,
            None => Header::read(Base64::new(&text)),
        };
        Some(Self {
            source,
            media_type: source.get("media_type")?,
            data,
            header,
            text,
        })
    }

    /// The text as base64.
    pub(crate) fn file(&self) -> Base64<'_> {
        Base64::new(&self.text)
    }
}

/// The images of messages, then those inside of other blocks.
pub(super) fn images<'t>(
    blocks: &[Block<'t>],
    nested: &[Nested<'t>],
    faults: &Faults,
) -> Vec<Image<'t>> {
    let inner = nested.iter().map(|nested| &nested.block);
    blocks
        .iter()
        .chain(inner)
        .filter(|block| block.tag == "image")
        .map(|block| Image {
            block: block.value,
            inline: Inline::read(block.value, faults),
        })
        .collect()
}
