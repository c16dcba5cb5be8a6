//! `cargo xtask new-rule`: the file of a rule, and its lines in the list of its topic.

use crate::codegen::workspace;
use anyhow::{Context as _, Result, bail, ensure};
use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

const RULES: &str = "crates/rolecall-validate/src/rules";

pub(crate) fn run(topic: &str, name: &str) -> Result<()> {
    let workspace = workspace()?;
    let rules = workspace.join(RULES);
    let written = add(&rules, topic, name, &version(&workspace)?)?;
    let path = written.strip_prefix(&workspace).unwrap_or(&written);
    writeln!(
        io::stdout(),
        "wrote {}; describe the rule, write its `check`, and run `cargo test -p rolecall-validate`",
        path.display()
    )?;
    Ok(())
}

/// Adds a rule below the folder of rules; the path of its file.
fn add(rules: &Path, topic: &str, name: &str, since: &str) -> Result<PathBuf> {
    ensure!(
        is_kebab_case(name),
        "`{name}` is not in kebab-case: lower-case words, joined by hyphens, as in `tool-result-duplicate`"
    );
    let list = rules.join(topic).join("mod.rs");
    if topic.contains(['/', '\\', '.']) || !list.is_file() {
        bail!(
            "there is no topic `{topic}`; there are {}",
            topics(rules)?.join(", ")
        );
    }
    if let Some(taken) = file_of(rules, name)? {
        bail!("the name `{name}` is taken by {}", taken.display());
    }
    let module = name.replace('-', "_");
    let file = rules.join(topic).join(format!("{module}.rs"));
    ensure!(!file.exists(), "{} exists", file.display());
    let text = fs::read_to_string(&list)?;
    let listed = enlist(&text, &module).with_context(|| format!("in {}", list.display()))?;
    fs::write(&file, template(name, since))?;
    fs::write(&list, listed)?;
    Ok(file)
}

fn is_kebab_case(name: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('-').all(is_word)
}

/// The folders that hold a list of rules.
fn topics(rules: &Path) -> Result<Vec<String>> {
    let mut topics = Vec::new();
    for entry in fs::read_dir(rules)? {
        let path = entry?.path();
        if path.join("mod.rs").is_file()
            && let Some(name) = path.file_name()
        {
            topics.push(name.to_string_lossy().into_owned());
        }
    }
    topics.sort();
    Ok(topics)
}

/// The file that has the name already.
fn file_of(rules: &Path, name: &str) -> Result<Option<PathBuf>> {
    let line = format!("name: \"{name}\",");
    for topic in topics(rules)? {
        for entry in fs::read_dir(rules.join(topic))? {
            let path = entry?.path();
            let is_rule = path.extension().is_some_and(|ending| ending == "rs");
            if is_rule && fs::read_to_string(&path)?.contains(&line) {
                return Ok(Some(path));
            }
        }
    }
    Ok(None)
}

/// Puts a module into the list of a topic, both times at its place in the alphabet.
fn enlist(text: &str, module: &str) -> Result<String> {
    let declaration = |line: &str| {
        let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
        Some(line.strip_prefix("mod ")?.strip_suffix(';')?.to_owned())
    };
    let entry = |line: &str| {
        let line = line.trim().strip_prefix('&')?;
        Some(line.strip_suffix("::RULE,")?.to_owned())
    };
    let text = insert(text, &format!("mod {module};"), module, declaration)
        .context("it declares no module")?;
    insert(&text, &format!("    &{module}::RULE,"), module, entry).context("it lists no rule")
}

/// Inserts a line before the first of its kind that comes later in the alphabet, or behind the last.
fn insert(
    text: &str,
    line: &str,
    name: &str,
    name_of: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let of_kind: Vec<_> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, name_of(line)?)))
        .collect();
    let later = of_kind.iter().find(|(_, known)| &**known > name);
    let at = match later {
        Some((at, _)) => *at,
        None => of_kind.last()?.0 + 1,
    };
    lines.insert(at, line);
    Some(lines.join("\n") + "\n")
}

