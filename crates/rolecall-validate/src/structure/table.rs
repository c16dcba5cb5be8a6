//! What the generated tables are made of.
//!
//! `cargo xtask codegen` writes one set of tables for requests and one for responses into `crate::generated`. A table
//! says of one definition of `schema/` what the walk in [`super::walk`] must know: which JSON type, which fields, which
//! variant for which tag. No definition contains itself (the generator refuses that), so the walk is as deep as the
//! schema and no deeper, however deep the payload is.

use crate::{
    ApiVersion,
    json::{NameIndex, fingerprint},
};

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Node {
    Any,
    Boolean,
    /// This string and no other. Behind a reference, as all the rest is, so that a node fits into two registers.
    Constant(&'static &'static str),
    Integer(&'static NumberRule),
    Number(&'static NumberRule),
    String(&'static StringRule),
    Array(&'static ArrayRule),
    /// An object of any content.
    Object,
    Record(&'static Record),
    Union(&'static Union),
    Choice(&'static Choice),
}

/// Bounds of a number.
#[derive(Debug)]
pub(crate) struct NumberRule {
    pub(crate) min: Option<f64>,
    /// The number must be greater than this.
    pub(crate) above: Option<f64>,
    pub(crate) max: Option<f64>,
}

/// Known values and bounds of a string.
#[derive(Debug)]
pub(crate) struct StringRule {
    /// The values that are taken; any where `open`.
    pub(crate) values: &'static [&'static str],
    pub(crate) open: bool,
    /// Values that carry annotations.
    pub(crate) noted: &'static [(&'static str, &'static Notes)],
    /// Fewest and most characters.
    pub(crate) min: usize,
    pub(crate) max: usize,
    pub(crate) pattern: Option<&'static Pattern>,
}

/// A fixed beginning and then characters of one class.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) prefix: &'static str,
    /// Bit `c` stands for the ASCII character `c`, of the first half in the first word.
    pub(crate) class: [u64; 2],
    /// The class in words.
    pub(crate) class_text: &'static str,
    /// Fewest and most characters after the prefix.
    pub(crate) min: usize,
    pub(crate) max: usize,
}

#[derive(Debug)]
pub(crate) struct ArrayRule {
    pub(crate) items: Node,
    pub(crate) item_null: bool,
    pub(crate) item_notes: Option<&'static Notes>,
    pub(crate) min: usize,
    pub(crate) max: usize,
}

/// An object with named fields.
#[derive(Debug)]
pub(crate) struct Record {
    /// At most 64, in the order of the schema.
    pub(crate) fields: &'static [Field],
    /// The fields by the fingerprints of their names.
    pub(crate) index: NameIndex,
    /// A bit for each field that must be there.
    pub(crate) required: u64,
    pub(crate) rest: Rest,
    /// Fields that the API takes although it does not document them.
    pub(crate) tolerated: &'static [&'static str],
    /// Fields that the other direction has.
    pub(crate) elsewhere: &'static [&'static str],
}

/// What an object says of fields that it does not list.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rest {
    Closed,
    Open,
    Map { node: Node, null: bool },
}

#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) node: Node,
    pub(crate) null: bool,
    pub(crate) required: bool,
    pub(crate) notes: Option<&'static Notes>,
}

/// Objects that one of their fields tells apart.
#[derive(Debug)]
pub(crate) struct Union {
    /// `type` or `role`.
    pub(crate) tag: &'static str,
    /// What the variants are, for messages: `block`, `source`.
    pub(crate) noun: &'static str,
    pub(crate) variants: &'static [Variant],
    /// The variants by the fingerprints of their tags.
    pub(crate) index: NameIndex,
    /// Position of the variant that is meant where the tag is absent or null.
    pub(crate) default: Option<usize>,
    /// Whether unknown tags are taken.
    pub(crate) open: bool,
    /// Tags that the other direction has.
    pub(crate) elsewhere: &'static [&'static str],
}

#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) tag: &'static str,
    pub(crate) record: &'static Record,
    pub(crate) notes: Option<&'static Notes>,
}

