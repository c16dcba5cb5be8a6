//! What can be wrong with the text itself.

use crate::Span;

/// One fault of the text. All but [`Fault::Invalid`] leave a tree behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The text stops being JSON here; nothing after it was read.
    Invalid {
        at: Span,
        message: String,
        help: Option<&'static str>,
    },
    /// The same key stands twice in one object; most parsers keep the last.
    DuplicateKey {
        first: Span,
        again: Span,
        value: u32,
    },
    /// `\ud800` without its other half: not a character, refused by strict parsers.
    LoneSurrogate { at: Span, value: u32 },
    /// A number that a double does not hold.
    InexactNumber { at: Span, value: u32 },
    /// A comma before `]` or `}`.
    TrailingComma { at: Span, container: u32 },
    /// `// …` or `/* … */`.
    Comment { at: Span },
    /// U+FEFF before the first value.
    ByteOrderMark { at: Span },
}
