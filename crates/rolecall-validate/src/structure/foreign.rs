//! What other APIs and the SDKs call things: a payload that was written for them is told the name that it needs here.

use super::table::{Field, Record};
use crate::{edit::quoted, json::Value};

/// A field of another API and the field of ours that means the same.
const FIELDS: &[(&str, &str)] = &[
    ("args", "input"),
    ("arguments", "input"),
    ("instructions", "system"),
    ("json_schema", "schema"),
    ("max_completion_tokens", "max_tokens"),
    ("max_new_tokens", "max_tokens"),
    ("max_output_tokens", "max_tokens"),
    ("max_tokens_to_sample", "max_tokens"),
    ("mime_type", "media_type"),
    ("parameters", "input_schema"),
    ("schema", "input_schema"),
    ("stop", "stop_sequences"),
    ("system_instruction", "system"),
    ("system_prompt", "system"),
    ("tool_call_id", "tool_use_id"),
    ("tool_name", "name"),
];

/// Fields of others that ours have no single field for: a field of the object that they stand in, their name, and
/// what to do.
const ADVICE: &[(&str, &[&str], &str)] = &[
    (
        "messages",
        &["response_format"],
        "use `output_config.format`, of type `json_schema`",
    ),
    (
        "messages",
        &["effort", "reasoning_effort"],
        "use `output_config.effort`",
    ),
    (
        "messages",
        &["reasoning"],
        "use `thinking` and `output_config.effort`",
    ),
    (
        "messages",
        &["budget_tokens", "max_thinking_tokens", "thinking_budget"],
        "use `thinking.budget_tokens`",
    ),
    (
        "messages",
        &["verbosity"],
        "say in the prompt how long the answer is to be",
    ),
    (
        "messages",
        &["disable_parallel_tool_use"],
        "move it into `tool_choice`",
    ),
    (
        "messages",
        &["parallel_tool_calls"],
        "use `tool_choice.disable_parallel_tool_use`, which says the opposite",
    ),
    ("messages", &["functions"], "use `tools`"),
    ("messages", &["function_call"], "use `tool_choice`"),
    (
        "messages",
        &["safety_identifier", "user", "user_id"],
        "use `metadata.user_id`",
    ),
    (
        "messages",
        &["prompt_cache_key", "prompt_cache_retention"],
        "use `cache_control`",
    ),
    (
        "messages",
        &["anthropic_beta", "betas"],
        "send the header `anthropic-beta` instead",
    ),
    (
        "messages",
        &["anthropic_version"],
        "send the header `anthropic-version` instead; only partner platforms read it from the body",
    ),
    (
        "messages",
        &["extra_body"],
        "put what it holds into the request; it is an argument of the SDKs",
    ),
    (
        "messages",
        &["extra_headers", "extra_query", "max_retries", "timeout"],
        "remove the field; it is an argument of the SDKs",
    ),
    (
        "messages",
        &[
            "frequency_penalty",
            "logit_bias",
            "logprobs",
            "n",
            "presence_penalty",
            "seed",
            "stream_options",
            "top_logprobs",
        ],
        "remove the field; the API has no such setting",
    ),
    (
        "role",
        &["function_call", "tool_calls"],
        "write the calls as `tool_use` blocks in `content`",
    ),
    (
        "role",
        &["tool_call_id"],
        "write a `tool_result` block with `tool_use_id` in the `content` of a `user` message",
    ),
    (
        "role",
        &["reasoning_content"],
        "write it as `thinking` blocks in `content`, as they came",
    ),
    (
        "role",
        &["cache_control"],
        "put it on the last block of `content`",
    ),
    (
        "input_schema",
        &["function"],
        "write `name`, `description` and `input_schema` in the tool itself",
    ),
    (
        "input_schema",
        &["annotations", "outputSchema", "title"],
        "remove the field; it is of the Model Context Protocol only",
    ),
];

/// What a union is about, a tag that others have, and the tag that means it here.
const TAGS: &[(&str, &str, &str)] = &[
    ("block", "file", "document"),
    ("block", "function_call", "tool_use"),
    ("block", "function_call_output", "tool_result"),
    ("block", "image_url", "image"),
    ("block", "input_file", "document"),
    ("block", "input_image", "image"),
    ("block", "input_text", "text"),
    ("block", "output_text", "text"),
    ("block", "reasoning", "thinking"),
    ("block", "tool-call", "tool_use"),
    ("block", "tool-result", "tool_result"),
    ("block", "tool_call", "tool_use"),
    ("format", "json", "json_schema"),
    ("format", "json_object", "json_schema"),
    ("message", "ai", "assistant"),
    ("message", "bot", "assistant"),
    ("message", "developer", "system"),
    ("message", "function", "user"),
    ("message", "human", "user"),
    ("message", "model", "assistant"),
    ("message", "tool", "user"),
    ("tool", "function", "custom"),
    ("tool choice", "function", "tool"),
    ("tool choice", "required", "any"),
];

/// The absent field of ours that a stray one means.
pub(super) fn field(name: &str, absent: &[&'static Field]) -> Option<&'static Field> {
    let snake = snake_case(name);
    let meant = FIELDS
        .iter()
        .filter(|(other, _)| *other == snake)
        .map(|(_, ours)| *ours);
    // The same words in another case come first.
    let mut meant = (snake != name).then_some(&*snake).into_iter().chain(meant);
    let find = |ours: &str| absent.iter().find(|field| field.name == ours);
    meant.find_map(find).copied()
}

/// What to do about a stray field that is no other name of a field.
pub(super) fn advice(name: &str, record: &Record) -> Option<&'static str> {
    let has = |name: &str| record.fields.iter().any(|field| field.name == name);
    ADVICE
        .iter()
        .find(|(owner, names, _)| has(owner) && names.contains(&name))
        .map(|(_, _, help)| *help)
}

/// The tag of ours that a foreign one means.
pub(super) fn tag(noun: &str, text: &str) -> Option<&'static str> {
    TAGS.iter()
        .find(|(of, other, _)| *of == noun && *other == text)
        .map(|(_, _, ours)| *ours)
}

