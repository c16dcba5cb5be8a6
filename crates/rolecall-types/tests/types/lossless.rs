//! Nothing is lost between reading and writing.

use crate::round_trip;
use rolecall_types::{
    ContentBlock, CreateMessage, CustomTool, InputMessage, Message, MessageContent, StopReason,
    StreamEvent, TextBlock, Tool, ToolResultBlock, ToolResultContent,
};
use serde_json::{Value, json};

#[test]
fn keys_come_in_any_order() {
    // `content` stands before `role`, `source` and its `data` before `type`.
    let text = r#"{"content":[{"source":{"url":"https://a.example/b.png","type":"url"},"type":"image"}],"role":"user"}"#;
    let message: InputMessage = serde_json::from_str(text).unwrap();
    let Some(MessageContent::Blocks(blocks)) = message.content() else {
        panic!("{message:?}")
    };
    assert!(matches!(blocks[0], ContentBlock::Image(_)));
    assert_eq!(
        serde_json::to_value(&message).unwrap(),
        text.parse::<Value>().unwrap()
    );
}

#[test]
fn absent_and_null_stay_apart() {
    let absent: TextBlock = round_trip(json!({"type": "text", "text": "a"}));
    let null: TextBlock = round_trip(json!({"type": "text", "text": "a", "citations": null}));
    assert_eq!((&absent.citations, &null.citations), (&None, &None));
    assert_ne!(absent, null);
}

#[test]
fn empty_lists_and_objects_stay() {
    round_trip::<TextBlock>(json!({"type": "text", "text": "", "citations": []}));
    round_trip::<CreateMessage>(
        json!({"model": "m", "max_tokens": 1, "messages": [], "tools": [], "metadata": {}}),
    );
}

#[test]
fn a_null_that_is_set_is_written_once() {
    let mut block: TextBlock =
        round_trip(json!({"type": "text", "text": "a", "citations": null, "cache_control": null}));
    block.citations = Some(Vec::new());
    assert_eq!(
        serde_json::to_string(&block).unwrap(),
        r#"{"type":"text","text":"a","citations":[],"cache_control":null}"#
    );
}

#[test]
fn extra_cannot_double_a_field_or_the_tag() {
    let mut block = TextBlock::new("a");
    for key in ["type", "text", "new"] {
        block.extra.insert(key.to_owned(), json!("other"));
    }
    assert_eq!(
        serde_json::to_string(&block).unwrap(),
        r#"{"type":"text","text":"a","new":"other"}"#
    );
}

#[test]
fn unknown_fields_are_kept() {
    let block: TextBlock = round_trip(
        json!({"type": "text", "text": "a", "new": {"deep": [1, 2.5, null, -3, u64::MAX]}}),
    );
    assert_eq!(block.extra.len(), 1);
}

#[test]
fn unknown_tags_are_kept_whole() {
    for json in [
        json!({"type": "hologram", "depth": 3, "type_hint": null}),
        json!({"text": "no tag"}),
        json!({"type": null}),
        json!({"type": 7, "text": "odd tag"}),
    ] {
        let block: ContentBlock = round_trip(json.clone());
        let ContentBlock::Unknown(object) = block else {
            panic!("{block:?}")
        };
        assert_eq!(Value::Object(object), json);
    }
}

#[test]
fn unknown_values_are_kept() {
    let reason: StopReason = round_trip(json!("moonrise"));
    assert_eq!(reason, StopReason::Other("moonrise".to_owned()));
    assert_eq!(reason.to_string(), "moonrise");
    assert_eq!(StopReason::from("end_turn"), StopReason::EndTurn);
    assert_eq!(StopReason::EndTurn.as_str(), "end_turn");
}

#[test]
fn values_of_another_json_type_are_kept_in_a_choice() {
    let message: InputMessage = round_trip(json!({"role": "user", "content": 7}));
    assert_eq!(message.content(), Some(&MessageContent::Other(json!(7))));
}

