//! What a request is sent with: betas, versions, headers; and what shortens or keeps conversations.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests are no tests to clippy"
)]

use rolecall_validate::{
    ApiVersion, BatchIds, DocumentKind, Finding, Headers, Level, Options, Repairs, fix, lint,
};
use serde_json::{Value, json};

fn request(more: &Value) -> Value {
    let mut body = json!({
        "model": "claude-opus-5",
        "max_tokens": 64,
        "messages": [{"role": "user", "content": "Hi"}],
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

fn findings(body: &Value, options: &Options) -> Vec<Finding> {
    lint(&body.to_string(), options).findings
}

/// Rule and pointer of each finding.
fn found(body: &Value, options: &Options) -> Vec<(String, String)> {
    findings(body, options)
        .into_iter()
        .map(|finding| (finding.rule.to_owned(), finding.pointer))
        .collect()
}

fn one(rule: &str, pointer: &str) -> Vec<(String, String)> {
    vec![(rule.to_owned(), pointer.to_owned())]
}

fn none() -> Options {
    Options::new().betas(Vec::<String>::new())
}

#[test]
fn a_missing_beta_is_one_finding_whatever_carries_the_annotation() {
    // The property, its definition and the member of the union that it holds all name betas.
    let cases = [
        (
            json!({"context_management": {"edits": [{"type": "compact_20260112"}]}}),
            "/context_management",
            "compact-2026-01-12",
        ),
        (
            json!({"fallbacks": "default"}),
            "/fallbacks",
            "server-side-fallback-2026-07-01",
        ),
        (
            json!({"fallbacks": [{"model": "claude-opus-4-8"}]}),
            "/fallbacks",
            "server-side-fallback-2026-06-01",
        ),
        (
            json!({"fallback_credit_token": {"token": "fct_1"}}),
            "/fallback_credit_token",
            "fallback-credit-2026-07-01",
        ),
        (
            json!({"output_config": {"task_budget": {"type": "tokens", "total": 50000}}}),
            "/output_config/task_budget",
            "task-budgets-2026-03-13",
        ),
        (
            json!({"thinking": {"type": "adaptive", "display": "updates"}}),
            "/thinking/display",
            "thinking-display-updates-2026-08-18",
        ),
        (
            json!({"thread": {"type": "create"}}),
            "/thread",
            "message-threads-2026-08-12",
        ),
    ];
    for (more, pointer, beta) in cases {
        let body = request(&more);
        let findings = findings(&body, &none());
        assert_eq!(findings.len(), 1, "{more}: {findings:?}");
        assert_eq!(findings[0].rule, "beta-header-missing");
        assert_eq!(findings[0].pointer, pointer);
        assert_eq!(findings[0].level, Level::Error);
        let help = findings[0].help.clone().unwrap();
        assert!(help.contains(beta), "{more}: {help}");
        assert_eq!(found(&body, &none().betas([beta])), [], "{more}");
        // What is not known is not held against it.
        assert_eq!(found(&body, &Options::new()), [], "{more}");
    }
}

#[test]
fn the_string_default_needs_the_later_beta() {
    let body = request(&json!({"fallbacks": "default"}));
    let earlier = Options::new().betas(["server-side-fallback-2026-06-01"]);
    assert_eq!(
        found(&body, &earlier),
        one("beta-header-missing", "/fallbacks")
    );
}

#[test]
fn one_header_for_many_places_is_one_finding() {
    let call = |id: &str| {
        json!([
            {"type": "mcp_tool_use", "id": id, "name": "read", "server_name": "files", "input": {}},
            {"type": "mcp_tool_result", "tool_use_id": id, "is_error": false, "content": []},
        ])
    };
    let body = request(&json!({"messages": [
        {"role": "user", "content": "Hi"},
        {"role": "assistant", "content": call("mcptoolu_1")},
        {"role": "user", "content": "More"},
        {"role": "assistant", "content": call("mcptoolu_2")},
        {"role": "user", "content": "Thanks"},
    ]}));
    let findings = findings(&body, &none());
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].pointer, "/messages/1/content/0/type");
    assert_eq!(findings[0].related.len(), 3);
}

#[test]
fn each_edit_names_its_own_beta() {
    let body = request(&json!({"context_management": {"edits": [
        {"type": "clear_tool_uses_20250919"},
        {"type": "compact_20260112"},
    ]}}));
    let clear = Options::new().betas(["context-management-2025-06-27"]);
    assert_eq!(
        found(&body, &clear),
        one("beta-header-missing", "/context_management/edits/1/type")
    );
    let help = findings(&body, &none())[0].help.clone().unwrap();
    assert!(
        help.contains("context-management-2025-06-27") && help.contains("compact-2026-01-12"),
        "{help}"
    );
}

#[test]
fn the_items_of_a_batch_have_their_own_annotations() {
    let params = |more: Value| request(&more);
    let body = json!({"requests": [
        {"custom_id": "a", "params": params(json!({}))},
        {"custom_id": "b", "params": params(json!({"compaction": {"type": "summarize"}}))},
        {"custom_id": "c", "params": params(json!({"temperature": 0.5, "model": "claude-haiku-4-5"}))},
    ]});
    let options = none().api_version(ApiVersion::V2026_10_21);
    let findings = findings(&body, &options);
    let seen: Vec<_> = findings
        .iter()
        .map(|finding| {
            (
                finding.rule,
                finding.pointer.as_str(),
                finding.custom_id.as_deref().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("beta-header-missing", "/requests/1/params/compaction", "b"),
            (
                "removed-in-api-version",
                "/requests/2/params/temperature",
                "c"
            ),
        ]
    );
}

#[test]
fn the_newest_version_is_a_warning_while_the_version_is_unknown() {
    let body = request(&json!({"temperature": 1}));
    let findings = findings(&body, &Options::new());
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].level, Level::Warning);
    assert_eq!(findings[0].api_version, Some(ApiVersion::V2026_10_21));
    assert!(findings[0].message.contains("2026-10-21"));
    // It may be meant for the older version.
    assert_eq!(findings[0].fix, None);
    let older = Options::new().api_version(ApiVersion::V2023_06_01);
    assert_eq!(found(&body, &older), []);
}