/// Whether a foreign tag says who speaks. The result of a call is said by nobody, though it has a role elsewhere.
pub(super) fn is_speaker(noun: &str, text: &str) -> bool {
    noun == "message" && !matches!(text, "function" | "tool")
}

/// What to write instead of a foreign tag.
pub(super) fn tag_help(noun: &str, text: &str, ours: &str) -> String {
    match (noun, text) {
        ("tool", _) => {
            "leave `type` out, and write `name`, `description` and `input_schema` in the tool itself"
                .to_owned()
        }
        ("message", "tool" | "function") => {
            "write a `tool_result` block in the `content` of a `user` message".to_owned()
        }
        ("message", "developer") => "write the text as top-level `system`".to_owned(),
        ("block", "image_url" | "input_image") => {
            "write an `image` block with a `source` of type `url` or `base64`".to_owned()
        }
        _ => format!("write `{ours}`"),
    }
}

/// An object in the words of another API, in ours, where all it says can be said.
pub(super) fn translated(noun: &str, text: &str, object: Value<'_>) -> Option<String> {
    match (noun, text) {
        ("tool", "function") => function_tool(object.get("function")?),
        ("tool choice", "required") => Some(r#"{"type": "any"}"#.to_owned()),
        ("tool choice", "function") => {
            let function = object.get("function").unwrap_or(object);
            let name = function.get("name").filter(|name| name.is_string())?;
            Some(format!(r#"{{"type": "tool", "name": {}}}"#, name.raw()))
        }
        ("block", "image_url" | "input_image") => image(object.get("image_url")?),
        ("block", "input_text" | "output_text") => {
            let text = object.get("text").filter(|text| text.is_string())?;
            Some(format!(r#"{{"type": "text", "text": {}}}"#, text.raw()))
        }
        ("message", "tool") => {
            let id = object.get("tool_call_id").filter(|id| id.is_string())?;
            let content = object
                .get("content")
                .filter(|content| content.is_string() || content.is_array())?;
            Some(format!(
                r#"{{"role": "user", "content": [{{"type": "tool_result", "tool_use_id": {}, "content": {}}}]}}"#,
                id.raw(),
                content.raw()
            ))
        }
        _ => None,
    }
}

fn function_tool(function: Value<'_>) -> Option<String> {
    let name = function.get("name").filter(|name| name.is_string())?;
    let mut tool = format!(r#"{{"name": {}"#, name.raw());
    if let Some(description) = function.get("description").filter(|text| text.is_string()) {
        tool.push_str(", \"description\": ");
        tool.push_str(description.raw());
    }
    tool.push_str(", \"input_schema\": ");
    let parameters = function
        .get("parameters")
        .filter(|schema| !schema.is_null());
    // A function without parameters takes nothing.
    tool.push_str(parameters.map_or(r#"{"type": "object", "properties": {}}"#, Value::raw));
    if function.get("strict").and_then(Value::as_bool) == Some(true) {
        tool.push_str(", \"strict\": true");
    }
    tool.push('}');
    Some(tool)
}

/// An image by its address: of the web, or one that holds the bytes.
fn image(address: Value<'_>) -> Option<String> {
    let url = address.get("url").unwrap_or(address);
    let text = url.as_str()?;
    if let Some(data) = text.strip_prefix("data:") {
        let (media_type, data) = data.split_once(";base64,")?;
        return Some(format!(
            r#"{{"type": "image", "source": {{"type": "base64", "media_type": {}, "data": {}}}}}"#,
            quoted(media_type),
            quoted(data)
        ));
    }
    text.starts_with("https://").then(|| {
        format!(
            r#"{{"type": "image", "source": {{"type": "url", "url": {}}}}}"#,
            url.raw()
        )
    })
}

/// What a field of another name is to hold, where its value is of a type that the field takes.
pub(super) fn moved<'t>(value: Value<'t>, field: &Field) -> Option<Value<'t>> {
    // A named schema holds the schema that is meant.
    let inner = (field.name == "schema")
        .then(|| value.get("schema"))
        .flatten()
        .unwrap_or(value);
    let takes = field.node.takes(inner.json_type()) || field.null && inner.is_null();
    takes.then_some(inner)
}

/// `inputSchema` as we would write it.
fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 2);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::table::Node;

    #[test]
    fn other_names_lead_to_fields_that_are_not_there() {
        static INPUT_SCHEMA: Field = Field::required("input_schema", Node::Object);
        static NAME: Field = Field::required("name", Node::Any);
        let meant =
            |name: &str, absent: &[&'static Field]| field(name, absent).map(|field| field.name);
        for name in ["parameters", "inputSchema", "schema"] {
            assert_eq!(meant(name, &[&INPUT_SCHEMA, &NAME]), Some("input_schema"));
            assert_eq!(meant(name, &[&NAME]), None);
        }
        assert_eq!(meant("n", &[&INPUT_SCHEMA, &NAME]), None);
    }

    #[test]
    fn tags_are_those_of_one_kind_of_object() {
        assert_eq!(tag("tool", "function"), Some("custom"));
        assert_eq!(tag("tool choice", "function"), Some("tool"));
        assert_eq!(tag("block", "function"), None);
    }
}
