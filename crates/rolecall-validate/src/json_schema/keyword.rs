//! The keywords of JSON Schema 2020-12 and their former spellings.

use crate::json::{Key, NameTable};

/// What a keyword holds, of those that hold schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    Schema,
    List,
    Map,
    /// A map of schemas that apply only where something refers to them.
    Definitions,
}

/// What a keyword takes, of those that hold no schemas.
#[derive(Debug, Clone, Copy)]
pub(super) enum Takes {
    Type,
    Array,
    Number,
    PositiveNumber,
    Count,
    Boolean,
    String,
    Names,
    NamesByProperty,
    /// The former `dependencies`: schemas or lists of names.
    Dependencies,
    Anchor,
    Id,
    Vocabulary,
}

/// What is known of a keyword.
#[derive(Debug, Clone, Copy)]
pub(super) enum Keyword {
    Holds(Holds),
    Takes(Takes),
}

impl Keyword {
    #[inline]
    pub(super) fn of(key: Key<'_>) -> Option<Self> {
        KEYWORDS.of_key(key)
    }
}

impl Holds {
    /// What this keyword holds; nothing where it holds no schema.
    pub(crate) fn of(key: Key<'_>) -> Option<Self> {
        match Keyword::of(key)? {
            Keyword::Holds(holds) => Some(holds),
            Keyword::Takes(_) => None,
        }
    }
}

static KEYWORDS: NameTable<Keyword> = NameTable::new(&[
    ("items", Keyword::Holds(Holds::Schema)),
    ("contains", Keyword::Holds(Holds::Schema)),
    ("additionalProperties", Keyword::Holds(Holds::Schema)),
    ("propertyNames", Keyword::Holds(Holds::Schema)),
    ("if", Keyword::Holds(Holds::Schema)),
    ("then", Keyword::Holds(Holds::Schema)),
    ("else", Keyword::Holds(Holds::Schema)),
    ("not", Keyword::Holds(Holds::Schema)),
    ("unevaluatedItems", Keyword::Holds(Holds::Schema)),
    ("unevaluatedProperties", Keyword::Holds(Holds::Schema)),
    ("contentSchema", Keyword::Holds(Holds::Schema)),
    ("prefixItems", Keyword::Holds(Holds::List)),
    ("allOf", Keyword::Holds(Holds::List)),
    ("anyOf", Keyword::Holds(Holds::List)),
    ("oneOf", Keyword::Holds(Holds::List)),
    ("properties", Keyword::Holds(Holds::Map)),
    ("patternProperties", Keyword::Holds(Holds::Map)),
    ("dependentSchemas", Keyword::Holds(Holds::Map)),
    ("$defs", Keyword::Holds(Holds::Definitions)),
    ("definitions", Keyword::Holds(Holds::Definitions)),
    ("type", Keyword::Takes(Takes::Type)),
    ("enum", Keyword::Takes(Takes::Array)),
    ("examples", Keyword::Takes(Takes::Array)),
    ("maximum", Keyword::Takes(Takes::Number)),
    ("exclusiveMaximum", Keyword::Takes(Takes::Number)),
    ("minimum", Keyword::Takes(Takes::Number)),
    ("exclusiveMinimum", Keyword::Takes(Takes::Number)),
    ("multipleOf", Keyword::Takes(Takes::PositiveNumber)),
    ("maxLength", Keyword::Takes(Takes::Count)),
    ("minLength", Keyword::Takes(Takes::Count)),
    ("maxItems", Keyword::Takes(Takes::Count)),
    ("minItems", Keyword::Takes(Takes::Count)),
    ("maxContains", Keyword::Takes(Takes::Count)),
    ("minContains", Keyword::Takes(Takes::Count)),
    ("maxProperties", Keyword::Takes(Takes::Count)),
    ("minProperties", Keyword::Takes(Takes::Count)),
    ("uniqueItems", Keyword::Takes(Takes::Boolean)),
    ("deprecated", Keyword::Takes(Takes::Boolean)),
    ("readOnly", Keyword::Takes(Takes::Boolean)),
    ("writeOnly", Keyword::Takes(Takes::Boolean)),
    ("pattern", Keyword::Takes(Takes::String)),
    ("title", Keyword::Takes(Takes::String)),
    ("description", Keyword::Takes(Takes::String)),
    ("format", Keyword::Takes(Takes::String)),
    ("contentEncoding", Keyword::Takes(Takes::String)),
    ("contentMediaType", Keyword::Takes(Takes::String)),
    ("$schema", Keyword::Takes(Takes::String)),
    ("$ref", Keyword::Takes(Takes::String)),
    ("$dynamicRef", Keyword::Takes(Takes::String)),
    ("$recursiveRef", Keyword::Takes(Takes::String)),
    ("$comment", Keyword::Takes(Takes::String)),
    ("required", Keyword::Takes(Takes::Names)),
    ("dependentRequired", Keyword::Takes(Takes::NamesByProperty)),
    ("dependencies", Keyword::Takes(Takes::Dependencies)),
    ("$anchor", Keyword::Takes(Takes::Anchor)),
    ("$dynamicAnchor", Keyword::Takes(Takes::Anchor)),
    ("$recursiveAnchor", Keyword::Takes(Takes::Anchor)),
    ("$id", Keyword::Takes(Takes::Id)),
    ("$vocabulary", Keyword::Takes(Takes::Vocabulary)),
]);
