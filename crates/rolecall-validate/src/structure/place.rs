//! Where the walk is, to be put into words when there is something to say.

use super::table::Union;
use crate::json::Value;

/// One step of the way from the root of the document to a value; lives on the stack of the walk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) up: Option<&'p Place<'p>>,
    pub(super) step: Step<'p>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'p> {
    /// What the document is called.
    Root(&'static str),
    Field {
        name: &'static str,
        required: bool,
    },
    /// An item of a list.
    Item,
    /// A value of a map.
    Entry,
    /// Into the object that a tag names.
    Variant {
        union: &'static Union,
        tag: &'static str,
        object: Value<'p>,
    },
}

/// Names of tools that are longer are not shown.
const NAME_SHOWN: usize = 64;

impl<'p> Place<'p> {
    pub(super) fn root(noun: &'static str) -> Self {
        Self {
            up: None,
            step: Step::Root(noun),
        }
    }

    pub(super) fn then(&'p self, step: Step<'p>) -> Self {
        Self {
            up: Some(self),
            step,
        }
    }

    /// The value at this place: `max_tokens`, `name` of a `custom` tool, an item of `stop_sequences`.
    pub(super) fn describe(&self) -> String {
        match self.step {
            Step::Root(noun) => noun.to_owned(),
            Step::Field { name, .. } => match self.up.and_then(Place::owner) {
                Some(owner) => format!("`{name}` of {owner}"),
                None => format!("`{name}`"),
            },
            Step::Item | Step::Entry => self.member(),
            Step::Variant { union, tag, object } => {
                let noun = union.noun;
                let variant = match custom_tool(union, tag, object) {
                    Some(name) => format!("the tool `{name}`"),
                    None => format!("{} `{tag}` {noun}", article(tag)),
                };
                match self.outer() {
                    Some(outer) => format!("{variant} of {}", outer.describe()),
                    None => variant,
                }
            }
        }
    }

    /// The object at this place, to say whose field something is; nothing for the document itself.
    fn owner(&self) -> Option<String> {
        match self.step {
            Step::Root(_) => None,
            // Two names are enough to find it, and the pointer says the rest.
            Step::Field { name, .. } => Some(match self.up.filter(|up| up.is_variant()) {
                Some(variant) => format!("`{name}` of {}", variant.describe()),
                None => format!("`{name}`"),
            }),
            _ => Some(self.describe()),
        }
    }

    fn member(&self) -> String {
        let what = match self.step {
            Step::Entry => "an entry",
            _ => "an item",
        };
        let list =
            std::iter::successors(self.up, |place| place.up).find_map(|place| match place.step {
                Step::Field { name, .. } => Some(name),
                _ => None,
            });
        match list {
            Some(name) => format!("{what} of `{name}`"),
            None => format!("{what} of the list"),
        }
    }

    /// The variant whose field this variant directly is: the image of a source, but not the message of a block.
    fn outer(&self) -> Option<&Self> {
        let field = self.up.filter(|up| matches!(up.step, Step::Field { .. }))?;
        field.up.filter(|up| up.is_variant())
    }

    /// Whether this is a field of an object with one of these tags.
    pub(super) fn is_field_of(&self, tags: &[&str]) -> bool {
        let owner = self.up.map(|up| up.step);
        matches!(self.step, Step::Field { .. })
            && matches!(owner, Some(Step::Variant { tag, .. }) if tags.contains(&tag))
    }

    fn is_variant(&self) -> bool {
        matches!(self.step, Step::Variant { .. })
    }
}

/// The name of a tool that its type does not tell from others.
fn custom_tool<'p>(union: &Union, tag: &str, object: Value<'p>) -> Option<&'p str> {
    let default = union.default.and_then(|at| union.variants.get(at));
    let is_custom = union.noun == "tool" && default.is_some_and(|variant| variant.tag == tag);
    object
        .get("name")
        .filter(|_| is_custom)?
        .as_plain_str()
        .filter(|name| (1..=NAME_SHOWN).contains(&name.len()))
}

/// Tags are read out letter by letter only where they are abbreviations, and none of ours is.
fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u'])
        && !word.starts_with("url")
        && !word.starts_with("user")
    {
        "an"
    } else {
        "a"
    }
}
