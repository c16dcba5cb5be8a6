//! Strategies for proptest: text, JSON, requests and messages.

use proptest::{collection::vec, option, prelude::*, sample::select};
use rolecall_types::{
    AssistantMessage, ContentBlock, CreateMessage, CustomTool, ImageBlock, ImageMediaType,
    InputMessage, InputSchema, MessageContent, TextBlock, Tool, ToolResultBlock, ToolUseBlock,
    UserMessage,
};
use rolecall_validate::{ApiVersion, DocumentKind};
use serde_json::{Map, Value, json};

pub(crate) fn kind() -> impl Strategy<Value = Option<DocumentKind>> {
    option::of(select(&DocumentKind::ALL[..]))
}

pub(crate) fn version() -> impl Strategy<Value = Option<ApiVersion>> {
    option::of(select(&ApiVersion::ALL[..]))
}

/// Text that gets further into a JSON parser than random bytes do.
pub(crate) fn json_like() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        select(vec![
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "null", "true", "-", "1e",
            "0.5", " ", "\n", "//", "/*", "*/"
        ])
        .prop_map(str::to_owned),
        select(WORDS).prop_map(|word| format!("\"{word}\"")),
        any::<char>().prop_map(|character| character.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
    ];
    vec(token, 0..60).prop_map(|tokens| tokens.concat())
}

/// Names that the API gives a meaning.
const WORDS: &[&str] = &[
    "model",
    "messages",
    "max_tokens",
    "role",
    "content",
    "type",
    "text",
    "user",
    "assistant",
    "system",
    "tools",
    "name",
    "input_schema",
    "tool_use",
    "tool_result",
    "tool_use_id",
    "id",
    "input",
    "source",
    "image",
    "base64",
    "media_type",
    "data",
    "url",
    "document",
    "thinking",
    "signature",
    "stream",
    "temperature",
    "stop_reason",
    "usage",
    "message",
    "requests",
    "custom_id",
    "params",
    "error",
    "message_start",
    "index",
    "delta",
    "tool_choice",
    "a/b~c",
    "",
];

/// JSON whose keys and strings the API knows, in any order and shape.
pub(crate) fn api_shaped_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        select(WORDS).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    let any_json = leaf.prop_recursive(6, 60, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            vec((select(WORDS), inner), 0..6).prop_map(|members| Value::Object(
                members
                    .into_iter()
                    .map(|(k, v)| (k.to_owned(), v))
                    .collect()
            )),
        ]
    });
    // Half of them begin like a request, so that the rules are reached.
    let message = (
        select(vec!["user", "assistant", "system"]),
        any_json.clone(),
    )
        .prop_map(|(role, content)| json!({"role": role, "content": content}));
    let request = (vec(message, 0..5), any_json.clone(), any_json.clone()).prop_map(|(messages, tools, extra)| {
        let mut request = json!({"model": "claude-opus-5", "max_tokens": 16, "messages": messages, "tools": tools});
        if let Value::Object(members) = extra {
            request.as_object_mut().expect("an object").extend(members);
        }
        request
    });
    prop_oneof![any_json, request]
}

/// The same JSON with the members of every object in reverse order.
pub(crate) fn written_backwards(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members: Vec<_> = members
                .iter()
                .rev()
                .map(|(key, member)| {
                    format!(
                        "{}:{}",
                        Value::from(key.as_str()),
                        written_backwards(member)
                    )
                })
                .collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Array(items) => format!(
            "[{}]",
            items
                .iter()
                .map(written_backwards)
                .collect::<Vec<_>>()
                .join(",")
        ),
        other => other.to_string(),
    }
}

/// The same JSON with white space wherever it may stand, as much as the numbers say, over and over.
pub(crate) fn written_loosely(value: &Value, gaps: &[usize]) -> String {
    const SPACES: [&str; 5] = ["", " ", "\n", "\n    ", "\t \r\n"];
    let mut out = String::new();
    let mut gaps = gaps.iter().cycle();
    let mut in_string = false;
    let mut is_escaped = false;
    for letter in value.to_string().chars() {
        let is_token = !in_string && "{}[],:".contains(letter);
        let mut gap = |out: &mut String| {
            let gap = gaps.next().and_then(|gap| SPACES.get(*gap));
            out.push_str(gap.copied().unwrap_or_default());
        };
        if is_token {
            gap(&mut out);
        }
        out.push(letter);
        if is_token {
            gap(&mut out);
        }
        if is_escaped {
            is_escaped = false;
        } else if letter == '"' {
            in_string = !in_string;
        } else {
            is_escaped = in_string && letter == '\\';
        }
    }
    out
}

