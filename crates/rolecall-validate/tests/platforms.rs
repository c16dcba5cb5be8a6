//! Payloads for other platforms, and payloads whose model is set later.

use rolecall_validate::{ApiVersion, DocumentKind, Headers, Level, Options, Platform, lint};

const HELLO: &str = r#""max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]"#;

fn found(text: &str, options: &Options) -> Vec<(&'static str, Level, String)> {
    let findings = lint(text, options).findings.into_iter();
    findings
        .map(|finding| (finding.rule, finding.level, finding.pointer))
        .collect()
}

fn names(text: &str, options: &Options) -> Vec<&'static str> {
    let found = found(text, options);
    found.into_iter().map(|(rule, ..)| rule).collect()
}

fn on(platform: Platform) -> Options {
    Options::new()
        .kind(DocumentKind::Request)
        .platform(platform)
}

#[test]
fn the_body_has_the_fields_of_its_platform() {
    let body = format!(r#"{{"anthropic_version": "bedrock-2023-05-31", {HELLO}}}"#);
    let with_betas = body.replacen('{', r#"{"anthropic_beta": ["context-1m-2025-08-07"], "#, 1);
    assert_eq!(names(&body, &on(Platform::Bedrock)), [""; 0]);
    assert_eq!(names(&with_betas, &on(Platform::Bedrock)), [""; 0]);
    assert_eq!(names(&body, &on(Platform::Vertex)), [""; 0]);
    assert_eq!(
        names(&with_betas, &on(Platform::Vertex)),
        ["schema/unknown-field"]
    );
    // Elsewhere the header says the version and the body the model.
    for options in [
        Options::new(),
        on(Platform::Anthropic),
        on(Platform::Foundry),
    ] {
        let report = lint(&body, &options);
        let found: Vec<_> = report.findings.iter().map(|f| f.rule).collect();
        assert_eq!(found, ["schema/missing-field", "schema/unknown-field"]);
        assert_eq!(report.findings[0].missing.as_deref(), Some("model"));
    }
    // Token counting on Vertex AI has the model in the body.
    let options = on(Platform::Vertex).kind(DocumentKind::CountTokens);
    let count = r#"{"messages": [{"role": "user", "content": "Hi"}]}"#;
    assert_eq!(names(count, &options), ["schema/missing-field"]);
    // Everything else is checked as ever.
    let wrong = body.replace("64", "\"64\"");
    assert_eq!(names(&wrong, &on(Platform::Bedrock)), ["schema/wrong-type"]);
}

#[test]
fn the_version_in_the_body_counts() {
    let body = |version: &str| {
        format!(
            r#"{{"anthropic_version": "{version}", "model": "claude-opus-4-8", "temperature": 0.5, {HELLO}}}"#
        )
    };
    let vertex = on(Platform::Vertex);
    assert_eq!(
        found(&body("2026-10-21"), &vertex),
        [(
            "removed-in-api-version",
            Level::Error,
            "/temperature".to_owned()
        )]
    );
    // That the model takes no temperature is another matter.
    assert_eq!(
        names(&body("vertex-2023-10-16"), &vertex),
        ["sampling-model-removed"]
    );
    // What the caller says wins.
    let told = vertex.api_version(ApiVersion::V2023_06_01);
    assert_eq!(
        names(&body("2026-10-21"), &told),
        ["sampling-model-removed"]
    );
}

#[test]
fn bedrock_keeps_sampling_for_older_models() {
    let body = |model: &str| {
        format!(
            r#"{{"anthropic_version": "2026-10-21", "model": "{model}", "temperature": 0.5, {HELLO}}}"#
        )
    };
    let bedrock = on(Platform::Bedrock);
    assert_eq!(names(&body("claude-opus-4-6"), &bedrock), [""; 0]);
    assert_eq!(
        names(&body("anthropic.claude-opus-4-6-v1"), &bedrock),
        [""; 0]
    );
    assert_eq!(
        names(&body("claude-opus-4-7"), &bedrock),
        ["removed-in-api-version"]
    );
}

#[test]
fn betas_in_the_body_are_all_there_are() {
    let body = |betas: &str| {
        format!(
            r#"{{"anthropic_version": "2026-10-21", "anthropic_beta": [{betas}], "context_management": {{"edits": [{{"type": "clear_tool_uses_20250919"}}]}}, {HELLO}}}"#
        )
    };
    let bedrock = on(Platform::Bedrock);
    assert_eq!(
        names(&body(r#""context-management-2025-06-27""#), &bedrock),
        [""; 0]
    );
    assert_eq!(names(&body(""), &bedrock), ["beta-header-missing"]);
}

#[test]
fn dates_headers_and_ids_of_anthropic_hold_only_there() {
    let body = |model: &str| format!(r#"{{"model": "{model}", {HELLO}}}"#);
    let bare = |options: Options| options.headers(Headers::default());
    for model in [
        "claude-3-opus-20240229",
        "claude-sonnet-4-5",
        "my-deployment",
    ] {
        let text = body(model);
        assert_eq!(
            names(&text, &on(Platform::Anthropic)),
            names(&text, &Options::new())
        );
        assert_eq!(names(&text, &on(Platform::Anthropic)).len(), 1, "{model}");
        for platform in [Platform::Bedrock, Platform::Vertex, Platform::Foundry] {
            assert_eq!(
                names(&text, &on(platform)),
                [""; 0],
                "{model} on {platform}"
            );
        }
    }
    let text = body("claude-opus-5");
    assert_eq!(
        names(&text, &bare(on(Platform::Anthropic))),
        ["anthropic-version-missing", "auth-header-missing"]
    );
    assert_eq!(names(&text, &bare(on(Platform::Bedrock))), [""; 0]);
}

#[test]
fn images_and_bodies_are_smaller_elsewhere() {
    // The signature and size of a PNG of 300 × 300 pixels, then filling.
    let head = "iVBORw0KGgoAAAANSUhEUgAAASwAAAEsAQAAAAA=";
    let image = |characters: usize| {
        let data = format!("{}{}", &head[..36], "A".repeat(characters - 36));
        format!(
            r#"{{"model": "claude-opus-5", "max_tokens": 64, "messages": [{{"role": "user", "content": [{{"type": "image", "source": {{"type": "base64", "media_type": "image/png", "data": "{data}"}}}}]}}]}}"#
        )
    };
    for (options, limit) in [
        (Options::new(), 10_485_760),
        (on(Platform::Anthropic), 10_485_760),
        (on(Platform::Bedrock), 5_242_880),
        (on(Platform::Vertex), 5_242_880),
    ] {
        assert_eq!(names(&image(limit), &options), [""; 0]);
        let report = lint(&image(limit + 4), &options);
        assert_eq!(report.findings[0].rule, "image-bytes-max");
        let message = &report.findings[0].message;
        assert!(
            message.ends_with(&format!("the limit is {limit}")),
            "{message}"
        );
    }
    let long = |mib: usize| {
        let text = "x".repeat(mib << 20);
        format!(
            r#"{{"model": "claude-opus-5", "max_tokens": 64, "messages": [{{"role": "user", "content": "{text}"}}]}}"#
        )
    };
    for (platform, limit) in [
        (Platform::Anthropic, 32),
        (Platform::Bedrock, 20),
        (Platform::Vertex, 30),
    ] {
        assert_eq!(names(&long(limit - 2), &on(platform)), [""; 0]);
        assert_eq!(
            found(&long(limit), &on(platform)),
            [("body-too-large", Level::Error, String::new())]
        );
    }
}

#[test]
fn a_model_is_assumed_where_none_is_named() {
    let thinking = r#""thinking": {"type": "enabled", "budget_tokens": 1024}, "max_tokens": 2048, "messages": [{"role": "user", "content": "Hi"}]"#;
    let options = Options::new()
        .kind(DocumentKind::Request)
        .default_model("claude-opus-5");
    let none = format!("{{{thinking}}}");
    let named = |model: &str| format!(r#"{{"model": "{model}", {thinking}}}"#);
    for text in [none.clone(), named("$MODEL"), named("{{ model }}")] {
        let report = lint(&text, &options);
        let found: Vec<_> = report.findings.iter().map(|f| f.rule).collect();
        assert_eq!(found, ["thinking-type-model"], "{text}");
        let message = &report.findings[0].message;
        assert!(message.contains("`claude-opus-5`"), "{message}");
    }
    // A payload that names its model is judged by that one.
    assert_eq!(names(&named("claude-haiku-4-5"), &options), [""; 0]);
    assert_eq!(names(&named("claude-opus5"), &options), ["unknown-model"]);
    // Without a model to assume, its absence is the fault.
    let plain = Options::new().kind(DocumentKind::Request);
    assert_eq!(names(&none, &plain), ["schema/missing-field"]);
    // The items of a batch as well.
    let batch = format!(r#"{{"requests": [{{"custom_id": "a", "params": {none}}}]}}"#);
    let options = options.kind(DocumentKind::Batch);
    assert_eq!(names(&batch, &options), ["thinking-type-model"]);
}