#[test]
fn moving_to_the_newest_version_is_repaired() {
    let citation = json!({"type": "char_location", "cited_text": "blue", "document_index": 0,
        "document_title": null, "start_char_index": 0, "end_char_index": 4});
    let document = json!({"type": "document",
        "source": {"type": "text", "media_type": "text/plain", "data": "The sky is blue."}});
    let body = request(&json!({
        "temperature": 1,
        "messages": [
            {"role": "user", "content": [{"type": "text", "text": "Blue?", "citations": [citation]}]},
            {"role": "assistant", "content": [document, {"type": "text", "text": "Yes."}]},
            {"role": "user", "content": "Why?"},
            {"role": "assistant", "content": [document]},
            {"role": "user", "content": [{"type": "text", "text": "I see."}]},
        ],
    }));
    let options = Options::new().api_version(ApiVersion::V2026_10_21);
    let fixed = fix(&body.to_string(), &options, Repairs::Safe);
    // The message that held nothing but a document is gone, and its neighbours are one turn.
    let left: Vec<_> = fixed
        .report
        .findings
        .iter()
        .map(|finding| finding.rule)
        .collect();
    assert_eq!(left, ["consecutive-roles"]);
    let after: Value = serde_json::from_str(&fixed.text).unwrap();
    assert_eq!(after.get("temperature"), None);
    assert_eq!(
        after["messages"],
        json!([
            {"role": "user", "content": [{"type": "text", "text": "Blue?"}]},
            {"role": "assistant", "content": [{"type": "text", "text": "Yes."}]},
            {"role": "user", "content": [document, {"type": "text", "text": "Why?"}]},
            {"role": "user", "content": [document, {"type": "text", "text": "I see."}]},
        ])
    );
    assert_eq!(fix(&fixed.text, &options, Repairs::All).text, fixed.text);
}

#[test]
fn the_former_output_format_moves() {
    let format = json!({"type": "json_schema",
        "schema": {"type": "object", "properties": {}, "additionalProperties": false}});
    let cases = [
        (json!({}), json!({"format": format})),
        (
            json!({"output_config": {"effort": "low"}}),
            json!({"effort": "low", "format": format}),
        ),
    ];
    for (mut more, expected) in cases {
        more["output_format"] = format.clone();
        for options in [Options::new(), none()] {
            let text = request(&more).to_string();
            let fixed = fix(&text, &options, Repairs::Safe);
            let after: Value = serde_json::from_str(&fixed.text).unwrap();
            assert_eq!(after.get("output_format"), None);
            assert_eq!(after["output_config"], expected);
            assert_eq!(fixed.report.findings, []);
            assert_eq!(fixed.repaired.len(), 1);
        }
    }
}