#[test]
fn numbers_keep_their_value() {
    for temperature in [json!(1), json!(1.0), json!(0.1 + 0.2), json!(1e-7)] {
        let json =
            json!({"model": "m", "max_tokens": 1, "messages": [], "temperature": temperature});
        let read: CreateMessage = round_trip(json);
        assert_eq!(read.temperature.map(Value::Number), Some(temperature));
    }
}

#[test]
fn both_spellings_of_a_tag_are_kept() {
    for tag in ["tool_search_tool_bm25_20251119", "tool_search_tool_bm25"] {
        let tool: Tool = round_trip(json!({"type": tag, "name": "tool_search_tool_bm25"}));
        let Tool::ToolSearchToolBm25_20251119(tool) = tool else {
            panic!("{tool:?}")
        };
        assert_eq!(tool.type_, tag);
    }
}

#[test]
fn the_tag_of_a_custom_tool_may_be_absent_null_or_there() {
    let tool = json!({"name": "x", "input_schema": {"type": "object"}});
    for (tag, expected) in [
        (None, None),
        (Some(Value::Null), None),
        (Some(json!("custom")), Some("custom".to_owned())),
    ] {
        let mut json = tool.clone();
        if let Some(tag) = tag {
            json["type"] = tag;
        }
        let tool: Tool = round_trip(json.clone());
        let Tool::Custom(tool) = tool else {
            panic!("{tool:?}")
        };
        assert_eq!(tool.type_, expected);
        round_trip::<CustomTool>(json);
    }
}

#[test]
fn a_member_alone_writes_and_wants_its_tag() {
    let block = ToolResultBlock::new("toolu_1").content(ToolResultContent::from("ok"));
    let json = json!({"type": "tool_result", "tool_use_id": "toolu_1", "content": "ok"});
    assert_eq!(serde_json::to_value(&block).unwrap(), json);
    round_trip::<ToolResultBlock>(json);
}

#[test]
fn the_last_of_two_equal_keys_wins() {
    for (text, expected) in [
        (
            r#"{"type":"text","text":"a","text":"b"}"#,
            json!({"type": "text", "text": "b"}),
        ),
        (
            r#"{"type":"text","text":"a","citations":null,"citations":[]}"#,
            json!({"type": "text", "text": "a", "citations": []}),
        ),
        (
            r#"{"type":"text","text":"a","citations":[],"citations":null,"new":1,"new":2}"#,
            json!({"type": "text", "text": "a", "citations": null, "new": 2}),
        ),
        // The entries before the tag are buffered.
        (
            r#"{"text":"a","text":"b","type":"text"}"#,
            json!({"type": "text", "text": "b"}),
        ),
        (
            r#"{"a":1,"a":2,"type":"x","b":1,"b":2}"#,
            json!({"type": "x", "a": 2, "b": 2}),
        ),
    ] {
        let block: ContentBlock = serde_json::from_str(text).unwrap();
        let written = serde_json::to_string(&block).unwrap();
        assert_eq!(written.parse::<Value>().unwrap(), expected, "{text}");
        assert_eq!(
            written.matches("\"citations\"").count(),
            expected.get("citations").map_or(0, |_| 1)
        );
        assert_eq!(text.parse::<Value>().unwrap(), expected);
    }
}

#[test]
fn a_reply_with_required_nulls_is_kept() {
    let json = json!({
        "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5", "content": [],
        "stop_reason": null, "stop_sequence": null, "container": null,
        "usage": {"input_tokens": 1, "output_tokens": 2, "cache_creation_input_tokens": null, "server_tool_use": null},
    });
    let message: Message = round_trip(json);
    assert_eq!(message.stop_reason, None);
}

#[test]
fn every_kind_of_event_is_known() {
    for (name, json) in [
        (
            "start",
            json!({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}),
        ),
        (
            "delta",
            json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "a"}}),
        ),
        ("stop", json!({"type": "content_block_stop", "index": 0})),
        ("end", json!({"type": "message_stop"})),
        (
            "error",
            json!({"type": "error", "error": {"type": "overloaded_error", "message": "busy"}}),
        ),
    ] {
        let event: StreamEvent = round_trip(json);
        assert!(!matches!(event, StreamEvent::Unknown(_)), "{name}");
    }
}
