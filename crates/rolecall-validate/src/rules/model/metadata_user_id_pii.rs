//! Reports a user id that tells who the user is.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "metadata-user-id-pii",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports a `metadata.user_id` that looks like an e-mail address or a telephone number.

### Why is this bad?
The id is to tell users apart, not to identify them: the API asks for a UUID or a hash, and has rejected addresses.

### The API says
```text
metadata.user_id: user_id appears to contain an email address
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "metadata": {"user_id": "alice@example.com"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "metadata": {"user_id": "13803d75-b4b5-4c3e-b2a2-6f21399b021b"}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/api/messages, `metadata` (2026-08); error text in public bug reports (2025-04)
"#,
    check: Check::RequestNaming(&["user_id"], check),
};

/// Fewest digits of a telephone number with its country code.
const TELEPHONE_DIGITS: usize = 8;

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let value = request
        .field("metadata")
        .and_then(|metadata| metadata.get("user_id"));
    let Some((value, id)) = value.and_then(|value| Some((value, value.as_str()?))) else {
        return;
    };
    let kind = if is_address(&id) {
        "an e-mail address"
    } else if is_telephone(&id) {
        "a telephone number"
    } else {
        return;
    };
    if request.is_sound(value) {
        sink.report(
            &RULE,
            value,
            format!("`metadata.user_id` looks like {kind}"),
        )
        .help("send a UUID or a hash in its place")
        .done();
    }
}

fn is_address(id: &str) -> bool {
    id.split_once('@').is_some_and(|(name, host)| {
        let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let is_word = |c: char| !c.is_whitespace() && !matches!(c, '/' | ':');
        !name.is_empty()
            && name.chars().all(is_word)
            && host.chars().all(is_host)
            && host.split('.').count() > 1
            && host.split('.').all(|part| !part.is_empty())
    })
}

fn is_telephone(id: &str) -> bool {
    id.strip_prefix('+').is_some_and(|number| {
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '(' | ')');
        digits >= TELEPHONE_DIGITS && number.chars().all(is_part)
    })
}