#[test]
fn headers_say_version_and_betas() {
    let headers =
        |pairs: &[(&str, &str)]| Options::new().headers(Headers::from_pairs(pairs.iter().copied()));
    let body = request(&json!({"temperature": 1, "compaction": {"type": "summarize"}}));
    let known = headers(&[
        ("X-Api-Key", "hush"),
        ("Anthropic-Version", "2023-06-01"),
        ("anthropic-beta", "compact-2026-09-04"),
    ]);
    assert_eq!(found(&body, &known), []);
    let plain = request(&json!({}));
    let bare = found(&plain, &headers(&[]));
    let rules: Vec<_> = bare.iter().map(|(rule, _)| rule.as_str()).collect();
    assert_eq!(rules, ["anthropic-version-missing", "auth-header-missing"]);
    assert!(bare.iter().all(|(_, pointer)| pointer.is_empty()));
    // Answers have other headers.
    let answer = json!({"type": "error", "request_id": null, "error": {"type": "api_error", "message": "x"}});
    assert_eq!(found(&answer, &headers(&[])), []);
}

#[test]
fn bodies_over_the_limit_are_found() {
    // platform.claude.com/docs/en/api/overview: 32 MB for messages, 256 MB for batches.
    let sized = |bytes: usize, unit: &str| {
        let empty = request(&json!({"system": ""})).to_string();
        empty.replace(
            "\"system\":\"\"",
            &format!("\"system\":\"{}\"", unit.repeat(bytes - empty.len())),
        )
    };
    let level = |text: &str| {
        let findings = lint(text, &Options::new()).findings;
        findings
            .iter()
            .find(|finding| finding.rule == "body-too-large")
            .map(|finding| finding.level)
    };
    assert_eq!(level(&sized(32_000_000, "a")), None);
    assert_eq!(level(&sized(32_000_001, "a")), Some(Level::Warning));
    assert_eq!(level(&sized(33_554_433, "a")), Some(Level::Error));
    let spaced = format!("{{{}{}", " ".repeat(40_000_000), &sized(1000, "a")[1..]);
    assert_eq!(level(&spaced), Some(Level::Warning));
}

#[test]
fn ids_are_compared_across_lines() {
    let line = |id: &str| json!({"custom_id": id, "params": request(&json!({}))}).to_string();
    let options = Options::new().kind(DocumentKind::Batch);
    let mut ids = BatchIds::new();
    let mut rules = Vec::new();
    for id in ["a", "b", "a"] {
        let text = line(id);
        let report = lint(&text, &options);
        assert_eq!(report.findings, []);
        for finding in ids.check(&report.custom_ids, &options) {
            assert_eq!(finding.pointer, "/custom_id");
            assert_eq!(&text[finding.span.start..finding.span.end], "\"a\"");
            assert_eq!(finding.custom_id.as_deref(), Some("a"));
            rules.push(finding.rule);
        }
    }
    assert_eq!(rules, ["batch-custom-id-unique"]);
}

#[test]
fn a_part_of_a_body_can_be_said_to_be_of_a_large_one() {
    let body = json!({"requests": [{"custom_id": "a", "params": request(&json!({}))}]}).to_string();
    let level = |bytes| {
        let report = lint(&body, &Options::new().body_size(bytes));
        let found = report
            .findings
            .iter()
            .find(|finding| finding.rule == "body-too-large");
        found.map(|finding| finding.level)
    };
    assert_eq!(level(256_000_000), None);
    assert_eq!(level(256_000_001), Some(Level::Warning));
    assert_eq!(level((256 << 20) + 1), Some(Level::Error));
}

#[test]
fn ids_are_compared_across_parts_of_a_body() {
    let body = |ids: &[&str]| {
        let item = |id: &&str| json!({"custom_id": id, "params": request(&json!({}))});
        json!({"requests": ids.iter().map(item).collect::<Vec<_>>()}).to_string()
    };
    let options = Options::new();
    let mut ids = BatchIds::new();
    let mut pointers = |text: &str| -> Vec<String> {
        let report = lint(text, &options);
        let found = ids.check(&report.custom_ids, &options);
        found.into_iter().map(|finding| finding.pointer).collect()
    };
    // What is twice in one part is a finding of that part.
    assert_eq!(pointers(&body(&["a", "a", "b"])), [""; 0]);
    assert_eq!(
        pointers(&body(&["c", "b", "a", "a"])),
        ["/requests/1/custom_id", "/requests/2/custom_id"]
    );
}

