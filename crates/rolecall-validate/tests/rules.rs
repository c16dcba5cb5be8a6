//! The list of rules and their documentation.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests are no tests to clippy"
)]

use rolecall_validate::{Headers, Level, Levels, Options, Rule, lint, rules};
use std::{collections::BTreeSet, fs, path::Path};

/// The headings of a rule's documentation; the third is there where the wording of the API is known.
const HEADINGS: [&str; 6] = [
    "What it does",
    "Why is this bad?",
    "The API says",
    "Example",
    "Use instead",
    "Source",
];

/// Rules about bytes that no fence can show.
const NOT_TEXT: [&str; 8] = [
    "syntax/byte-order-mark",
    "syntax/invalid-utf8",
    "defer-max",
    "body-too-large",
    "inline-tool-limits",
    "image-bytes-max",
    "image-count",
    "stream-event-name",
];

#[test]
fn every_file_is_a_rule_in_order() {
    // The list goes folder by folder, and by name within a folder; a rule is called like its file.
    let mut listed = rules().map(|rule| rule.name).peekable();
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut left = file_names(&folders);
    left.retain(|name| folders.join(name).is_dir());
    while let Some(first) = listed.peek().copied() {
        let folder = left
            .iter()
            .find(|folder| path_of(&folders, folder, first).is_file())
            .unwrap_or_else(|| {
                panic!("`{first}` has no file of its name, or its folder is listed twice")
            })
            .clone();
        left.remove(&folder);
        for file in file_names(&folders.join(&folder)) {
            let stem = file.trim_end_matches(".rs");
            // Helpers of a folder are no rules, and say so by having no `RULE`.
            let text = fs::read_to_string(folders.join(&folder).join(&file)).unwrap();
            if !text.contains("static RULE: Rule") {
                continue;
            }
            let name = listed.next().unwrap_or_default();
            assert_eq!(
                path_of(&folders, &folder, name).file_stem().unwrap(),
                stem,
                "`RULES` of `{folder}` is to hold every file of the folder, sorted by name"
            );
        }
    }
    assert!(left.is_empty(), "folders without a listed rule: {left:?}");
}

fn path_of(folders: &Path, folder: &str, name: &str) -> std::path::PathBuf {
    let name = name.strip_prefix(&format!("{folder}/")).unwrap_or(name);
    folders
        .join(folder)
        .join(name.replace('-', "_"))
        .with_extension("rs")
}

fn file_names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn names_are_unique_and_in_kebab_case() {
    let mut seen = BTreeSet::new();
    for rule in rules() {
        assert!(seen.insert(rule.name), "`{}` stands twice", rule.name);
        let plain = match rule.group.as_str() {
            group @ ("syntax" | "schema") => {
                let (prefix, name) = rule.name.split_once('/').expect(rule.name);
                assert_eq!(prefix, group, "{}", rule.name);
                name
            }
            _ => rule.name,
        };
        let is_kebab = plain.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        assert!(is_kebab, "{}", rule.name);
    }
}

#[test]
fn docs_have_their_headings_in_order() {
    for rule in rules() {
        let headings: Vec<_> = rule
            .docs
            .lines()
            .filter_map(|line| line.strip_prefix("### "))
            .collect();
        let mut expected = HEADINGS.to_vec();
        let is_absent = |heading: &str| match heading {
            "The API says" => !headings.contains(&heading),
            "Example" | "Use instead" => NOT_TEXT.contains(&rule.name),
            _ => false,
        };
        expected.retain(|heading| !is_absent(heading));
        assert_eq!(headings, expected, "{}", rule.name);
        assert!(!rule.summary().is_empty(), "{}", rule.name);
        let source = rule.docs.split("### Source\n").nth(1).unwrap();
        assert!(
            has_month(source),
            "`{}` does not date its source",
            rule.name
        );
    }
}

fn has_month(text: &str) -> bool {
    text.as_bytes().windows(7).any(|window| {
        window[4] == b'-'
            && window[..2] == *b"20"
            && [2, 3, 5, 6].iter().all(|at| window[*at].is_ascii_digit())
    })
}

