//! Why a value was refused, and where.

use std::fmt;

/// A refusal on its way out of the value that caused it; every level it passes puts its own step in front.
#[derive(Debug)]
pub(crate) enum Error {
    /// Ours: the text could be read, but it is not such a value.
    Refused(Box<str>),
    /// The format's own, for example bad JSON. The adaptor that met it keeps it, so that it arrives unchanged.
    Foreign,
}

impl Error {
    #[cold]
    pub(crate) fn refused(message: impl fmt::Display) -> Self {
        Self::Refused(message.to_string().into())
    }

    #[cold]
    pub(crate) fn missing_field(name: &str) -> Self {
        Self::refused(format_args!("missing field `{name}`"))
    }

    /// A source called a slot twice or not at all, which no source does.
    #[cold]
    pub(crate) fn no_value() -> Self {
        Self::refused("no value")
    }

    #[cold]
    pub(crate) fn in_field(self, name: &str) -> Self {
        self.behind(format_args!(".{name}"))
    }

    #[cold]
    pub(crate) fn in_item(self, index: usize) -> Self {
        self.behind(format_args!("[{index}]"))
    }

    #[cold]
    pub(crate) fn in_variant(self, tag: &str) -> Self {
        self.behind(format_args!("<{tag}>"))
    }

    fn behind(self, step: fmt::Arguments<'_>) -> Self {
        match self {
            Self::Refused(message) => {
                // Steps start with one of these; a message never does.
                let separator = if message.starts_with(['.', '[', '<']) {
                    ""
                } else {
                    ": "
                };
                Self::refused(format_args!("{step}{separator}{message}"))
            }
            Self::Foreign => Self::Foreign,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(message) => f.write_str(message),
            Self::Foreign => f.write_str("the source failed"),
        }
    }
}
