//! A lint in process allocates a bounded number of times.

use allocation_counter::measure;
use rolecall_validate::{Options, lint};
use serde_json::{Value, json};

/// What gateways pay for each request. The tree, the view that rules have of the request and a few small lists are
/// allocated; nothing for a single string, block or rule.
const MOST: u64 = 48;

fn request(turns: usize, text: &str) -> String {
    let mut messages = vec![json!({"role": "user", "content": text})];
    for turn in 0..turns {
        let id = format!("toolu_{turn}");
        messages.push(json!({"role": "assistant", "content": [
            {"type": "text", "text": text},
            {"type": "tool_use", "id": id, "name": "get_weather", "input": {"city": "Oslo"}},
        ]}));
        messages.push(json!({"role": "user", "content": [
            {"type": "tool_result", "tool_use_id": id, "content": text},
        ]}));
    }
    json!({
        "model": "claude-sonnet-4-6",
        "max_tokens": 1024,
        "system": text,
        "tools": [{
            "name": "get_weather",
            "description": text,
            "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
        }],
        "messages": messages,
    })
    .to_string()
}

/// Allocations of a lint that finds nothing.
fn allocations(text: &str) -> u64 {
    let options = Options::default();
    // What is made once for the whole program is no cost of a request.
    assert!(lint(text, &options).findings.is_empty());
    measure(|| drop(lint(text, &options))).count_total
}

#[test]
fn a_request_of_4_kb_takes_few_allocations() {
    let text = request(4, &"How is the weather in Oslo today? ".repeat(10));
    assert!((3500..6000).contains(&text.len()), "{}", text.len());
    let ours = allocations(&text);
    assert!(ours <= MOST, "{ours} allocations");
    let value = measure(|| drop(serde_json::from_str::<Value>(&text))).count_total;
    assert!(ours < value, "{ours} allocations, {value} for serde_json");
}

#[test]
fn the_length_of_texts_does_not_matter() {
    let short = allocations(&request(4, "How is the weather?"));
    let long = allocations(&request(4, &"How is the weather?\n".repeat(5000)));
    // A larger text may get a list of the right size at once.
    assert!(long <= short, "{short} allocations, then {long}");
}

#[test]
fn long_conversations_only_make_lists_grow() {
    let few = allocations(&request(4, "Hi"));
    let many = allocations(&request(256, "Hi"));
    // Lists double: each of at most a dozen grows by 6 doublings more.
    assert!(many <= few + 12 * 6, "{few} allocations, then {many}");
}