#[test]
fn a_batch_takes_no_parameters_of_single_requests() {
    let item = |more: Value| json!({"requests": [{"custom_id": "a", "params": request(&more)}]});
    let cases = [
        (json!({"stream": false}), None),
        (json!({"stream": true}), Some(Level::Error)),
        (json!({"speed": "fast"}), Some(Level::Error)),
        (json!({"speed": "standard"}), Some(Level::Warning)),
        (json!({"fallbacks": "default"}), Some(Level::Error)),
        (json!({"thread": {"type": "create"}}), Some(Level::Warning)),
        (json!({"store": true}), Some(Level::Error)),
        (json!({"research_preview_2026_02": "inactive"}), None),
        (
            json!({"billing_policy": {"type": "billing_policy", "bill_to": "self"}}),
            None,
        ),
    ];
    for (more, expected) in cases {
        let findings = findings(&item(more.clone()), &Options::new());
        let levels: Vec<_> = findings
            .iter()
            .map(|finding| (finding.rule, finding.level))
            .collect();
        let expected: Vec<_> = expected
            .map(|level| ("batch-unsupported-field", level))
            .into_iter()
            .collect();
        assert_eq!(levels, expected, "{more}");
    }
}

#[test]
fn each_fallback_is_a_request_of_its_own() {
    let body = request(&json!({
        "max_tokens": 128_000,
        "stream": true,
        "thinking": {"type": "adaptive"},
        "fallbacks": [
            {"model": "claude-opus-4-8"},
            {"model": "claude-haiku-4-5"},
            {"model": "claude-sonnet-4-5", "max_tokens": 100_000, "thinking": {"type": "disabled"}},
        ],
    }));
    let pointers: Vec<_> = found(&body, &Options::new());
    // models.json: haiku-4-5 and sonnet-4-5 write 64000 tokens and have no adaptive thinking.
    let expected = [
        "/fallbacks/1/model",
        "/fallbacks/1/model",
        "/fallbacks/2/max_tokens",
    ];
    let expected: Vec<_> = expected
        .into_iter()
        .map(|pointer| ("fallbacks-entry-valid".to_owned(), pointer.to_owned()))
        .collect();
    assert_eq!(pointers, expected);
}

#[test]
fn servers_of_the_old_mcp_form_need_no_toolset() {
    let server = json!({"type": "url", "name": "files", "url": "https://mcp.example.com"});
    let body = request(&json!({"mcp_servers": [server]}));
    let level = |options: &Options| {
        let findings = findings(&body, options);
        findings
            .first()
            .map(|finding| (finding.rule, finding.level))
    };
    let old = Options::new().betas(["mcp-client-2025-04-04"]);
    let new = Options::new().betas(["mcp-client-2025-11-20"]);
    let rule = "mcp-server-unreferenced";
    assert_eq!(level(&old), None);
    assert_eq!(level(&new), Some((rule, Level::Error)));
    assert_eq!(level(&Options::new()), Some((rule, Level::Warning)));
}

#[test]
fn edits_are_put_in_order() {
    let body = request(&json!({"context_management": {"edits": [
        {"type": "clear_tool_uses_20250919"},
        {"type": "clear_thinking_20251015"},
    ]}}));
    let fixed = fix(&body.to_string(), &Options::new(), Repairs::Safe);
    let after: Value = serde_json::from_str(&fixed.text).unwrap();
    assert_eq!(
        after["context_management"]["edits"],
        json!([{"type": "clear_thinking_20251015"}, {"type": "clear_tool_uses_20250919"}])
    );
    assert_eq!(fixed.report.findings, []);
}

#[test]
fn too_many_tools_in_messages_are_found() {
    let addition = |index: usize| {
        json!({"type": "tool_addition", "tool": {"type": "tool_definition",
            "definition": {"name": format!("t{index}"), "input_schema": {"type": "object"}}}})
    };
    let body = |count: usize| {
        let content: Vec<_> = (0..count).map(addition).collect();
        request(&json!({"messages": [
            {"role": "user", "content": "Hi"},
            {"role": "system", "content": content},
        ]}))
    };
    let rule = "inline-tool-limits";
    let has = |body: &Value| {
        found(body, &Options::new())
            .iter()
            .any(|(found, pointer)| found == rule && pointer == "/messages")
    };
    assert!(!has(&body(10_000)));
    assert!(has(&body(10_001)));
}

