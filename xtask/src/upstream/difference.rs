//! One difference between a bundle and the schema, and its line of output.

use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Difference {
    /// Name of the upstream type.
    pub(crate) upstream: String,
    pub(crate) property: Option<String>,
    /// Where in the value of the property: `[]` for items, `{}` for the values of a map.
    pub(crate) place: String,
    pub(crate) subject: Subject,
    pub(crate) kind: Kind,
    /// What helps to understand the line; not part of its identity.
    pub(crate) note: String,
    /// Our definition that the difference is about, for `apply` and for what a scope says came later.
    pub(crate) definition: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// The type or the property itself.
    Whole,
    /// A value of an enumeration.
    Value(String),
    /// A member of a union, by its upstream name, or ours where it is gone there.
    Member(String),
    Null,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    MissingHere,
    GoneThere,
    Required,
    Constant,
    Type,
    NamedTwice,
}

impl Kind {
    /// The word that `schema/divergences.json` uses.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::MissingHere => "missing-here",
            Self::GoneThere => "gone-there",
            Self::Required => "required",
            Self::Constant => "constant",
            Self::Type => "type",
            Self::NamedTwice => "named-twice",
        }
    }

    pub(crate) fn of(word: &str) -> Option<Self> {
        [
            Self::MissingHere,
            Self::GoneThere,
            Self::Required,
            Self::Constant,
            Self::Type,
            Self::NamedTwice,
        ]
        .into_iter()
        .find(|kind| kind.word() == word)
    }
}

impl Subject {
    /// The value, member or `null` that the difference is about.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Whole => None,
            Self::Value(name) | Self::Member(name) => Some(name),
            Self::Null => Some("null"),
        }
    }
}

impl Difference {
    /// Whether both say the same, apart from explanations.
    pub(crate) fn is_about(&self, other: &Self) -> bool {
        (&self.upstream, &self.property, &self.subject, self.kind)
            == (&other.upstream, &other.property, &other.subject, other.kind)
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.upstream)?;
        if let Some(property) = &self.property {
            write!(f, ".{property}")?;
        }
        write!(f, "{}: ", self.place)?;
        match &self.subject {
            Subject::Whole => {}
            Subject::Value(value) => write!(f, "value `{value}` ")?,
            Subject::Member(name) => write!(f, "member `{name}` ")?,
            Subject::Null => f.write_str("null ")?,
        }
        f.write_str(match self.kind {
            Kind::MissingHere => "missing here",
            Kind::GoneThere => "gone there",
            Kind::Required => "required differs",
            Kind::Constant => "constant differs",
            Kind::Type => "type differs",
            Kind::NamedTwice => "named twice",
        })?;
        if self.note.is_empty() {
            return Ok(());
        }
        write!(f, " ({})", self.note)
    }
}
