//! What the structural check says. The payloads and the verdicts follow the API's documentation.

use super::{Part, Shape, check};
use crate::{Finding, Options, json::parse, sink::Sink};

/// A request whose only message holds these blocks.
fn with_blocks(role: &str, blocks: &str) -> String {
    format!(
        r#"{{"model": "claude-opus-5", "max_tokens": 16, "messages": [{{"role": "{role}", "content": [{blocks}]}}]}}"#
    )
}

/// A correct request with more fields.
fn with_fields(fields: &str) -> String {
    format!(
        r#"{{"model": "claude-opus-5", "max_tokens": 16, "messages": [{{"role": "user", "content": "Hi"}}], {fields}}}"#
    )
}

fn faults_of(shape: Shape, text: &str) -> Vec<Finding> {
    let parsed = parse(text);
    let tree = parsed.tree.expect("the test's text is JSON");
    let options = Options::new();
    let mut sink = Sink::new(&options);
    check(tree.root(), shape, &mut sink);
    sink.finish()
}

fn faults(text: &str) -> Vec<Finding> {
    faults_of(Shape::Request, text)
}

struct Expected<'e> {
    rule: &'e str,
    pointer: &'e str,
    /// The text under the span.
    at: &'e str,
    message: &'e str,
    help: &'e str,
}

/// The text has one fault, this one.
#[track_caller]
fn one_in(shape: Shape, text: &str, expected: &Expected<'_>) -> Finding {
    let mut found = faults_of(shape, text);
    assert_eq!(found.len(), 1, "{found:#?}");
    let finding = found.remove(0);
    assert_eq!(finding.message, expected.message);
    assert_eq!(finding.rule, format!("schema/{}", expected.rule));
    assert_eq!(finding.pointer, expected.pointer);
    assert_eq!(&text[finding.span.start..finding.span.end], expected.at);
    assert_eq!(finding.help.as_deref(), Some(expected.help));
    finding
}

#[track_caller]
fn one(text: &str, expected: &Expected<'_>) -> Finding {
    one_in(Shape::Request, text, expected)
}

#[track_caller]
fn none(text: &str) {
    let found = faults(text);
    assert!(found.is_empty(), "{text}\n{found:#?}");
}

#[test]
fn a_wrong_media_type_is_a_fault_of_the_base64_source() {
    let text = with_blocks(
        "user",
        r#"{"type": "image", "source": {"type": "base64", "media_type": "image/bmp", "data": "AA=="}}"#,
    );
    one(
        &text,
        &Expected {
            rule: "not-allowed-value",
            pointer: "/messages/0/content/0/source/media_type",
            at: r#""image/bmp""#,
            message: "`media_type` of a `base64` source of an `image` block cannot be `image/bmp`",
            help: "use one of `image/jpeg`, `image/png`, `image/gif` or `image/webp`",
        },
    );
}

