//! Properties of the linter and the types, over mutations of the documentation's examples and over arbitrary input.

use crate::{docs::examples, strategies, support::findings};
use proptest::prelude::*;
use rolecall_types::{CreateMessage, Message};
use rolecall_validate::{DocumentKind, Level, LineIndex, Options, Report, lint};
use serde_json::{Value, json};

/// The documentation's requests that are faultless, brought to a model that is still sold.
fn requests() -> Vec<Value> {
    let mut requests: Vec<Value> = examples()
        .into_iter()
        .filter(|example| example.kind == DocumentKind::Request && example.is_valid_json)
        .filter_map(|example| serde_json::from_str(&example.text).ok())
        .collect();
    for request in &mut requests {
        request["model"] = "claude-haiku-4-5".into();
    }
    requests.retain(|request| {
        lint(&request.to_string(), &Options::new())
            .findings
            .is_empty()
    });
    assert!(
        requests.len() >= 8,
        "only {} requests of the documentation are faultless",
        requests.len()
    );
    requests
}

/// A request with every kind of block that the first rules know, to be mutated too.
fn tool_loop() -> Value {
    json!({
        "model": "claude-opus-5", "max_tokens": 1024, "system": "Be brief.",
        "tools": [{"name": "get_weather", "description": "Current weather of a city", "input_schema": {"type": "object"}}],
        "tool_choice": {"type": "auto"}, "metadata": {"user_id": "u-1"}, "stop_sequences": ["END"], "stream": false,
        "messages": [
            {"role": "user", "content": [{"type": "text", "text": "Weather in Rome and Oslo?"}]},
            {"role": "assistant", "content": [
                {"type": "text", "text": "I look."},
                {"type": "tool_use", "id": "toolu_1", "name": "get_weather", "input": {"city": "Rome"}},
                {"type": "tool_use", "id": "toolu_2", "name": "get_weather", "input": {"city": "Oslo"}}
            ]},
            {"role": "user", "content": [
                {"type": "tool_result", "tool_use_id": "toolu_1", "content": "20"},
                {"type": "tool_result", "tool_use_id": "toolu_2", "content": [{"type": "text", "text": "3"}], "is_error": false}
            ]},
            {"role": "assistant", "content": "Rome 20, Oslo 3."},
            {"role": "user", "content": "Thanks. And now?"}
        ]
    })
}

fn subjects() -> Vec<Value> {
    let mut all = requests();
    let tools = tool_loop();
    assert_eq!(lint(&tools.to_string(), &Options::new()).findings, []);
    all.push(tools);
    all
}

fn lint_value(value: &Value) -> Report {
    lint(
        &serde_json::to_string_pretty(value).unwrap(),
        &Options::new().kind(DocumentKind::Request),
    )
}

fn errors(report: &Report) -> Vec<(&str, &str)> {
    let errors = report
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Error);
    errors
        .map(|finding| (finding.rule, finding.pointer.as_str()))
        .collect()
}

