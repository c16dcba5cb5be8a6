//! Finds what Anthropic's Messages API would reject in a payload, before the call is made.
//!
//! ```
//! use rolecall_validate::{Options, lint};
//!
//! let report = lint(r#"{"model": "claude-opus-5", "max_tokens": "10", "messages": []}"#, &Options::new());
//! assert_eq!(report.findings[0].rule, "schema/wrong-type");
//! assert_eq!(report.findings[0].pointer, "/max_tokens");
//! ```
//!
//! [`lint`] is pure and total: it takes any bytes, never panics, and reads neither files nor clock nor environment.
//! What is wrong with a document is in its [`Report`]; there is no error type for it.

#![warn(missing_docs)]

mod answer;
mod batch_ids;
mod betas;
mod detect;
mod edit;
mod fix;
mod generated;
mod headers;
mod json;
mod json_schema;
mod line_index;
mod lint;
mod media;
mod models;
mod options;
mod report;
mod request;
mod rules;
mod similar;
mod sink;
mod stream;
mod structure;
mod text;

pub use batch_ids::BatchIds;
pub use fix::{FixSet, Fixed, Repairs, fix, in_rounds};
pub use headers::Headers;
pub use line_index::{LineColumn, LineIndex};
pub use lint::{ServerSentEvent, lint, lint_sse, lint_stream, lint_value};
pub use options::{
    ApiVersion, Date, DocumentKind, Levels, Options, ParseError, Platform, UnknownRule,
};
pub use report::{CustomId, Edit, Finding, Fix, Group, Level, Likeness, Related, Report, Span};
pub use rules::{Rule, all as rules, find as rule};
pub use text::Text;
