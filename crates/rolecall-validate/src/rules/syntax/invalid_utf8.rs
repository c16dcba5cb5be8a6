//! Reports the first byte that is not UTF-8.

use crate::{
    Group, Span,
    rules::{Check, Rule},
    sink::Sink,
};

pub(crate) static RULE: Rule = Rule {
    name: "syntax/invalid-utf8",
    group: Group::Syntax,
    since: "0.1.0",
    docs: r#"### What it does
Reports the first byte that is not UTF-8.

### Why is this bad?
JSON is exchanged as UTF-8 (RFC 8259, section 8.1). Nothing else of the document is checked.

### Source
RFC 8259 (2017-12)
"#,
    check: Check::Built,
};

pub(crate) fn report(at: Span, sink: &mut Sink<'_>) {
    sink.report_text(&RULE, None, at, "these bytes are not UTF-8")
        .help("save the document as UTF-8")
        .done();
}