#[test]
fn examples_behave_as_marked() {
    let mut wrong = Vec::new();
    for rule in rules().filter(|rule| !NOT_TEXT.contains(&rule.name)) {
        let examples = examples(rule);
        let verdicts: BTreeSet<_> = examples.iter().map(|example| example.verdict).collect();
        assert_eq!(verdicts, BTreeSet::from(["fail", "pass"]), "{}", rule.name);
        for example in examples {
            let report = lint(example.text, &example.options);
            let found: Vec<_> = report.findings.iter().map(|finding| finding.rule).collect();
            let expected = if example.verdict == "fail" {
                vec![rule.name]
            } else {
                Vec::new()
            };
            if found != expected {
                wrong.push(format!("{}: {found:?} in {}", rule.name, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bytes_that_no_example_shows_are_found() {
    let request = r#"{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}"#;
    let marked = format!("\u{feff}{request}");
    let broken = request.replace("Hi", "\u{1}").into_bytes();
    let broken: Vec<_> = broken
        .into_iter()
        .map(|byte| if byte == 1 { 0xff } else { byte })
        .collect();
    for (bytes, rule) in [(marked.into_bytes(), NOT_TEXT[0]), (broken, NOT_TEXT[1])] {
        let report = lint(&bytes, &Options::new());
        let found: Vec<_> = report.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(found, [rule]);
    }
}

#[test]
fn a_rule_that_is_off_finds_nothing() {
    for rule in rules() {
        for example in examples(rule) {
            let mut levels = Levels::default();
            levels.set(rule.name, None).unwrap();
            let report = lint(example.text, &example.options.levels(levels));
            assert!(
                report
                    .findings
                    .iter()
                    .all(|finding| finding.rule != rule.name),
                "{}",
                rule.name
            );
        }
    }
}

struct Example {
    verdict: &'static str,
    text: &'static str,
    options: Options,
}

/// The JSON fences of a rule's documentation, with the options that they name.
fn examples(rule: &Rule) -> Vec<Example> {
    let fences = rule.docs.split("```json,").skip(1);
    fences
        .map(|fence| {
            let (info, rest) = fence.split_once('\n').unwrap();
            let (text, _) = rest.split_once("\n```").unwrap();
            let (verdict, settings) = info.split_once(',').unwrap_or((info, ""));
            assert!(matches!(verdict, "fail" | "pass"), "{}: {info}", rule.name);
            Example {
                verdict,
                text,
                options: options(rule, settings),
            }
        })
        .collect()
}

fn options(rule: &Rule, settings: &str) -> Options {
    let mut options = Options::new();
    let mut betas = Vec::new();
    let mut headers = Vec::new();
    for setting in settings.split(',').filter(|setting| !setting.is_empty()) {
        let (key, value) = setting.split_once('=').expect(setting);
        match key {
            "api-version" => options = options.api_version(value.parse().unwrap()),
            "as" => options = options.kind(value.parse().unwrap()),
            "as-of" => options = options.as_of(value.parse().unwrap()),
            "platform" => options = options.platform(value.parse().unwrap()),
            "beta" => betas.push(value),
            "header" => headers.push(value.split_once(':').unwrap_or((value, ""))),
            _ => panic!("{}: unknown setting `{setting}`", rule.name),
        }
    }
    if !headers.is_empty() {
        headers.extend(betas.iter().map(|beta| ("anthropic-beta", *beta)));
        options = options.headers(Headers::from_pairs(headers));
    } else if !betas.is_empty() {
        options = options.betas(betas);
    }
    let mut levels = Levels::default();
    if rule.default_level().is_none() {
        levels.set(rule.name, Some(Level::Warning)).unwrap();
    }
    options.levels(levels)
}

#[test]
fn unknown_names_are_refused_with_a_near_miss() {
    let mut levels = Levels::default();
    let near = levels.set("tool-use-unansered", None).unwrap_err();
    assert_eq!(
        near.to_string(),
        "no rule or group is called `tool-use-unansered`; did you mean `tool-use-unanswered`?"
    );
    let far = levels.set("zzz", Some(Level::Error)).unwrap_err();
    assert_eq!(far.to_string(), "no rule or group is called `zzz`");
    assert_eq!(levels, Levels::default());
    for rule in rules() {
        levels.set(rule.name, None).unwrap();
    }
    levels.set("pedantic", Some(Level::Info)).unwrap();
}