#[test]
fn a_misspelt_block_type_hides_what_else_the_block_holds() {
    let text = with_blocks("user", r#"{"type": "txt", "txet": 1}"#);
    one(
        &text,
        &Expected {
            rule: "unknown-tag",
            pointer: "/messages/0/content/0/type",
            at: r#""txt""#,
            message: "`txt` is not a block type",
            help: "did you mean `text`?",
        },
    );
}

#[test]
fn a_missing_field_is_reported_at_the_start_of_its_object() {
    let text = with_blocks("user", r#"{"type": "tool_result", "content": "4"}"#);
    let finding = one(
        &text,
        &Expected {
            rule: "missing-field",
            pointer: "/messages/0/content/0",
            at: "{",
            message: "`tool_use_id` is missing in a `tool_result` block",
            help: "add `tool_use_id`, a string",
        },
    );
    assert_eq!(finding.missing.as_deref(), Some("tool_use_id"));
    assert_eq!(finding.span.start, text.find(r#"{"type""#).unwrap());
}

#[test]
fn a_string_where_a_number_belongs() {
    let text = r#"{"model": "claude-opus-5", "max_tokens": "16", "messages": [{"role": "user", "content": "Hi"}]}"#;
    one(
        text,
        &Expected {
            rule: "wrong-type",
            pointer: "/max_tokens",
            at: r#""16""#,
            message: "`max_tokens` must be an integer, not a string",
            help: "write `16` without quotes",
        },
    );
}

#[test]
fn an_unknown_field_is_named_itself_and_marked_at_its_key() {
    let text = with_blocks(
        "user",
        r#"{"type": "text", "text": "Hi", "detail": "high"}"#,
    );
    one(
        &text,
        &Expected {
            rule: "unknown-field",
            pointer: "/messages/0/content/0/detail",
            at: r#""detail""#,
            message: "`detail` is not a field of a `text` block",
            help: "remove the field; known are `type`, `text`, `cache_control` and `citations`",
        },
    );
}

#[test]
fn a_misspelt_required_field_is_one_fault() {
    let text = r#"{"model": "claude-opus-5", "max_token": 16, "messages": [{"role": "user", "content": "Hi"}]}"#;
    one(
        text,
        &Expected {
            rule: "unknown-field",
            pointer: "/max_token",
            at: r#""max_token""#,
            message: "`max_token` is not a field of the request",
            help: "did you mean `max_tokens`?",
        },
    );
    let text = with_blocks(
        "user",
        r#"{"type": "tool_result", "tool_useid": "toolu_1"}"#,
    );
    one(
        &text,
        &Expected {
            rule: "unknown-field",
            pointer: "/messages/0/content/0/tool_useid",
            at: r#""tool_useid""#,
            message: "`tool_useid` is not a field of a `tool_result` block",
            help: "did you mean `tool_use_id`?",
        },
    );
}

#[test]
fn a_stray_field_does_not_excuse_a_missing_one() {
    let text = r#"{"model": "claude-opus-5", "n": 1, "messages": []}"#;
    let found = faults(text);
    let rules: Vec<_> = found.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["schema/missing-field", "schema/unknown-field"]);
    assert_eq!(found[0].missing.as_deref(), Some("max_tokens"));
    assert_eq!(
        found[1].help.as_deref(),
        Some("remove the field; the API has no such setting")
    );
}

#[test]
fn a_field_of_another_variant_is_said_to_be_one() {
    let text = with_blocks(
        "user",
        r#"{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AA==", "url": "x"}}"#,
    );
    one(
        &text,
        &Expected {
            rule: "unknown-field",
            pointer: "/messages/0/content/0/source/url",
            at: r#""url""#,
            message: "`url` is not a field of a `base64` source of an `image` block",
            help: "remove the field; it belongs to `url` sources",
        },
    );
}

#[test]
fn a_missing_tag_lists_the_tags() {
    let text = with_fields(r#""tool_choice": {}"#);
    let finding = one(
        &text,
        &Expected {
            rule: "missing-field",
            pointer: "/tool_choice",
            at: "{",
            message: "`type` is missing in `tool_choice`",
            help: "add `type`: one of `auto`, `any`, `tool` or `none`",
        },
    );
    assert_eq!(finding.missing.as_deref(), Some("type"));
}

#[test]
fn a_misspelt_tag_key_is_one_fault() {
    let text = with_blocks("user", r#"{"tpye": "text", "text": "Hi"}"#);
    one(
        &text,
        &Expected {
            rule: "unknown-field",
            pointer: "/messages/0/content/0/tpye",
            at: r#""tpye""#,
            message: "`tpye` is not a field of an item of `content`",
            help: "did you mean `type`?",
        },
    );
}

#[test]
fn a_tag_of_the_wrong_type_hides_the_object() {
    let text = with_blocks("user", r#"{"type": 1, "what": 1}"#);
    one(
        &text,
        &Expected {
            rule: "wrong-type",
            pointer: "/messages/0/content/0/type",
            at: "1",
            message: "`type` of an item of `content` must be a string, not a number",
            help: "write it in quotes: `\"1\"`",
        },
    );
}

#[test]
fn a_known_block_in_the_wrong_place_is_not_called_unknown() {
    // Documentation, tool use: a tool result holds text, images, documents and search results.
    let text = with_blocks(
        "user",
        r#"{"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "tool_use"}]}"#,
    );
    let found = faults(&text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].rule, "schema/unknown-tag");
    assert_eq!(
        found[0].message,
        "an item of `content` cannot be a `tool_use` block"
    );
}

#[test]
fn a_tool_without_type_is_a_custom_tool() {
    none(&with_fields(
        r#""tools": [{"name": "f", "input_schema": {"type": "object", "required": ["x"], "$defs": {}}}]"#,
    ));
    none(&with_fields(
        r#""tools": [{"type": null, "name": "f", "input_schema": {"type": "object"}}]"#,
    ));
    one(
        &with_fields(r#""tools": [{"name": "f"}]"#),
        &Expected {
            rule: "missing-field",
            pointer: "/tools/0",
            at: "{",
            message: "`input_schema` is missing in the tool `f`",
            help: "add `input_schema`, an object",
        },
    );
}

#[test]
fn null_is_a_type_of_its_own() {
    none(&with_fields(r#""inference_geo": null"#));
    one(
        &with_fields(r#""stop_sequences": null"#),
        &Expected {
            rule: "wrong-type",
            pointer: "/stop_sequences",
            at: "null",
            message: "`stop_sequences` must not be null",
            help: "leave the field out",
        },
    );
    one(
        &with_fields(r#""stop_sequences": ["a", null]"#),
        &Expected {
            rule: "wrong-type",
            pointer: "/stop_sequences/1",
            at: "null",
            message: "an item of `stop_sequences` must not be null",
            help: "remove it from the list",
        },
    );
}

#[test]
fn a_choice_names_all_its_types() {
    let text = r#"{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": {"type": "text", "text": "Hi"}}]}"#;
    one(
        text,
        &Expected {
            rule: "wrong-type",
            pointer: "/messages/0/content",
            at: r#"{"type": "text", "text": "Hi"}"#,
            message: "`content` of a `user` message must be a string or an array, not an object",
            help: "wrap it in an array: `[{…}]`",
        },
    );
}

#[test]
fn a_bare_word_for_a_tagged_object() {
    one(
        &with_fields(r#""tool_choice": "auto""#),
        &Expected {
            rule: "wrong-type",
            pointer: "/tool_choice",
            at: r#""auto""#,
            message: "`tool_choice` must be an object, not a string",
            help: r#"write `{"type": "auto"}`"#,
        },
    );
}

#[test]
fn whole_numbers_are_integers_however_they_are_written() {
    for number in ["16", "16.0", "1.6e1", "123456789012345678901234567890"] {
        none(&format!(
            r#"{{"model": "claude-opus-5", "max_tokens": {number}, "messages": []}}"#
        ));
    }
    for number in ["1.5", "true"] {
        let text =
            format!(r#"{{"model": "claude-opus-5", "max_tokens": {number}, "messages": []}}"#);
        let found = faults(&text);
        assert_eq!(found.len(), 1, "{number}: {found:#?}");
        assert_eq!(found[0].rule, "schema/wrong-type");
        assert_eq!(
            found[0].message,
            format!("`max_tokens` must be an integer, not {number}")
        );
    }
}

#[test]
fn numbers_out_of_range_name_the_limit_and_themselves() {
    let text = r#"{"model": "claude-opus-5", "max_tokens": -1, "messages": []}"#;
    one(
        text,
        &Expected {
            rule: "out-of-range",
            pointer: "/max_tokens",
            at: "-1",
            message: "`max_tokens` must be at least 0, not -1",
            help: "write a number 0 or greater",
        },
    );
    one(
        &with_fields(r#""temperature": 1.5"#),
        &Expected {
            rule: "out-of-range",
            pointer: "/temperature",
            at: "1.5",
            message: "`temperature` must be at most 1, not 1.5",
            help: "write a number from 0 to 1",
        },
    );
    let endless = "9".repeat(400);
    let found = faults(&with_fields(&format!(r#""temperature": {endless}"#)));
    assert_eq!(
        found[0].message,
        "`temperature` must be at most 1, not a number of 400 digits"
    );
}

#[test]
fn lengths_count_characters() {
    // OpenAPI document: `custom_id` is 1 to 64 characters, `metadata.user_id` at most 512.
    none(&with_fields(&format!(
        r#""metadata": {{"user_id": "{}"}}"#,
        "é".repeat(512)
    )));
    none(&with_fields(&format!(
        r#""metadata": {{"user_id": "{}"}}"#,
        r"\ud83d\ude00".repeat(512)
    )));
    let id = format!(r#""{}""#, "é".repeat(513));
    one(
        &with_fields(&format!(r#""metadata": {{"user_id": {id}}}"#)),
        &Expected {
            rule: "wrong-length",
            pointer: "/metadata/user_id",
            at: &id,
            message: "`user_id` of `metadata` must have at most 512 characters, but has 513",
            help: "cut 1 character",
        },
    );
    one(
        &with_blocks("user", r#"{"type": "text", "text": ""}"#),
        &Expected {
            rule: "wrong-length",
            pointer: "/messages/0/content/0/text",
            at: r#""""#,
            message: "`text` of a `text` block must have at least 1 character, but is empty",
            help: "add at least 1 character",
        },
    );
}

#[test]
fn lists_have_limits_too() {
    one_in(
        Shape::Batch,
        r#"{"requests": []}"#,
        &Expected {
            rule: "wrong-length",
            pointer: "/requests",
            at: "[]",
            message: "`requests` must have at least 1 item, but is empty",
            help: "add at least 1 item",
        },
    );
}

#[test]
fn names_have_a_set_of_characters_and_ids_a_beginning() {
    let tool = |name: &str| {
        with_fields(&format!(
            r#""tools": [{{"name": "{name}", "input_schema": {{"type": "object"}}}}]"#
        ))
    };
    none(&tool(&"a".repeat(128)));
    one(
        &tool("get weather"),
        &Expected {
            rule: "bad-format",
            pointer: "/tools/0/name",
            at: r#""get weather""#,
            message: "`name` of the tool `get weather` must not contain ` `",
            help: "use only `a-z`, `A-Z`, `0-9`, `_` and `-`",
        },
    );
    let long = "a".repeat(129);
    one(
        &tool(&long),
        &Expected {
            rule: "wrong-length",
            pointer: "/tools/0/name",
            at: &format!(r#""{long}""#),
            message: "`name` of a `custom` tool must have at most 128 characters, but has 129",
            help: "cut 1 character",
        },
    );
    one(
        &with_blocks(
            "assistant",
            r#"{"type": "server_tool_use", "id": "toolu_1", "name": "web_search", "input": {}}"#,
        ),
        &Expected {
            rule: "bad-format",
            pointer: "/messages/0/content/0/id",
            at: r#""toolu_1""#,
            message: "`id` of a `server_tool_use` block must begin with `srvtoolu_`, but is `toolu_1`",
            help: "copy the value from the response that it came with",
        },
    );
}

#[test]
fn long_strings_are_not_quoted() {
    let text = with_blocks("user", &format!(r#"{{"type": "{}"}}"#, "x".repeat(41)));
    assert_eq!(
        faults(&text)[0].message,
        "a string of 41 characters is not a block type"
    );
}

#[test]
fn escapes_make_no_difference() {
    none(
        r#"{"m\u006fdel": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "us\u0065r", "content": "Hi"}]}"#,
    );
}

#[test]
fn only_the_last_of_equal_keys_counts() {
    none(
        r#"{"model": "claude-opus-5", "max_tokens": "x", "max_tokens": 1, "messages": [{"role": "robot", "role": "user", "content": "Hi"}]}"#,
    );
    let found = faults(
        r#"{"model": "claude-opus-5", "max_tokens": 1, "messages": [], "foo": 1, "foo": 2, "max_tokens": "x"}"#,
    );
    let pointers: Vec<_> = found.iter().map(|finding| &*finding.pointer).collect();
    assert_eq!(pointers, ["/foo", "/max_tokens"]);
}

#[test]
fn undocumented_fields_that_the_api_takes_are_no_fault() {
    none(&with_fields(r#""store": {"anything": [1]}"#));
}

#[test]
fn responses_are_open_but_not_shapeless() {
    let message = |more: &str| {
        format!(
            r#"{{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5",
            "content": [{{"type": "text", "text": "Hi", "citations": null}}, {{"type": "from_the_future", "x": 1}}],
            "stop_reason": "a_new_reason", "stop_sequence": null, "new_field": 1,
            "usage": {{"input_tokens": -1, "output_tokens": 1{more}}}}}"#
        )
    };
    let found = faults_of(Shape::Response, &message(""));
    assert!(found.is_empty(), "{found:#?}");
    let found = faults_of(
        Shape::Response,
        &message(r#", "cache_read_input_tokens": "0""#),
    );
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].pointer, "/usage/cache_read_input_tokens");
}

#[test]
fn events_and_errors_have_shapes() {
    let delta = r#"{"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta"}}"#;
    one_in(
        Shape::StreamEvent,
        delta,
        &Expected {
            rule: "missing-field",
            pointer: "/delta",
            at: "{",
            message: "`text` is missing in a `text_delta` delta of a `content_block_delta` event",
            help: "add `text`, a string",
        },
    );
    let error = r#"{"type": "error", "error": {"type": "a_new_error", "message": "x"}, "request_id": "req_1"}"#;
    assert!(faults_of(Shape::Error, error).is_empty());
}

#[test]
fn a_fault_in_a_batch_names_its_request() {
    let text = r#"{"requests": [{"custom_id": "a b", "params": {"model": "m", "max_tokens": 1, "messages": []}}]}"#;
    one_in(
        Shape::Batch,
        text,
        &Expected {
            rule: "bad-format",
            pointer: "/requests/0/custom_id",
            at: r#""a b""#,
            message: "`custom_id` of an item of `requests` must not contain ` `",
            help: "use only `a-z`, `A-Z`, `0-9`, `_` and `-`",
        },
    );
}

#[test]
fn depth_costs_no_stack() {
    let deep = |open: &str, close: &str| open.repeat(100_000) + "1" + &close.repeat(100_000);
    // Tool input is free-form, so depth alone is no fault of the shape.
    none(&with_blocks(
        "assistant",
        &format!(
            r#"{{"type": "tool_use", "id": "a", "name": "b", "input": {{"x": {}}}}}"#,
            deep("[", "]")
        ),
    ));
    let found = faults(&with_blocks("user", &deep(r#"{"content":["#, "]}")));
    assert_eq!(found.len(), 1, "{}", found.len());
    let found = faults(&with_blocks(
        "user",
        &deep(
            r#"{"type":"tool_result","tool_use_id":"a","content":["#,
            "]}",
        ),
    ));
    assert_eq!(found.len(), 1, "{}", found.len());
    assert_eq!(found[0].rule, "schema/unknown-tag");
}

#[test]
fn what_the_schema_annotates_is_handed_out() {
    let text = with_fields(
        r#""temperature": 1, "thread": {"type": "auto"}, "tools": [{"type": "computer_20250124", "name": "computer", "display_width_px": 1, "display_height_px": 1}]"#,
    );
    let parsed = parse(&text);
    let tree = parsed.tree.unwrap();
    let options = Options::new();
    let noted = check(tree.root(), Shape::Request, &mut Sink::new(&options));
    let seen: Vec<_> = noted
        .iter()
        .map(|noted| {
            let part = match noted.part {
                Part::Field(key) => format!("field {}", key.name()),
                Part::Variant(tag) => format!("variant {tag}"),
                Part::Value => "value".to_owned(),
            };
            (part, noted.value.pointer())
        })
        .collect();
    let pairs: Vec<_> = seen.iter().map(|(part, at)| (&**part, &**at)).collect();
    assert_eq!(
        pairs,
        [
            ("field temperature", "/temperature"),
            ("field thread", "/thread"),
            ("variant computer_20250124", "/tools/0/type"),
        ]
    );
    assert_eq!(
        noted[0].notes.removed_in,
        Some(crate::ApiVersion::V2026_10_21)
    );
    assert_eq!(noted[1].notes.beta, ["message-threads-2026-08-12"]);
    assert_eq!(noted[2].notes.beta, ["computer-use-2025-01-24"]);
}

/// The text after all repairs of its faults, one after another, and what is found in it then.
fn repaired(text: &str) -> (String, Vec<&'static str>) {
    let fixed = crate::fix(text, &Options::new(), crate::Repairs::All);
    let again = crate::fix(&fixed.text, &Options::new(), crate::Repairs::All);
    assert_eq!(again.text, fixed.text);
    let left = fixed.report.findings.iter().map(|finding| finding.rule);
    (fixed.text, left.collect())
}

#[test]
fn payloads_for_other_apis_are_told_the_names_of_this_one() {
    // Documentation of the APIs: function calling of chat completions; define tools; tool use.
    let function = r#"{"type": "function", "function": {"name": "f", "description": "Tells the weather of a city.", "parameters": {"type": "object", "properties": {}}}}"#;
    one(
        &with_fields(&format!(r#""tools": [{function}]"#)),
        &Expected {
            rule: "unknown-tag",
            pointer: "/tools/0/type",
            at: r#""function""#,
            message: "`function` is not a tool type",
            help: "leave `type` out, and write `name`, `description` and `input_schema` in the tool itself",
        },
    );
    one(
        &with_fields(r#""tools": [{"name": "f", "inputSchema": {"type": "object"}}]"#),
        &Expected {
            rule: "unknown-field",
            pointer: "/tools/0/inputSchema",
            at: r#""inputSchema""#,
            message: "`inputSchema` is not a field of the tool `f`",
            help: "it is called `input_schema` here",
        },
    );
    one(
        &with_fields(r#""tool_choice": "required""#),
        &Expected {
            rule: "wrong-type",
            pointer: "/tool_choice",
            at: r#""required""#,
            message: "`tool_choice` must be an object, not a string",
            help: r#"write `{"type": "any"}`"#,
        },
    );
    one(
        &with_fields(r#""response_format": {"type": "json_object"}"#),
        &Expected {
            rule: "unknown-field",
            pointer: "/response_format",
            at: r#""response_format""#,
            message: "`response_format` is not a field of the request",
            help: "use `output_config.format`, of type `json_schema`",
        },
    );
    let text = r#"{"model": "claude-opus-5", "max_completion_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}"#;
    one(
        text,
        &Expected {
            rule: "unknown-field",
            pointer: "/max_completion_tokens",
            at: r#""max_completion_tokens""#,
            message: "`max_completion_tokens` is not a field of the request",
            help: "it is called `max_tokens` here",
        },
    );
}

#[test]
fn payloads_for_other_apis_are_translated() {
    let text = r#"{"model": "claude-opus-5", "max_completion_tokens": 16, "stop": "END", "messages": [{"role": "user", "content": [{"type": "input_text", "text": "Hi"}, {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}]}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "f", "input": "{\"city\": \"Paris\"}"}]}, {"role": "tool", "tool_call_id": "toolu_1", "content": "rain"}], "tools": [{"type": "function", "function": {"name": "f", "description": "Tells the weather of a city.", "parameters": {"type": "object", "properties": {}}}}], "tool_choice": {"type": "function", "function": {"name": "f"}}}"#;
    let (fixed, left) = repaired(text);
    assert_eq!(
        fixed,
        r#"{"model": "claude-opus-5", "max_tokens": 16, "stop_sequences": ["END"], "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}, {"type": "image", "source": {"type": "url", "url": "https://example.com/a.png"}}]}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "f", "input": {"city": "Paris"}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "rain"}]}], "tools": [{"name": "f", "description": "Tells the weather of a city.", "input_schema": {"type": "object", "properties": {}}}], "tool_choice": {"type": "tool", "name": "f"}}"#
    );
    assert_eq!(left, [""; 0]);
}

#[test]
fn faults_of_single_values_are_repaired() {
    for (wrong, right) in [
        (r#""stream": "true""#, r#""stream": true"#),
        (
            r#""stop_sequences": null, "stream": false"#,
            r#""stream": false"#,
        ),
        (r#""speed": "slow", "stream": false"#, r#""stream": false"#),
        (r#""service_tier": "autoo""#, r#""service_tier": "auto""#),
        (
            r#""tool_choice": {"type": "auto", "name": "f"}, "tools": [{"name": "f g", "description": "Tells the weather of a city.", "input_schema": {}}]"#,
            r#""tool_choice": {"type": "auto"}, "tools": [{"name": "f_g", "description": "Tells the weather of a city.", "input_schema": {"type": "object"}}]"#,
        ),
        (
            r#""system": {"type": "text", "text": "Be brief."}"#,
            r#""system": [{"type": "text", "text": "Be brief."}]"#,
        ),
        (
            r#""cache_control": {"type": "ephemeral", "ttl": "forever"}"#,
            r#""cache_control": {"type": "ephemeral"}"#,
        ),
        // The field that goes and the one that comes stand at one place.
        (
            r#""mcp_servers": [{"name": "m", "url": "https://a.example", "command": "x"}], "tools": [{"type": "mcp_toolset", "mcp_server_name": "m"}]"#,
            r#""mcp_servers": [{"name": "m", "url": "https://a.example", "type": "url"}], "tools": [{"type": "mcp_toolset", "mcp_server_name": "m"}]"#,
        ),
        (
            r#""cache_control": {"x": 1}"#,
            r#""cache_control": {"type": "ephemeral"}"#,
        ),
        (
            r#""cache_control": {"ttl": "1h"}"#,
            r#""cache_control": {"ttl": "1h","type":"ephemeral"}"#,
        ),
    ] {
        let (fixed, _) = repaired(&with_fields(wrong));
        let squeezed = |text: &str| text.replace(' ', "");
        assert_eq!(squeezed(&fixed), squeezed(&with_fields(right)), "{wrong}");
    }
}