fn text() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9 .,äß日\\n\"\\\\]{1,40}"
}

fn id() -> impl Strategy<Value = String> {
    "toolu_[a-zA-Z0-9]{1,8}"
}

fn user_block() -> impl Strategy<Value = ContentBlock> {
    prop_oneof![
        text().prop_map(ContentBlock::text),
        (id(), text()).prop_map(|(id, text)| ToolResultBlock::text(id, text).into()),
        (
            select(vec!["image/png", "image/webp"]),
            "[a-zA-Z0-9+/]{4,40}"
        )
            .prop_map(|(media_type, data)| ImageBlock::from_base64(
                ImageMediaType::from(media_type),
                data
            )
            .into()),
        Just(()).prop_map(|()| ImageBlock::from_url("https://example.com/a.png").into()),
    ]
}

fn assistant_block() -> impl Strategy<Value = ContentBlock> {
    prop_oneof![
        text().prop_map(|text| ContentBlock::Text(TextBlock::new(text))),
        (id(), "[a-z_]{1,20}", object())
            .prop_map(|(id, name, input)| ToolUseBlock::new(id, name, input).into()),
    ]
}

fn object() -> impl Strategy<Value = Map<String, Value>> {
    vec(("[a-z]{1,6}", api_shaped_json()), 0..3).prop_map(|members| members.into_iter().collect())
}

fn message() -> impl Strategy<Value = InputMessage> {
    prop_oneof![
        text().prop_map(InputMessage::user),
        text().prop_map(InputMessage::assistant),
        vec(user_block(), 0..4).prop_map(|blocks| InputMessage::User(UserMessage::new(
            MessageContent::Blocks(blocks)
        ))),
        vec(assistant_block(), 0..4).prop_map(|blocks| InputMessage::Assistant(
            AssistantMessage::new(MessageContent::Blocks(blocks))
        )),
    ]
}

/// Requests that the types can express, with values that the schema allows.
pub(crate) fn request() -> impl Strategy<Value = CreateMessage> {
    let tool = ("[a-zA-Z0-9_-]{1,64}", option::of(text())).prop_map(|(name, description)| {
        let mut tool = CustomTool::new(name, InputSchema::new());
        tool.description = description;
        Tool::from(tool)
    });
    let options = (
        option::of(text()),
        option::of(vec(text(), 0..3)),
        option::of(any::<bool>()),
        option::of(vec(tool, 0..3)),
    );
    (0..100_000i64, vec(message(), 0..5), options).prop_map(|(max_tokens, messages, options)| {
        let (system, stop_sequences, stream, tools) = options;
        let mut request = CreateMessage::new("claude-opus-5", max_tokens, messages);
        request.system = system.map(Into::into);
        request.stop_sequences = stop_sequences;
        request.stream = stream;
        request.tools = tools;
        request
    })
}

/// Messages with unknown fields, tags and values, and with nulls.
pub(crate) fn message_like() -> impl Strategy<Value = Value> {
    let extra = || option::of(api_shaped_json());
    let block = (
        select(vec!["text", "tool_use", "from_the_future"]),
        text(),
        id(),
        extra(),
        any::<bool>(),
    )
        .prop_map(|(tag, text, id, extra, null)| {
            let mut block = match tag {
                "text" => json!({"type": tag, "text": text}),
                "tool_use" => json!({"type": tag, "id": id, "name": text, "input": {}}),
                _ => json!({"type": tag, "shape": [text, id]}),
            };
            if let Some(extra) = extra {
                block["x_unheard_of"] = extra;
            }
            if null {
                block["citations"] = Value::Null;
            }
            block
        });
    let stop_reason = select(vec![
        Value::Null,
        json!("end_turn"),
        json!("from_the_future"),
    ]);
    (vec(block, 0..5), stop_reason, extra(), any::<i64>()).prop_map(|(content, stop_reason, extra, tokens)| {
        let mut message = json!({
            "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-from-the-future",
            "content": content, "stop_reason": stop_reason, "stop_sequence": null,
            "usage": {"input_tokens": tokens, "output_tokens": 1, "x_unheard_of": extra}
        });
        message["x_unheard_of"] = json!({"deep": [extra]});
        message
    })
}