/// The version that brings the rule: that of the workspace.
fn version(workspace: &Path) -> Result<String> {
    let manifest = fs::read_to_string(workspace.join("Cargo.toml"))?;
    let version = manifest.lines().find_map(|line| {
        let value = line.strip_prefix("version = \"")?;
        value.strip_suffix('"')
    });
    version
        .map(str::to_owned)
        .context("Cargo.toml states no version")
}

/// A rule that compiles and whose tests fail until it is written.
fn template(name: &str, since: &str) -> String {
    TEMPLATE.replace("NAME", name).replace("SINCE", since)
}

const TEMPLATE: &str = r####"//! Reports FAULT.

use crate::{
    Group,
    request::Request,
    rules::{Check, Rule},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "NAME",
    group: Group::Correctness,
    since: "SINCE",
    docs: r#"### What it does
Reports FAULT.

### Why is this bad?
WHAT HAPPENS.

### The API says
```text
WORDING, with {placeholders}; leave the section out where it is not known
```

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
PAGE OR REPORT (YYYY-MM)
"#,
    check: Check::Request(check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    for message in &request.messages {
        sink.report(&RULE, message.value, "WHAT IS WRONG, LIMIT AND VALUE")
            .help("WHAT TO DO")
            .done();
    }
}
"####;

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "//! Topic.\n\nmod alpha;\npub(crate) mod gamma;\n\nuse super::Rule;\n\n/// Sorted by name.\npub(super) const RULES: &[&Rule] = &[\n    &alpha::RULE,\n    &gamma::RULE,\n];\n";

    fn listed(module: &str) -> String {
        enlist(LIST, module).unwrap()
    }

    #[test]
    fn a_rule_is_listed_at_its_place() {
        let beta = listed("beta");
        assert!(
            beta.contains("mod alpha;\nmod beta;\npub(crate) mod gamma;\n"),
            "{beta}"
        );
        assert!(beta.contains("    &alpha::RULE,\n    &beta::RULE,\n    &gamma::RULE,\n];\n"));
        let last = listed("zeta");
        assert!(last.contains("mod gamma;\nmod zeta;\n\nuse"), "{last}");
        assert!(last.contains("    &gamma::RULE,\n    &zeta::RULE,\n];\n"));
        assert!(listed("aaa").contains("\n\nmod aaa;\nmod alpha;\n"));
    }

    #[test]
    fn names_are_kebab_case() {
        for good in ["a", "tool-result-duplicate", "v20261021-sampling-removed"] {
            assert!(is_kebab_case(good), "{good}");
        }
        for bad in ["", "A", "a_b", "a--b", "-a", "a-", "2a", "a/b", "ä"] {
            assert!(!is_kebab_case(bad), "{bad}");
        }
    }

    #[test]
    fn a_rule_is_added_once() {
        let rules = std::env::temp_dir().join(format!("rolecall-new-rule-{}", std::process::id()));
        fs::create_dir_all(rules.join("topic")).unwrap();
        fs::write(rules.join("topic/mod.rs"), LIST).unwrap();
        let file = add(&rules, "topic", "beta-gamma", "0.2.0").unwrap();
        let text = fs::read_to_string(&file).unwrap();
        assert!(file.ends_with("topic/beta_gamma.rs"));
        assert!(text.contains("name: \"beta-gamma\",\n"));
        assert!(text.contains("since: \"0.2.0\",\n"));
        let refused = |topic: &str, name: &str| {
            format!("{:#}", add(&rules, topic, name, "0.2.0").unwrap_err())
        };
        assert!(refused("topic", "beta-gamma").contains("is taken by"));
        assert!(refused("topic", "Beta").contains("kebab-case"));
        assert!(refused("other", "beta").contains("there is no topic `other`; there are topic"));
        let list = fs::read_to_string(rules.join("topic/mod.rs")).unwrap();
        assert_eq!(list, enlist(LIST, "beta_gamma").unwrap());
        fs::remove_dir_all(rules).unwrap();
    }
}
