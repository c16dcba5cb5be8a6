//! Reports a byte order mark (U+FEFF) before the first value.

use crate::{
    Group,
    rules::{Check, Rule},
};

pub(crate) static RULE: Rule = Rule {
    name: "syntax/byte-order-mark",
    group: Group::Syntax,
    since: "0.1.0",
    docs: r#"### What it does
Reports a byte order mark (U+FEFF) before the first value.

### Why is this bad?
JSON that is sent over a network must not begin with one (RFC 8259, section 8.1), and the API answers that the body is not valid JSON.

### Source
RFC 8259 (2017-12)
"#,
    check: Check::Built,
};
