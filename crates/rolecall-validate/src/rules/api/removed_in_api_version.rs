//! Reports what the API version does not have.

use crate::{
    ApiVersion, Group, Level, edit,
    generated::platforms::SAMPLING_REMOVED_BY_MODEL,
    json::Value,
    models::SamplingMode,
    request::Request,
    rules::{self, Check, Rule, sampling},
    sink::Sink,
    structure::{Noted, Part, table::Notes},
};

pub(super) static RULE: Rule = Rule {
    name: "removed-in-api-version",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports fields and values that the API version has removed, or that only a later version has. With the version unknown, what the newest version has removed is a warning.

### Why is this bad?
To a version that does not have them they are unknown fields, whatever their value.

### The API says
```text
temperature: Extra inputs are not permitted
```

### Example
```json,fail,api-version=2026-10-21
{"model": "claude-opus-5", "max_tokens": 64, "temperature": 1, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,api-version=2026-10-21
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/api/migration-2026-10-21 (2026-10)
"#,
    check: Check::RequestHaving(rules::Part::Annotations, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for noted in &request.noted {
        if let Some((version, level, verdict)) = verdict(request, noted.notes) {
            report(request, noted, version, level, verdict, sink);
        }
    }
}

/// The version that rejects it, how sure that is, and why.
fn verdict(request: &Request<'_>, notes: &Notes) -> Option<(ApiVersion, Level, &'static str)> {
    let known = request.api_version();
    if let Some(removed) = notes.removed_in {
        return match known {
            None => Some((removed, Level::Warning, "has no")),
            Some(known) => (known >= removed).then_some((known, Level::Error, "has no")),
        };
    }
    let (added, known) = (notes.added_in?, known?);
    (known < added).then_some((known, Level::Error, "does not yet have"))
}

fn report(
    request: &Request<'_>,
    noted: &Noted<'_>,
    version: ApiVersion,
    level: Level,
    verdict: &str,
    sink: &mut Sink<'_>,
) {
    let Noted { value, part, .. } = *noted;
    let draft = match part {
        Part::Field(key) => {
            if !request.is_sound_member(key, value) {
                return;
            }
            let name = key.name();
            // What is rejected under either version is a finding of its own.
            if sampling::verdict(request, &name).is_some() {
                return;
            }
            if is_kept_by_platform(request) {
                return;
            }
            let message = format!("API version {version} {verdict} `{name}`");
            let mut draft = sink
                .report_key(&RULE, key, value, message)
                .help(format!("remove `{name}`"));
            // Where the version is not known the field may be meant.
            if level == Level::Error {
                let edits = vec![edit::remove_member(key, value)];
                draft = if says_nothing(request, &name, value) {
                    draft.safe_fix(edits)
                } else {
                    draft.unsafe_fix(edits)
                };
            }
            draft
        }
        Part::Variant(name) => sink
            .report(
                &RULE,
                value,
                format!("API version {version} {verdict} `{name}`"),
            )
            .help("use another type"),
        Part::Value => sink
            .report(
                &RULE,
                value,
                format!("API version {version} {verdict} this value"),
            )
            .help("use another value"),
    };
    draft.at_most(level).api_version(version).done();
}

/// Whether the platform keeps the sampling parameters, which are all fields that a version has removed, for models like
/// the one of the request.
fn is_kept_by_platform(request: &Request<'_>) -> bool {
    let sampling = request.model.and_then(|model| model.sampling.as_ref());
    let mode = sampling.and_then(|sampling| sampling.mode);
    request.is_sent_to(SAMPLING_REMOVED_BY_MODEL) && mode != Some(SamplingMode::DefaultOnly)
}

/// Whether it is a sampling parameter that only repeats the default of the model.
fn says_nothing(request: &Request<'_>, name: &str, value: Value<'_>) -> bool {
    value
        .as_f64()
        .is_some_and(|value| sampling::is_default(request, name, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, json::parse, request::Endpoint};

    #[test]
    fn what_a_later_version_has_added_is_missing_before() {
        let parsed = parse("{}");
        let root = parsed.tree.as_ref().unwrap().root();
        let notes = Notes {
            added_in: Some(ApiVersion::V2026_10_21),
            ..Notes::NONE
        };
        for (options, expected) in [
            (Options::new(), None),
            (Options::new().api_version(ApiVersion::V2026_10_21), None),
            (
                Options::new().api_version(ApiVersion::V2023_06_01),
                Some((ApiVersion::V2023_06_01, Level::Error, "does not yet have")),
            ),
        ] {
            let request = Request::new(root, Endpoint::Messages, Vec::new(), Vec::new(), &options);
            assert_eq!(verdict(&request, &notes), expected);
        }
    }
}
