//! Errors say where they are.

use crate::refusal;
use rolecall_types::{ContentBlock, CreateMessage, Message, StreamEvent, TextBlock};

const REQUEST: &str = r#"{"model":"m","max_tokens":1,"messages":[{"role":"user","content":["#;

#[test]
fn the_second_block_is_named() {
    let text = format!(r#"{REQUEST}{{"type":"text","text":"a"}},{{"type":"text","text":5}}]}}]}}"#);
    let column = text.find('5').unwrap() + 1;
    assert_eq!(
        refusal::<CreateMessage>(&text),
        format!(
            ".messages[0]<user>.content[1]<text>.text: \
             invalid type: integer `5`, expected a string at line 1 column {column}"
        )
    );
}

#[test]
fn a_missing_field_names_its_object() {
    let error = refusal::<CreateMessage>(&format!(
        r#"{REQUEST}{{"type":"tool_use","name":"x","input":{{}}}}]}}]}}"#
    ));
    assert!(
        error.starts_with(
            ".messages[0]<user>.content[0]<tool_use>: missing field `id` at line 1 column "
        ),
        "{error}"
    );
}

#[test]
fn a_fault_before_the_tag_is_named_too() {
    let error = refusal::<CreateMessage>(&format!(
        r#"{REQUEST}{{"source":{{"media_type":7,"data":"","type":"base64"}},"type":"image"}}]}}]}}"#
    ));
    assert!(
        error.starts_with(
            ".messages[0]<user>.content[0]<image>.source<base64>.media_type: invalid type: integer `7`, expected a string at line 1"
        ),
        "{error}"
    );
    assert_eq!(error.matches(" at line ").count(), 1, "{error}");
}

#[test]
fn a_member_alone_checks_its_tag() {
    assert_eq!(
        refusal::<TextBlock>(r#"{"text":"a"}"#),
        "missing field `type` at line 1 column 12"
    );
    assert_eq!(
        refusal::<TextBlock>(r#"{"type":"image","text":"a"}"#),
        r#".type: invalid value: string "image", expected "text" at line 1 column 15"#
    );
    assert!(refusal::<Message>(r#"{"type":"error"}"#).contains(r#"expected "message""#));
}

#[test]
fn two_tags_are_refused() {
    assert_eq!(
        refusal::<ContentBlock>(r#"{"type":"text","text":"a","type":"image"}"#),
        r#"<text>.type: invalid value: string "image", expected "text" at line 1 column 40"#
    );
}

#[test]
fn a_union_wants_an_object() {
    let error = refusal::<StreamEvent>("[]");
    assert!(
        error.starts_with("invalid type: an array, expected an object (`StreamEvent`) at line 1"),
        "{error}"
    );
}

#[test]
fn a_long_string_is_not_quoted() {
    let text = format!(
        r#"{{"type":"tool_use","id":"i","name":"n","input":"{}"}}"#,
        "A".repeat(5000)
    );
    let error = refusal::<ContentBlock>(&text);
    assert!(
        error.starts_with("<tool_use>.input: invalid type: a long string, expected an object"),
        "{error}"
    );
}

/// Bad JSON is reported as the JSON parser does, so that callers can tell it from a wrong value.
#[test]
fn bad_json_stays_the_parsers_error() {
    let cut = serde_json::from_str::<CreateMessage>(&format!(r#"{REQUEST}{{"type":"te"#));
    assert!(cut.unwrap_err().is_eof());
    let broken = serde_json::from_str::<CreateMessage>(&format!("{REQUEST}nonsense"));
    assert!(broken.unwrap_err().is_syntax());
    let wrong = serde_json::from_str::<CreateMessage>(&format!("{REQUEST}7]}}]}}"));
    assert!(wrong.unwrap_err().is_data());
}