/// Forms that their JSON type tells apart.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) alternatives: &'static [Alternative],
}

#[derive(Debug)]
pub(crate) struct Alternative {
    pub(crate) node: Node,
    pub(crate) notes: Option<&'static Notes>,
}

/// Where a field, variant or value holds; what annotations of the schema say.
#[derive(Debug)]
pub(crate) struct Notes {
    /// One of these `anthropic-beta` values must be sent.
    pub(crate) beta: &'static [&'static str],
    /// Exists on the beta face only, but needs no header.
    #[expect(
        dead_code,
        reason = "no rule asks which face of the SDKs has something"
    )]
    pub(crate) beta_face: bool,
    pub(crate) removed_in: Option<ApiVersion>,
    pub(crate) added_in: Option<ApiVersion>,
    /// The description of what is deprecated, which says what to use instead.
    pub(crate) deprecated: Option<&'static str>,
}

impl NumberRule {
    pub(crate) const ANY: Self = Self {
        min: None,
        above: None,
        max: None,
    };
}

impl StringRule {
    pub(crate) const ANY: Self = Self {
        values: &[],
        open: true,
        noted: &[],
        min: 0,
        max: usize::MAX,
        pattern: None,
    };
}

impl ArrayRule {
    pub(crate) const ANY: Self = Self {
        items: Node::Any,
        item_null: false,
        item_notes: None,
        min: 0,
        max: usize::MAX,
    };
}

impl Record {
    pub(crate) const fn closed(fields: &'static [Field]) -> Self {
        let mut index = NameIndex::EMPTY;
        let mut required = 0;
        let mut at = 0;
        while at < fields.len() {
            index = index.with(fingerprint(fields[at].name.as_bytes()), at);
            if fields[at].required {
                required |= 1 << at;
            }
            at += 1;
        }
        Self {
            fields,
            index,
            required,
            rest: Rest::Closed,
            tolerated: &[],
            elsewhere: &[],
        }
    }

    pub(crate) const fn open(fields: &'static [Field]) -> Self {
        Self {
            rest: Rest::Open,
            ..Self::closed(fields)
        }
    }
}

impl Field {
    pub(crate) const fn required(name: &'static str, node: Node) -> Self {
        Self {
            name,
            node,
            null: false,
            required: true,
            notes: None,
        }
    }

    pub(crate) const fn optional(name: &'static str, node: Node) -> Self {
        Self {
            required: false,
            ..Self::required(name, node)
        }
    }

    pub(crate) const fn or_null(self) -> Self {
        Self { null: true, ..self }
    }

    pub(crate) const fn noted(self, notes: &'static Notes) -> Self {
        Self {
            notes: Some(notes),
            ..self
        }
    }
}

impl Union {
    pub(crate) const fn new(
        tag: &'static str,
        noun: &'static str,
        variants: &'static [Variant],
    ) -> Self {
        let mut index = NameIndex::EMPTY;
        let mut place = 0;
        while place < variants.len() {
            index = index.with(fingerprint(variants[place].tag.as_bytes()), place);
            place += 1;
        }
        Self {
            tag,
            noun,
            variants,
            index,
            default: None,
            open: false,
            elsewhere: &[],
        }
    }
}

impl Variant {
    pub(crate) const fn new(tag: &'static str, record: &'static Record) -> Self {
        Self {
            tag,
            record,
            notes: None,
        }
    }

    pub(crate) const fn noted(self, notes: &'static Notes) -> Self {
        Self {
            notes: Some(notes),
            ..self
        }
    }
}

impl Alternative {
    pub(crate) const fn new(node: Node) -> Self {
        Self { node, notes: None }
    }

    pub(crate) const fn noted(self, notes: &'static Notes) -> Self {
        Self {
            notes: Some(notes),
            ..self
        }
    }
}

impl Notes {
    pub(crate) const NONE: Self = Self {
        beta: &[],
        beta_face: false,
        removed_in: None,
        added_in: None,
        deprecated: None,
    };
}