/// What the rows of class schema in these sections ask for: a body, and the structural finding that it has.
#[test]
fn shapes_are_left_to_the_structural_check() {
    let cases = [
        (json!({"betas": ["x"]}), "unknown-field", "/betas"),
        (
            json!({"extra_headers": {}}),
            "unknown-field",
            "/extra_headers",
        ),
        (
            json!({"anthropic_version": "bedrock-2023-05-31"}),
            "unknown-field",
            "/anthropic_version",
        ),
        (json!({"system": null}), "wrong-type", "/system"),
        (
            json!({"tool_choice": {"type": "required"}}),
            "unknown-tag",
            "/tool_choice/type",
        ),
        (
            json!({"service_tier": "priority"}),
            "not-allowed-value",
            "/service_tier",
        ),
        (json!({"speed": "slow"}), "not-allowed-value", "/speed"),
        (
            json!({"metadata": {"user_id": "a".repeat(513)}}),
            "wrong-length",
            "/metadata/user_id",
        ),
        (
            json!({"metadata": {"id": "a"}}),
            "unknown-field",
            "/metadata/id",
        ),
        (
            json!({"diagnostics": {"id": "x"}}),
            "unknown-field",
            "/diagnostics/id",
        ),
        (
            json!({"stop_sequences": "END"}),
            "wrong-type",
            "/stop_sequences",
        ),
        (json!({"stream": "true"}), "wrong-type", "/stream"),
        (json!({"inference_geo": 1}), "wrong-type", "/inference_geo"),
        (json!({"max_tokens": -1}), "out-of-range", "/max_tokens"),
        (json!({"max_tokens": 1.5}), "wrong-type", "/max_tokens"),
        (json!({"container": []}), "wrong-type", "/container"),
        (
            json!({"container": {"skills": [{"type": "custom"}]}}),
            "missing-field",
            "/container/skills/0",
        ),
        (
            json!({"container": {"skills": [{"type": "custom", "skill_id": "a".repeat(65)}]}}),
            "wrong-length",
            "/container/skills/0/skill_id",
        ),
        (
            json!({"container": {"skills": vec![json!({"type": "anthropic", "skill_id": "pdf"}); 21]}}),
            "wrong-length",
            "/container/skills",
        ),
        (
            json!({"billing_policy": {"bill_to": "self"}}),
            "missing-field",
            "/billing_policy",
        ),
        (
            json!({"billing_policy": {"type": "billing_policy", "bill_to": "me"}}),
            "not-allowed-value",
            "/billing_policy/bill_to",
        ),
        (
            json!({"thread": {"type": "continue"}}),
            "missing-field",
            "/thread",
        ),
        (
            json!({"compaction": {"type": "auto"}}),
            "not-allowed-value",
            "/compaction/type",
        ),
        (
            json!({"compaction": {"type": "summarize", "instructions": "a".repeat(16_385)}}),
            "wrong-length",
            "/compaction/instructions",
        ),
        (
            json!({"context_management": {"edits": [{"type": "clear"}]}}),
            "unknown-tag",
            "/context_management/edits/0/type",
        ),
        (
            json!({"context_management": {"edits": [{"type": "clear_tool_uses_20250919", "trigger": {"type": "tool_uses", "value": 0}}]}}),
            "out-of-range",
            "/context_management/edits/0/trigger/value",
        ),
        (
            json!({"context_management": {"edits": [{"type": "clear_tool_uses_20250919", "keep": {"type": "tool_uses", "value": -1}}]}}),
            "out-of-range",
            "/context_management/edits/0/keep/value",
        ),
        (
            json!({"context_management": {"edits": [{"type": "clear_thinking_20251015", "keep": {"type": "thinking_turns", "value": 0}}]}}),
            "out-of-range",
            "/context_management/edits/0/keep/value",
        ),
        (
            json!({"fallbacks": [{"model": "claude-opus-4-8", "temperature": 1}]}),
            "unknown-field",
            "/fallbacks/0/temperature",
        ),
        (
            json!({"fallbacks": "auto"}),
            "not-allowed-value",
            "/fallbacks",
        ),
        (
            json!({"fallback_credit_token": {"token": "a", "mode": "lax"}}),
            "not-allowed-value",
            "/fallback_credit_token/mode",
        ),
        (
            json!({"mcp_servers": [{"type": "url", "url": "https://a.example.com"}]}),
            "missing-field",
            "/mcp_servers/0",
        ),
        (
            json!({"tools": [{"type": "mcp_toolset", "mcp_server_name": ""}]}),
            "wrong-length",
            "/tools/0/mcp_server_name",
        ),
        (
            json!({"tools": [{"type": "mcp_toolset", "mcp_server_name": "a", "default_config": {"on": true}}],
                "mcp_servers": [{"type": "url", "name": "a", "url": "https://a.example.com"}]}),
            "unknown-field",
            "/tools/0/default_config/on",
        ),
        (
            json!({"tools": [{"type": "advisor_20260301", "name": "advisor"}]}),
            "missing-field",
            "/tools/0",
        ),
        (
            json!({"tools": [{"type": "advisor_20260301", "name": "advisor", "model": "claude-opus-5", "max_tokens": 512}]}),
            "out-of-range",
            "/tools/0/max_tokens",
        ),
        (
            json!({"tools": [{"type": "advisor_20260301", "name": "advisor", "model": "claude-opus-5", "max_uses": 0}]}),
            "out-of-range",
            "/tools/0/max_uses",
        ),
    ];
    for (more, rule, pointer) in cases {
        let rule = format!("schema/{rule}");
        assert_eq!(
            found(&request(&more), &Options::new()),
            one(&rule, pointer),
            "{more}"
        );
    }
    let system = |message: Value| {
        request(&json!({"messages": [{"role": "user", "content": "Hi"}, message]}))
    };
    let messages = [
        (
            json!({"role": "system", "content": "x", "clear_at": "later"}),
            "not-allowed-value",
            "/messages/1/clear_at",
        ),
        (
            json!({"role": "user", "content": "x", "clear_at": "never"}),
            "unknown-field",
            "/messages/1/clear_at",
        ),
        (
            json!({"role": "system", "content": "x", "output_config": {"format": {}}}),
            "unknown-field",
            "/messages/1/output_config/format",
        ),
        (
            json!({"role": "system", "content": [{"type": "thinking", "thinking": "x", "signature": "x"}]}),
            "unknown-tag",
            "/messages/1/content/0/type",
        ),
        (
            json!({"role": "system", "content": [{"type": "tool_removal", "tool":
                {"type": "tool_definition", "definition": {"name": "a", "input_schema": {"type": "object"}}}}]}),
            "unknown-tag",
            "/messages/1/content/0/tool/type",
        ),
    ];
    for (message, rule, pointer) in messages {
        let rule = format!("schema/{rule}");
        let found: Vec<_> = found(&system(message.clone()), &Options::new())
            .into_iter()
            .filter(|(rule, _)| rule != "consecutive-roles")
            .collect();
        assert_eq!(found, one(&rule, pointer), "{message}");
    }
}

