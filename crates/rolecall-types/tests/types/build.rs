//! Building requests and using replies.

use rolecall_types::{
    CacheControl, ContentBlock, CountTokens, CreateMessage, CustomTool, DocumentBlock, ImageBlock,
    InputMessage, InputSchema, Message, StreamEvent, TextBlock, ThinkingConfig, ToolChoice,
    ToolResultBlock,
};
use serde_json::json;

#[test]
fn a_request_is_built_from_plain_values() {
    let schema = InputSchema::try_from(json!({"type": "object", "properties": {}})).unwrap();
    let request = CreateMessage::new(
        "claude-opus-5",
        1024,
        [
            InputMessage::user("Hello"),
            InputMessage::assistant([ContentBlock::text("Hi")]),
            InputMessage::user([ContentBlock::from(ImageBlock::from_base64(
                "image/png",
                "iVBO",
            ))]),
        ],
    )
    .system("Be brief.")
    .temperature(0.5)
    .stop_sequences(["END"])
    .thinking(ThinkingConfig::enabled(1024))
    .tool(CustomTool::new("now", schema).description("The time"))
    .tool_choice(ToolChoice::tool("now"));
    assert_eq!(
        serde_json::to_value(request).unwrap(),
        json!({
            "model": "claude-opus-5",
            "max_tokens": 1024,
            "messages": [
                {"role": "user", "content": "Hello"},
                {"role": "assistant", "content": [{"type": "text", "text": "Hi"}]},
                {"role": "user", "content": [
                    {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBO"}},
                ]},
            ],
            "system": "Be brief.",
            "temperature": 0.5,
            "stop_sequences": ["END"],
            "thinking": {"type": "enabled", "budget_tokens": 1024},
            "tools": [{"name": "now", "description": "The time", "input_schema": {"type": "object", "properties": {}}}],
            "tool_choice": {"type": "tool", "name": "now"},
        })
    );
}

#[test]
fn constants_are_filled_in() {
    let block = TextBlock::new("a").cache_control(CacheControl::new());
    assert_eq!(
        serde_json::to_value(block).unwrap(),
        json!({"type": "text", "text": "a", "cache_control": {"type": "ephemeral"}})
    );
    assert_eq!(
        serde_json::to_value(DocumentBlock::from_text("a")).unwrap(),
        json!({"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "a"}})
    );
}

#[test]
fn what_json_cannot_hold_is_left_out() {
    let request = CreateMessage::new("m", 1, [InputMessage::user("a")]).temperature(f64::NAN);
    assert_eq!(request.temperature, None);
}

#[test]
fn a_reply_is_read_and_sent_back() {
    let content = json!([
        {"type": "thinking", "thinking": "hm", "signature": "s"},
        {"type": "text", "text": "One "},
        {"type": "tool_use", "id": "toolu_1", "name": "now", "input": {"zone": "UTC"}},
        {"type": "text", "text": "moment."},
    ]);
    let reply: Message = serde_json::from_value(json!({
        "id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": content,
        "stop_reason": "tool_use", "stop_sequence": null, "usage": {"input_tokens": 1, "output_tokens": 2},
    }))
    .unwrap();
    assert_eq!(reply.text(), "One moment.");
    let ids: Vec<_> = reply.tool_uses().map(|call| call.id.as_str()).collect();
    assert_eq!(ids, ["toolu_1"]);

    let result = ToolResultBlock::error("toolu_1", "no clock");
    let request = CountTokens::new(
        "m",
        [
            reply.into_input(),
            InputMessage::user([ContentBlock::from(result)]),
        ],
    );
    assert_eq!(request.messages[0].role(), "assistant");
    assert_eq!(
        serde_json::to_value(request.messages).unwrap(),
        json!([
            {"role": "assistant", "content": content},
            {"role": "user", "content": [
                {"type": "tool_result", "tool_use_id": "toolu_1", "content": "no clock", "is_error": true},
            ]},
        ])
    );
}

#[test]
fn text_is_picked_from_a_stream() {
    let events = [
        json!({"type": "ping"}),
        json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "a"}}),
        json!({"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "b"}}),
    ];
    let text: String = events
        .into_iter()
        .filter_map(|json| {
            let event: StreamEvent = serde_json::from_value(json).unwrap();
            event.text_delta().map(str::to_owned)
        })
        .collect();
    assert_eq!(text, "a");
}
