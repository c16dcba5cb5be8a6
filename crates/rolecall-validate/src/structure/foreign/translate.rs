//! Objects in the words of another API, said in ours.

use crate::{
    edit::quoted,
    json::{Key, Value},
};

/// An object in the words of another API, in ours, where all it says can be said.
pub(in crate::structure) fn object(noun: &str, text: &str, object: Value<'_>) -> Option<String> {
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

/// The `content` that says what an assistant says beside calls which another API has in a field of their own.
pub(in crate::structure) fn calls(
    message: Value<'_>,
    key: Key<'_>,
    calls: Value<'_>,
) -> Option<String> {
    if !key.is("tool_calls") || !message.get("role")?.is_str("assistant") {
        return None;
    }
    let mut blocks = Vec::new();
    match message.get("content") {
        Some(text) if text.is_str("") => {}
        Some(text) if text.is_string() => {
            blocks.push(format!(r#"{{"type": "text", "text": {}}}"#, text.raw()));
        }
        Some(list) if list.is_array() => {
            blocks.extend(list.items().map(|block| block.raw().to_owned()));
        }
        Some(content) if !content.is_null() => return None,
        _ => {}
    }
    if !calls.is_array() {
        return None;
    }
    for call in calls.items() {
        blocks.push(tool_use(call)?);
    }
    Some(format!("[{}]", blocks.join(", ")))
}

/// A call whose input is written as text.
fn tool_use(call: Value<'_>) -> Option<String> {
    let id = call.get("id").filter(|id| id.is_string())?;
    let function = call.get("function")?;
    let name = function.get("name").filter(|name| name.is_string())?;
    let arguments = function.get("arguments")?;
    let input = if arguments.is_object() {
        arguments.raw().to_owned()
    } else {
        let text = arguments.as_str()?;
        match text.trim() {
            // A function without parameters.
            "" => "{}".to_owned(),
            text => {
                let is_object = serde_json::from_str::<serde_json::Value>(text)
                    .ok()?
                    .is_object();
                is_object.then(|| text.to_owned())?
            }
        }
    };
    Some(format!(
        r#"{{"type": "tool_use", "id": {}, "name": {}, "input": {input}}}"#,
        id.raw(),
        name.raw()
    ))
}