#[test]
fn other_bodies_are_checked_for_their_shape() {
    let batch = |item: Value| json!({"requests": [item]});
    let cases = [
        (
            DocumentKind::Batch,
            json!({"requests": []}),
            "wrong-length",
            "/requests",
        ),
        (
            DocumentKind::Batch,
            batch(json!({"custom_id": "a.b", "params": request(&json!({}))})),
            "bad-format",
            "/requests/0/custom_id",
        ),
        (
            DocumentKind::Batch,
            batch(json!({"custom_id": "a", "params": request(&json!({})), "method": "POST"})),
            "unknown-field",
            "/requests/0/method",
        ),
        (
            DocumentKind::CountTokens,
            json!({"model": "claude-opus-5", "max_tokens": 1, "messages": [{"role": "user", "content": "Hi"}]}),
            "unknown-field",
            "/max_tokens",
        ),
        (
            DocumentKind::Completion,
            json!({"model": "claude-2.1", "max_tokens_to_sample": 0, "prompt": "\n\nHuman: Hi\n\nAssistant:"}),
            "out-of-range",
            "/max_tokens_to_sample",
        ),
        (
            DocumentKind::Completion,
            json!({"model": "claude-2.1", "max_tokens_to_sample": 1, "prompt": ""}),
            "wrong-length",
            "/prompt",
        ),
    ];
    for (kind, body, rule, pointer) in cases {
        let found: Vec<_> = found(&body, &Options::new().kind(kind))
            .into_iter()
            .filter(|(rule, _)| rule != "model-retired")
            .collect();
        assert_eq!(found, one(&format!("schema/{rule}"), pointer), "{body}");
    }
}
