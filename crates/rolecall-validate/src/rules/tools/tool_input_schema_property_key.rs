//! Reports a name of a tool's input that the API does not take.

use crate::{
    Edit, Group, Level, edit,
    generated::tools::PROPERTY_KEY_MAX,
    json::{Key, Value},
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "tool-input-schema-property-key",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports a key of the top-level `properties` of an `input_schema` that is empty, longer than 64 characters, or has other characters than letters and digits of ASCII, `_`, `.` and `-`.

Where letters outside of ASCII are all that is wrong, it warns: reports disagree about them.

### Why is this bad?
The API checks the names of the inputs of a tool before it looks at anything else of the schema.

### The API says
```text
tools.0.custom.input_schema.properties: Property keys should match pattern '^[a-zA-Z0-9_.-]{1,64}$'
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"first name": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "tools": [{"name": "get_weather", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {"first_name": {"type": "string"}}}}], "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
Error text in public bug reports (2025-06 to 2026-08)
"#,
    check: Check::RequestNaming(&["tools"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for tool in request.tools() {
        let properties = tool
            .input_schema()
            .and_then(|schema| schema.get("properties"));
        for (key, value) in properties.into_iter().flat_map(Value::entries) {
            let name = key.name();
            let Some((fault, level)) = fault(&name) else {
                continue;
            };
            let message = format!("a property of {} {fault}", tool.label());
            sink.report_key(&RULE, key, value, message)
                .help(format!(
                    "name it with 1 to {PROPERTY_KEY_MAX} letters, digits, `_`, `.` or `-`"
                ))
                .unsafe_fix(renamed(key, properties, tool.input_schema()))
                .at_most(level)
                .done();
        }
    }
}

/// Gives a property a name of the characters that are taken, also where it is required.
fn renamed(key: Key<'_>, properties: Option<Value<'_>>, schema: Option<Value<'_>>) -> Vec<Edit> {
    let name = key.name();
    let mut plain: String = name
        .chars()
        .map(|c| if is_plain(c) { c } else { '_' })
        .take(PROPERTY_KEY_MAX)
        .collect();
    if plain.is_empty() {
        plain.push('_');
    }
    // Two names that would become one need somebody who knows what they are.
    if properties.is_some_and(|properties| properties.get(&plain).is_some()) {
        return Vec::new();
    }
    let required = schema.and_then(|schema| schema.get("required"));
    let required = required.into_iter().flat_map(Value::items);
    let named = required
        .filter(|item| item.is_str(&name))
        .map(|item| edit::replace(item, edit::quoted(&plain)));
    std::iter::once(edit::rename(key, &plain))
        .chain(named)
        .collect()
}

fn is_plain(c: char) -> bool {
    u8::try_from(c).is_ok_and(is_plain_byte)
}

fn is_plain_byte(byte: u8) -> bool {
    PLAIN[usize::from(byte)]
}

/// Every property of every tool is looked at, so a table tells.
const PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < u8::MAX {
        table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
        byte += 1;
    }
    table
};

fn fault(name: &str) -> Option<(String, Level)> {
    if (1..=PROPERTY_KEY_MAX).contains(&name.len()) && name.bytes().all(is_plain_byte) {
        return None;
    }
    let length = name.chars().count();
    if length == 0 {
        return Some(("has an empty name".to_owned(), Level::Error));
    }
    if length > PROPERTY_KEY_MAX {
        let fault = format!("has a name of {length} characters, more than {PROPERTY_KEY_MAX}");
        return Some((fault, Level::Error));
    }
    let mut strangers = name.chars().filter(|c| !is_plain(*c));
    let first = strangers.next()?;
    let worst = [first]
        .into_iter()
        .chain(strangers)
        .find(|c| c.is_ascii() || !c.is_alphabetic());
    Some(match worst {
        Some(stranger) => (has(stranger), Level::Error),
        None => (has(first), Level::Warning),
    })
}

fn has(stranger: char) -> String {
    match stranger {
        ' ' => "has a space in its name".to_owned(),
        c if c.is_control() || c.is_whitespace() => {
            format!("has the character U+{:04X} in its name", u32::from(c))
        }
        c => format!("has the character `{c}` in its name"),
    }
}