/// JSON Pointers of all values, the root included, outside of what has any content (tool input and schemas).
fn places(value: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, out: &mut Vec<String>) {
        out.push(at.to_owned());
        match value {
            Value::Object(members) => {
                for (key, member) in members
                    .iter()
                    .filter(|(key, _)| !["input", "input_schema"].contains(&key.as_str()))
                {
                    walk(member, &format!("{at}/{key}"), out);
                }
            }
            Value::Array(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(index, item)| walk(item, &format!("{at}/{index}"), out));
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    walk(value, "", &mut out);
    out
}

fn parent(pointer: &str) -> (&str, &str) {
    pointer.rsplit_once('/').expect("not the root")
}

fn remove(value: &mut Value, pointer: &str) -> Value {
    let (above, name) = parent(pointer);
    value
        .pointer_mut(above)
        .unwrap()
        .as_object_mut()
        .unwrap()
        .remove(name)
        .unwrap()
}

/// Fields of requests that the API requires, by their name and what their object is.
fn is_required(value: &Value, pointer: &str) -> bool {
    let (above, name) = parent(pointer);
    let object = value.pointer(above).unwrap();
    let tag = object.get("type").and_then(Value::as_str);
    match (above, tag, name) {
        ("", _, name) => ["model", "messages", "max_tokens"].contains(&name),
        (_, Some("text"), name) => ["type", "text"].contains(&name),
        (_, Some("image"), name) => ["type", "source"].contains(&name),
        (_, Some("base64"), name) => ["type", "media_type", "data"].contains(&name),
        (_, Some("url"), name) => ["type", "url"].contains(&name),
        (_, Some("tool_use"), name) => ["type", "id", "name", "input"].contains(&name),
        (_, Some("tool_result"), name) => ["type", "tool_use_id"].contains(&name),
        (_, Some("auto"), name) => name == "type",
        (above, None, name) if above.starts_with("/messages/") => {
            ["role", "content"].contains(&name)
        }
        (above, None, name) if above.starts_with("/tools/") => {
            ["name", "input_schema"].contains(&name)
        }
        _ => false,
    }
}

#[test]
fn dropping_a_required_field_is_reported_at_its_parent() {
    let mut tried = 0;
    for subject in subjects() {
        for place in places(&subject)
            .iter()
            .skip(1)
            .filter(|place| subject.pointer(parent(place).0).unwrap().is_object())
        {
            if !is_required(&subject, place) {
                continue;
            }
            let mut mutant = subject.clone();
            remove(&mut mutant, place);
            let report = lint_value(&mutant);
            let (above, name) = parent(place);
            assert_eq!(
                errors(&report),
                [("schema/missing-field", above)],
                "{place} of {mutant:#}"
            );
            assert_eq!(report.findings[0].missing.as_deref(), Some(name));
            tried += 1;
        }
    }
    assert!(tried > 80, "{tried}");
}

#[test]
fn renaming_a_field_is_one_finding_at_the_new_name() {
    for subject in subjects() {
        for place in places(&subject)
            .iter()
            .skip(1)
            .filter(|place| subject.pointer(parent(place).0).unwrap().is_object())
        {
            let (above, name) = parent(place);
            let mut mutant = subject.clone();
            let value = remove(&mut mutant, place);
            let typo = format!("{name}_");
            mutant.pointer_mut(above).unwrap()[&typo] = value;
            let report = lint_value(&mutant);
            let found = errors(&report);
            assert_eq!(
                found,
                [("schema/unknown-field", format!("{above}/{typo}").as_str())],
                "{place} of {mutant:#}"
            );
            let help = report.findings[0].help.as_deref().unwrap_or_default();
            assert!(help.contains(&format!("`{name}`")), "{place}: {help}");
        }
    }
}

#[test]
fn another_json_type_is_reported_at_the_value() {
    for subject in subjects() {
        for place in places(&subject).iter().skip(1) {
            let others = [json!(17.5), json!({"x": 1}), json!(true)];
            let old = subject.pointer(place).unwrap().clone();
            for other in others.iter().filter(|other| kind(other) != kind(&old)) {
                let mut mutant = subject.clone();
                *mutant.pointer_mut(place).unwrap() = other.clone();
                let report = lint_value(&mutant);
                // An object where a union stands is reported for its missing tag or its unknown field, at or below it.
                assert!(
                    errors(&report)
                        .iter()
                        .any(|(rule, at)| rule.starts_with("schema/")
                            && at.starts_with(place.as_str())),
                    "{place} = {other} of {subject:#}: {report:?}"
                );
                assert!(errors(&report).len() <= 2, "{place} = {other}: {report:?}");
            }
        }
    }
}

fn kind(value: &Value) -> std::mem::Discriminant<Value> {
    std::mem::discriminant(value)
}

#[test]
fn a_swapped_role_is_reported_where_it_stands() {
    for subject in subjects() {
        let messages = subject["messages"].as_array().unwrap().len();
        for index in 0..messages.saturating_sub(1) {
            let mut mutant = subject.clone();
            let role = &mut mutant["messages"][index]["role"];
            *role = if *role == "user" {
                "assistant".into()
            } else {
                "user".into()
            };
            let report = lint_value(&mutant);
            let near = [
                format!("/messages/{index}"),
                format!("/messages/{}", index + 1),
            ];
            assert!(
                report.findings.iter().any(|finding| near
                    .iter()
                    .any(|place| finding.pointer.starts_with(place.as_str()))),
                "message {index} of {subject:#}: {report:?}"
            );
        }
    }
}

#[test]
fn misplaced_blocks_are_reported_where_they_stand() {
    let text = json!({"type": "text", "text": "x"});
    let use_block =
        json!({"type": "tool_use", "id": "toolu_9", "name": "get_weather", "input": {}});
    let result = json!({"type": "tool_result", "tool_use_id": "toolu_1"});
    let cases = [
        ("user", &use_block, "tool-use-in-user"),
        ("assistant", &result, "tool-result-in-assistant"),
    ];
    for (role, block, rule) in cases {
        let other = json!({"role": "user", "content": "Hi"});
        let request = json!({
            "model": "claude-opus-5", "max_tokens": 16,
            "messages": [other, {"role": role, "content": [text, block]}, {"role": "user", "content": "Hi"}]
        });
        assert_eq!(
            errors(&lint_value(&request)),
            [(rule, "/messages/1/content/1")]
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_unknown_block_type_is_one_finding_at_the_tag(which in any::<prop::sample::Index>(), tag in "[a-z_]{1,20}") {
        let subjects = subjects();
        let tags: Vec<_> = subjects.iter().enumerate().flat_map(|(index, subject)| {
            let places = places(subject).into_iter().filter(|place| place.contains("/content/") && place.ends_with("/type"));
            places.map(move |place| (index, place))
        }).collect();
        let (index, place) = &tags[which.index(tags.len())];
        let mut mutant = subjects[*index].clone();
        // A real tag of another block is another mutation.
        prop_assume!(!rolecall_types_know(&tag));
        *mutant.pointer_mut(place).unwrap() = tag.into();
        let report = lint_value(&mutant);
        prop_assert_eq!(errors(&report), [("schema/unknown-tag", place.as_str())]);
    }

    #[test]
    fn max_tokens_past_a_bound_is_reported(over in 64_001i64..1_000_000_000, under in i64::MIN..0) {
        for mut mutant in requests() {
            mutant["max_tokens"] = over.into();
            let report = lint_value(&mutant);
            prop_assert_eq!(errors(&report), [("max-tokens-model-cap", "/max_tokens")]);
            mutant["max_tokens"] = under.into();
            let report = lint_value(&mutant);
            prop_assert_eq!(errors(&report), [("schema/out-of-range", "/max_tokens")]);
        }
    }

    #[test]
    fn any_bytes_are_linted_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), kind in strategies::kind()) {
        let mut options = Options::new();
        options.kind = kind;
        check_places(&bytes, &lint(&bytes, &options))?;
    }

    #[test]
    fn any_json_like_text_is_linted_without_a_panic(text in strategies::json_like(), kind in strategies::kind()) {
        let mut options = Options::new();
        options.kind = kind;
        check_places(text.as_bytes(), &lint(&text, &options))?;
    }

    #[test]
    fn any_json_is_linted_without_a_panic(value in strategies::api_shaped_json(), kind in strategies::kind()) {
        let text = value.to_string();
        let mut options = Options::new();
        options.kind = kind;
        let report = lint(&text, &options);
        check_places(text.as_bytes(), &report)?;
        for finding in &report.findings {
            // A pointer names something in the document; an invented member is named in `missing`.
            prop_assert!(value.pointer(&finding.pointer).is_some(), "{} in {value}", finding.pointer);
        }
    }

    #[test]
    fn the_order_of_keys_changes_spans_only(value in strategies::api_shaped_json()) {
        let (forward, backward) = (value.to_string(), strategies::written_backwards(&value));
        let seen = |text: &str| {
            let report = lint(text, &Options::new());
            let mut seen: Vec<_> = report.findings.into_iter()
                .map(|finding| (finding.rule, finding.pointer, finding.level, finding.message, finding.missing))
                .collect();
            seen.sort();
            (report.kind, seen)
        };
        prop_assert_eq!(seen(&forward), seen(&backward));
    }

    #[test]
    fn what_the_types_express_has_the_right_shape_and_survives(request in strategies::request()) {
        let text = serde_json::to_string_pretty(&request).unwrap();
        let report = lint(&text, &Options::new().kind(DocumentKind::Request));
        let structural: Vec<_> = findings(&text, &report).into_iter().filter(|line| line.contains("[schema/")).collect();
        prop_assert_eq!(structural, Vec::<String>::new(), "{}", text);
        prop_assert_eq!(serde_json::from_str::<CreateMessage>(&text).unwrap(), request);
    }

    #[test]
    fn messages_keep_whatever_they_hold(value in strategies::message_like()) {
        let message: Message = serde_json::from_value(value.clone()).unwrap();
        prop_assert_eq!(serde_json::to_value(&message).unwrap(), value.clone());
        let text = value.to_string();
        let message: Message = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(serde_json::to_value(&message).unwrap(), value);
    }
}

/// Every span lies in the text, on boundaries of its characters, and has a line and a column.
fn check_places(text: &[u8], report: &Report) -> Result<(), TestCaseError> {
    let lines = LineIndex::new(text);
    for finding in &report.findings {
        let related = finding.related.iter().map(|related| related.span);
        for span in related.chain([finding.span]) {
            prop_assert!(
                span.start <= span.end && span.end <= text.len(),
                "{finding:?}"
            );
            prop_assert!(lines.locate(span.start) <= lines.locate(span.end));
            if let Ok(text) = std::str::from_utf8(text) {
                prop_assert!(text.get(span.start..span.end).is_some(), "{finding:?}");
            }
        }
        prop_assert!(finding.pointer.is_empty() || finding.pointer.starts_with('/'));
    }
    Ok(())
}

/// Whether a tag is one that some block of the API has.
fn rolecall_types_know(tag: &str) -> bool {
    let probe = json!({"type": tag});
    let text = lint(
        &json!({"model": "m", "max_tokens": 1, "messages": [{"role": "user", "content": [probe]}]})
            .to_string(),
        &Options::new(),
    );
    text.findings
        .iter()
        .all(|finding| finding.rule != "schema/unknown-tag")
}
