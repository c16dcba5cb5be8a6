//! What plain typify made wrong of the official schema.

use crate::round_trip;
use rolecall_types::{
    ContentBlock, CreateMessage, ImageMediaType, ImageSource, InputMessage, Model, StreamEvent,
};
use serde_json::json;

/// The tag of `ping` is an enumeration of one value in the official schema, not a constant.
#[test]
fn a_ping_is_a_ping() {
    let event: StreamEvent = round_trip(json!({"type": "ping"}));
    assert!(matches!(event, StreamEvent::Ping(_)), "{event:?}");
}

/// Untagged, the first member with the same fields won.
#[test]
fn a_server_tool_use_is_no_tool_use() {
    let block: ContentBlock = round_trip(json!({
        "type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "x"},
    }));
    assert!(matches!(block, ContentBlock::ServerToolUse(_)), "{block:?}");
}

/// The model became a struct of options that rejects every string.
#[test]
fn a_minimal_request_is_read() {
    let request: CreateMessage = round_trip(json!({
        "model": "claude-opus-4-5", "max_tokens": 1, "messages": [{"role": "user", "content": "Hi"}],
    }));
    assert_eq!(request.model, Model::ClaudeOpus4_5);
    assert_eq!(request.max_tokens, 1);
    assert!(matches!(request.messages[0], InputMessage::User(_)));
}

/// An image that fits no image source fitted a document.
#[test]
fn an_image_of_another_type_stays_an_image() {
    let block: ContentBlock = round_trip(json!({
        "type": "image", "source": {"type": "base64", "media_type": "image/bmp", "data": "Qk0="},
    }));
    let ContentBlock::Image(image) = block else {
        panic!("{block:?}")
    };
    let ImageSource::Base64(source) = image.source else {
        panic!("{:?}", image.source)
    };
    assert_eq!(
        source.media_type,
        ImageMediaType::Other("image/bmp".to_owned())
    );
}
