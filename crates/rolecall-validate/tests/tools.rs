//! What the rules about tools, their choice and structured outputs say beyond the examples in their documentation.

use rolecall_validate::{DocumentKind, Finding, Level, Options, Repairs, fix, lint};

const WEATHER: &str = r#"{"name": "get_weather", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}"#;
const TOOLSET: &str = r#"{"type": "computer_toolset_20260801"}"#;
const CODE: &str = r#"{"type": "code_execution_20260120", "name": "code_execution"}"#;

fn request(model: &str, fields: &str) -> String {
    format!(
        r#"{{"model": "{model}", "max_tokens": 2048, {fields}, "messages": [{{"role": "user", "content": "Hi"}}]}}"#
    )
}

fn findings_of(text: &str) -> Vec<Finding> {
    lint(text, &Options::new().kind(DocumentKind::Request)).findings
}

#[track_caller]
fn check_text(text: &str, expected: &[(&str, &str)]) {
    let findings = findings_of(text);
    let found: Vec<_> = findings
        .iter()
        .map(|finding| (finding.rule, finding.pointer.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn check(fields: &str, expected: &[(&str, &str)]) {
    check_text(&request("claude-opus-5", fields), expected);
}

#[track_caller]
fn check_tools(tools: &[&str], expected: &[(&str, &str)]) {
    check(&format!(r#""tools": [{}]"#, tools.join(", ")), expected);
}

/// A tool with this schema.
fn with_schema(schema: &str) -> String {
    format!(r#"{{"name": "f", "input_schema": {schema}}}"#)
}

/// The fields of a request for this format.
fn format_of(schema: &str) -> String {
    format!(r#""output_config": {{"format": {{"type": "json_schema", "schema": {schema}}}}}"#)
}

/// A closed object schema with one property.
fn with_property(property: &str) -> String {
    format!(
        r#"{{"type": "object", "properties": {{"p": {property}}}, "required": ["p"], "additionalProperties": false}}"#
    )
}

#[track_caller]
fn fixed(text: &str, repairs: Repairs) -> String {
    let options = Options::new().kind(DocumentKind::Request);
    let fixed = fix(text, &options, repairs);
    let again = fix(&fixed.text, &options, Repairs::All);
    if repairs == Repairs::All {
        assert_eq!(fixed.text, again.text);
    }
    fixed.text
}

#[test]
fn structural_rows_are_structural() {
    let cases = [
        (
            r#"{"name": "get weather", "input_schema": {"type": "object"}}"#,
            "/tools/0/name",
        ),
        (
            r#"{"name": "x", "input_schema": {"type": "string"}}"#,
            "/tools/0/input_schema/type",
        ),
        (
            r#"{"type": "bash_20250124", "name": "sh"}"#,
            "/tools/0/name",
        ),
        (
            r#"{"type": "bash_20250124", "name": "bash", "eager_input_streaming": true}"#,
            "/tools/0/eager_input_streaming",
        ),
        (
            r#"{"type": "web_search_20250305", "name": "web_search", "input_examples": [{}]}"#,
            "/tools/0/input_examples",
        ),
        (
            r#"{"type": "web_search_20250305", "name": "web_search", "max_uses": 0}"#,
            "/tools/0/max_uses",
        ),
        (
            r#"{"type": "computer_toolset_20260801", "name": "computer"}"#,
            "/tools/0/name",
        ),
        (
            r#"{"type": "computer_toolset_20260801", "defer_loading": true}"#,
            "/tools/0/defer_loading",
        ),
        (
            r#"{"type": "computer_toolset_20260801", "configs": {"clik": {}}}"#,
            "/tools/0/configs/clik",
        ),
        (
            r#"{"type": "mcp_toolset", "mcp_server_name": "s", "allowed_callers": ["direct"]}"#,
            "/tools/0/allowed_callers",
        ),
    ];
    for (tool, pointer) in cases {
        let servers =
            r#""mcp_servers": [{"type": "url", "name": "s", "url": "https://example.com"}], "#;
        let servers = if tool.contains("mcp_toolset") {
            servers
        } else {
            ""
        };
        let findings = findings_of(&request(
            "claude-opus-5",
            &format!(r#"{servers}"tools": [{tool}]"#),
        ));
        assert_eq!(findings.len(), 1, "{tool}: {findings:#?}");
        assert!(findings[0].rule.starts_with("schema/"), "{findings:#?}");
        assert_eq!(findings[0].pointer, pointer);
    }
}

#[test]
fn schemas_of_tools_that_the_api_takes() {
    for schema in [
        // A schema may be of an older draft as far as 2020-12 allows the same.
        r##"{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "definitions": {"a": {"type": "string"}}, "properties": {"p": {"$ref": "#/definitions/a"}}}"##,
        r#"{"type": "object", "properties": null, "required": null}"#,
        r#"{"type": "object", "properties": {"p": true}, "nullable": true, "x-order": [1]}"#,
        // What strict tools may not have is fine where they are not strict.
        r#"{"type": "object", "properties": {"p": {"type": "string", "minLength": 1, "format": "color", "oneOf": [{}]}}}"#,
        // Recursion too.
        r##"{"type": "object", "properties": {"next": {"$ref": "#"}}}"##,
        r#"{"type": "object", "properties": {"a.b-c_D9": {}}}"#,
    ] {
        check_tools(&[&with_schema(schema)], &[]);
    }
}

#[test]
fn keys_of_properties_are_judged_by_their_characters() {
    let level = |key: &str| {
        let tool = with_schema(&format!(
            r#"{{"type": "object", "properties": {{"{key}": {{}}}}}}"#
        ));
        let findings = findings_of(&request("claude-opus-5", &format!(r#""tools": [{tool}]"#)));
        findings.first().map(|finding| {
            assert_eq!(finding.rule, "tool-input-schema-property-key");
            finding.level
        })
    };
    assert_eq!(level(&"k".repeat(64)), None);
    assert_eq!(level(&"k".repeat(65)), Some(Level::Error));
    assert_eq!(level("größe"), Some(Level::Warning));
    assert_eq!(level("größe €"), Some(Level::Error));
    assert_eq!(level("a/b"), Some(Level::Error));
    assert_eq!(level(""), Some(Level::Error));
}

#[test]
fn nested_keys_and_unions_are_free() {
    check_tools(
        &[&with_schema(
            r#"{"type": "object", "properties": {"p": {"anyOf": [{"properties": {"first name": {}}}]}}}"#,
        )],
        &[],
    );
}

#[test]
fn names_are_unique_over_all_kinds_of_tools() {
    let search = r#"{"type": "web_search_20250305", "name": "web_search"}"#;
    let own = r#"{"name": "web_search", "input_schema": {"type": "object"}}"#;
    check_tools(&[search, own], &[("tool-names-unique", "/tools/1/name")]);
    check_tools(&[TOOLSET, TOOLSET], &[("toolset-duplicate", "/tools/1")]);
    let computer = r#"{"name": "computer", "input_schema": {"type": "object"}}"#;
    check_tools(&[computer, TOOLSET], &[("toolset-duplicate", "/tools/1")]);
    check_tools(
        &[computer, computer],
        &[("tool-names-unique", "/tools/1/name")],
    );
}

#[test]
fn equal_tools_become_one() {
    let text = request(
        "claude-opus-5",
        &format!(r#""tools": [{WEATHER}, {CODE}, {WEATHER}]"#),
    );
    assert_eq!(
        fixed(&text, Repairs::Safe),
        request("claude-opus-5", &format!(r#""tools": [{WEATHER}, {CODE}]"#))
    );
}

#[test]
fn deferred_tools_need_one_that_is_not() {
    let deferred = r#"{"name": "f", "defer_loading": true, "input_schema": {"type": "object"}}"#;
    check_tools(&[deferred], &[("defer-all", "/tools")]);
    // The other tool may be a search of the caller's own.
    check_tools(&[deferred, WEATHER], &[]);
    check_tools(&[deferred, TOOLSET], &[("defer-without-search", "/tools")]);
    let search = r#"{"type": "tool_search_tool_regex", "name": "tool_search_tool_regex", "defer_loading": true}"#;
    check_tools(
        &[deferred, search],
        &[("defer-tool-search", "/tools/1/defer_loading")],
    );
}

#[test]
fn deferred_tools_have_a_limit() {
    let tools = |count: usize| {
        let tools: Vec<_> = (0..count)
            .map(|index| {
                format!(r#"{{"name": "t{index}", "defer_loading": true, "input_schema": {{"type": "object"}}}}"#)
            })
            .collect();
        format!(r#""tools": [{WEATHER}, {}]"#, tools.join(", "))
    };
    // platform.claude.com, tool search tool: at most 10,000 tools.
    check(&tools(10_000), &[]);
    check(&tools(10_001), &[("defer-max", "/tools")]);
}

#[test]
#[cfg(feature = "tool-schemas")]
fn examples_match_their_schema_or_are_left_alone() {
    let tool = |schema: &str, examples: &str| {
        format!(r#"{{"name": "f", "input_examples": {examples}, "input_schema": {schema}}}"#)
    };
    let closed = r##"{"type": "object", "properties": {"a": {"$ref": "#/$defs/s"}}, "$defs": {"s": {"type": "string", "format": "email"}}, "required": ["a"], "additionalProperties": false}"##;
    check_tools(
        &[&tool(
            closed,
            r#"[{"a": "x"}, {"a": 1}, {}, {"a": "x", "b": 1}]"#,
        )],
        &[
            ("tool-input-examples-invalid", "/tools/0/input_examples/1/a"),
            ("tool-input-examples-invalid", "/tools/0/input_examples/2"),
            ("tool-input-examples-invalid", "/tools/0/input_examples/3"),
        ],
    );
    for schema in [
        // Recursion, other documents and look-around are not judged.
        r##"{"type": "object", "properties": {"a": {"$ref": "#"}}}"##,
        r##"{"type": "object", "allOf2": 1, "properties": {"a": {"allOf": [{"$ref": "#/properties/a"}]}}}"##,
        r#"{"type": "object", "properties": {"a": {"$ref": "https://example.com/a.json"}}}"#,
        r#"{"type": "object", "properties": {"a": {"pattern": "(?=x)y"}}}"#,
    ] {
        check_tools(&[&tool(schema, r#"[{"a": "z"}]"#)], &[]);
    }
    // Each definition doubles the one before it.
    let doubling: Vec<_> = (0..40)
        .map(|index| {
            let next = index + 1;
            format!(r##""d{index}": {{"allOf": [{{"$ref": "#/$defs/d{next}"}}, {{"$ref": "#/$defs/d{next}"}}]}}"##)
        })
        .collect();
    let doubling = format!(
        r##"{{"type": "object", "properties": {{"a": {{"$ref": "#/$defs/d0"}}}}, "$defs": {{{}, "d40": {{"type": "string"}}}}}}"##,
        doubling.join(", ")
    );
    check_tools(&[&tool(&doubling, r#"[{"a": 1}]"#)], &[]);
}

#[test]
fn a_choice_needs_something_to_choose_from() {
    for tag in ["auto", "any"] {
        let choice = format!(r#""tool_choice": {{"type": "{tag}"}}"#);
        check(&choice, &[("tool-choice-without-tools", "/tool_choice")]);
        check(
            &format!(r#"{choice}, "tools": []"#),
            &[("tool-choice-without-tools", "/tool_choice")],
        );
        check(&format!(r#"{choice}, "tools": [{WEATHER}]"#), &[]);
        let thread = r#""thread": {"type": "continue", "previous_message_id": "msg_1"}"#;
        check(&format!("{choice}, {thread}"), &[]);
        let servers = r#""mcp_servers": [{"type": "url", "name": "s", "url": "https://example.com"}], "tools": [{"type": "mcp_toolset", "mcp_server_name": "s"}]"#;
        check(&format!("{choice}, {servers}"), &[]);
    }
}

#[test]
fn a_chosen_tool_is_there_and_can_be_chosen() {
    let choose = |name: &str, tools: &str| {
        format!(r#""tool_choice": {{"type": "tool", "name": "{name}"}}, "tools": [{tools}]"#)
    };
    check(&choose("get_weather", WEATHER), &[]);
    check(
        &choose("nope", WEATHER),
        &[("tool-choice-unknown-name", "/tool_choice/name")],
    );
    for name in ["computer", "zoom"] {
        check(
            &choose(name, TOOLSET),
            &[("toolset-tool-choice", "/tool_choice/name")],
        );
    }
    let zoom = r#"{"name": "zoom", "input_schema": {"type": "object"}}"#;
    check(&choose("zoom", &format!("{TOOLSET}, {zoom}")), &[]);
    // What an MCP server offers is not known here.
    let mcp = r#"{"type": "mcp_toolset", "mcp_server_name": "s"}"#;
    let servers = r#""mcp_servers": [{"type": "url", "name": "s", "url": "https://example.com"}]"#;
    check(&format!("{}, {servers}", choose("nope", mcp)), &[]);
}

#[test]
fn forced_tools_are_one_finding() {
    let thinking = r#""thinking": {"type": "enabled", "budget_tokens": 1024}"#;
    let forced = format!(
        r#""tool_choice": {{"name": "get_weather", "type": "tool"}}, "tools": [{WEATHER}]"#
    );
    let text = request("claude-haiku-4-5", &format!("{thinking}, {forced}"));
    check_text(
        &text,
        &[("tool-choice-forced-with-thinking", "/tool_choice/type")],
    );
    assert!(fixed(&text, Repairs::All).contains(r#""tool_choice": {"type": "auto"}"#));
    check_text(&request("claude-haiku-4-5", &forced), &[]);
    check_text(
        &request("claude-opus-5-5", &forced),
        &[("tool-choice-forced-model", "/tool_choice/type")],
    );
    // Nothing newer than the announcement says so of these two.
    let findings = findings_of(&request("claude-fable-5-2", &forced));
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].level, Level::Warning);
}

#[test]
fn versions_of_computer_use_fit_the_model() {
    let computer = r#""tools": [{"type": "computer_20250124", "name": "computer", "display_width_px": 1024, "display_height_px": 768}]"#;
    let level = |model: &str| {
        let findings = findings_of(&request(model, computer));
        let mut levels = findings
            .iter()
            .filter(|finding| finding.rule == "builtin-tool-model-unsupported")
            .map(|finding| finding.level);
        levels.next()
    };
    assert_eq!(level("claude-haiku-4-5"), None);
    assert_eq!(level("claude-opus-5"), Some(Level::Warning));
    assert_eq!(level("claude-haiku-5-5"), Some(Level::Error));
    assert_eq!(level("some-other-model"), None);
}

#[test]
fn toolsets_count_only_members_that_are_enabled() {
    // Browser: four members are off by default, and stay out of the count.
    let browser = |configs: &str| {
        format!(r#"{{"type": "browser_toolset_20260801", "configs": {{{configs}}}}}"#)
    };
    check_tools(
        &[&browser(r#""read_console": {"defer_loading": true}"#)],
        &[],
    );
    check_tools(
        &[&browser(
            r#""read_console": {"enabled": true, "defer_loading": true}"#,
        )],
        &[("toolset-mixed-defer", "/tools/0/configs")],
    );
    check_tools(
        &[&browser(r#""zoom": null, "wait": {"enabled": null}"#)],
        &[],
    );
}

#[test]
fn subsets_are_held_at_any_depth() {
    check(
        &format_of(&with_property(
            r##"{"type": "array", "items": {"anyOf": [{"type": "number", "minimum": 0}, {"$ref": "#/$defs/d"}]}}"##,
        )),
        &[
            (
                "subset-numeric-bounds",
                "/output_config/format/schema/properties/p/items/anyOf/0/minimum",
            ),
            (
                "subset-ref-unresolved",
                "/output_config/format/schema/properties/p/items/anyOf/1/$ref",
            ),
        ],
    );
    // A property may be called like a keyword.
    check(
        &format_of(&with_property(r#"{"type": "string"}"#).replace("\"p\"", "\"minimum\"")),
        &[],
    );
    // So may be what an enumeration, a default or a constant holds.
    check(
        &format_of(&with_property(
            r#"{"const": "a", "default": {"minimum": 1}}"#,
        )),
        &[],
    );
}

#[test]
fn minimum_of_items_is_zero_or_one() {
    for (bound, fits) in [("0", true), ("1", true), ("2", false)] {
        let schema = with_property(&format!(
            r#"{{"type": "array", "items": {{"type": "string"}}, "minItems": {bound}}}"#
        ));
        let at = "/output_config/format/schema/properties/p/minItems";
        let expected = [("subset-array-bounds", at)];
        check(&format_of(&schema), if fits { &[] } else { &expected });
    }
}

#[test]
fn strict_tools_are_held_to_the_same_subset() {
    let tool = |strict: bool| {
        format!(
            r#"{{"name": "f", "strict": {strict}, "input_schema": {{"type": "object", "properties": {{"p": {{"type": "string", "maxLength": 9}}}}}}}}"#
        )
    };
    check_tools(&[&tool(false)], &[]);
    check_tools(
        &[&tool(true)],
        &[
            ("subset-additional-properties", "/tools/0/input_schema"),
            (
                "subset-string-length",
                "/tools/0/input_schema/properties/p/maxLength",
            ),
        ],
    );
    // At the top of a tool's schema a union is wrong for all tools, and reported once.
    check_tools(
        &[
            r#"{"name": "f", "strict": true, "input_schema": {"type": "object", "oneOf": [{}], "additionalProperties": false}}"#,
        ],
        &[(
            "tool-input-schema-combinator",
            "/tools/0/input_schema/oneOf",
        )],
    );
}

#[test]
fn limits_are_summed_over_all_schemas() {
    let object = |from: usize, to: usize| {
        let properties: Vec<_> = (from..to)
            .map(|index| format!(r#""p{index}": {{"type": "string"}}"#))
            .collect();
        format!(
            r#"{{"type": "object", "properties": {{{}}}, "additionalProperties": false}}"#,
            properties.join(", ")
        )
    };
    let tool = |name: &str, count| {
        format!(
            r#"{{"name": "{name}", "strict": true, "input_schema": {}}}"#,
            object(0, count)
        )
    };
    check_tools(&[&tool("a", 12), &tool("b", 12)], &[]);
    check_tools(
        &[&tool("a", 12), &tool("b", 13)],
        &[("subset-optional-count", "/tools")],
    );
    let both = format!(
        r#"{}, "tools": [{}]"#,
        format_of(&object(0, 13)),
        tool("a", 12)
    );
    check(
        &both,
        &[("subset-optional-count", "/output_config/format/schema")],
    );
    // A definition counts once, however often it is referred to.
    let shared = format!(
        r##"{{"type": "object", "properties": {{"a": {{"$ref": "#/$defs/d"}}, "b": {{"$ref": "#/$defs/d"}}}}, "required": ["a", "b"], "additionalProperties": false, "$defs": {{"d": {}}}}}"##,
        object(0, 24)
    );
    check(&format_of(&shared), &[]);
}

#[test]
fn open_objects_are_closed_and_keep_their_formatting() {
    let text = request(
        "claude-opus-5",
        &format_of(
            "{\n  \"type\": \"object\",\n  \"properties\": {\n    \"a\": {\"type\": \"object\", \"properties\": {}, \"additionalProperties\": true}\n  }\n}",
        ),
    );
    let expected = request(
        "claude-opus-5",
        &format_of(
            "{\n  \"type\": \"object\",\n  \"properties\": {\n    \"a\": {\"type\": \"object\", \"properties\": {}, \"additionalProperties\": false}\n  },\n  \"additionalProperties\": false\n}",
        ),
    );
    assert_eq!(fixed(&text, Repairs::Safe), expected);
    assert_eq!(findings_of(&expected), []);
}

#[test]
fn a_map_is_closed_only_on_demand() {
    let schema = with_property(
        r#"{"type": "object", "properties": {}, "additionalProperties": {"type": "string"}}"#,
    );
    let text = request("claude-opus-5", &format_of(&schema));
    assert_eq!(fixed(&text, Repairs::Safe), text);
    assert_eq!(findings_of(&fixed(&text, Repairs::All)), []);
}

#[test]
fn unsupported_keywords_go_together() {
    let schema = with_property(
        r#"{"minimum": 1, "type": "integer", "maximum": 5, "multipleOf": 2, "description": "Stars."}"#,
    );
    let text = request("claude-opus-5", &format_of(&schema));
    let expected = request(
        "claude-opus-5",
        &format_of(&with_property(
            r#"{"type": "integer", "description": "Stars."}"#,
        )),
    );
    assert_eq!(fixed(&text, Repairs::All), expected);
}

#[test]
fn counting_tokens_compiles_no_schema() {
    let text = format!(
        r#"{{"model": "claude-opus-5", {}, "messages": [{{"role": "user", "content": "Hi"}}]}}"#,
        format_of(r#"{"type": "object", "properties": {}}"#)
    );
    let report = lint(&text, &Options::new().kind(DocumentKind::CountTokens));
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.findings[0].level, Level::Warning);
}

#[test]
fn domains_lose_their_scheme() {
    let search = |domains: &str| {
        request(
            "claude-opus-5",
            &format!(
                r#""tools": [{{"type": "web_search_20250305", "name": "web_search", "allowed_domains": [{domains}]}}]"#
            ),
        )
    };
    let text = search(
        r#""https://example.com/", "http://example.org/blog", "example.net/*", "*.example.net""#,
    );
    assert_eq!(
        fixed(&text, Repairs::Safe),
        search(r#""example.com", "example.org/blog", "example.net/*", "*.example.net""#)
    );
}

#[test]
fn huge_schemas_take_no_time_and_no_stack() {
    let deep = r#"{"type":"object","additionalProperties":"#.repeat(50_000)
        + "false"
        + &"}".repeat(50_000);
    let wide: Vec<_> = (0..50_000)
        .map(|index| format!(r##""p{index}": {{"$ref": "#/properties/p{}"}}"##, index / 2))
        .collect();
    let wide = format!(
        r#"{{"type": "object", "properties": {{{}}}}}"#,
        wide.join(", ")
    );
    for schema in [deep, wide] {
        for fields in [
            format_of(&schema),
            format!(
                r#""tools": [{{"name": "f", "strict": true, "allowed_callers": ["direct"], "input_examples": [{{}}], "input_schema": {schema}}}]"#
            ),
        ] {
            assert!(!findings_of(&request("claude-opus-5", &fields)).is_empty());
        }
    }
}
