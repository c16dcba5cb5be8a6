//! From the text of `rolecall.toml` to settings; what is wrong with it is reported all at once, by line.

use super::{
    Config, Ignore, Override, Pattern, Section,
    levels::{Setting, check_name},
};
use crate::{args::Kind, names};
use clap::ValueEnum as _;
use rolecall_validate::{ApiVersion, Level, Platform};
use std::{ops::Range, path::PathBuf, sync::atomic::AtomicBool};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// The keys of the file itself.
const TOP: &[&str] = &[
    "api-version",
    "as",
    "betas",
    "default-model",
    "ignore",
    "levels",
    "overrides",
    "platform",
];
/// The keys of an entry of `[[overrides]]`.
const OVERRIDE: &[&str] = &[
    "api-version",
    "as",
    "betas",
    "default-model",
    "files",
    "levels",
    "platform",
];
/// The keys of an entry of `[[ignore]]`.
const IGNORE: &[&str] = &["file", "pointer", "reason", "rule"];

type Entry<'t> = Spanned<DeValue<'t>>;

/// Reads settings; `name` is what messages call the file.
///
/// # Errors
///
/// Everything that is wrong with the text, one line each.
pub(super) fn read(text: &str, name: &str, folder: PathBuf) -> Result<Config, String> {
    let mut reader = Reader {
        text,
        name,
        faults: Vec::new(),
    };
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let span = error.span().unwrap_or_default();
            reader.fault(&span, error.message().trim().replace('\n', ": "));
            return Err(reader.faults());
        }
    };
    let config = reader.config(table.get_ref(), folder);
    if reader.faults.is_empty() {
        Ok(config)
    } else {
        Err(reader.faults())
    }
}

struct Reader<'t> {
    text: &'t str,
    name: &'t str,
    /// Offset and message.
    faults: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn config(&mut self, table: &DeTable<'_>, folder: PathBuf) -> Config {
        self.check_keys(table, TOP, "at the top of the file");
        let section = self.section(table);
        let overrides = self
            .tables(table, "overrides")
            .into_iter()
            .filter_map(|(entry, span)| self.override_of(entry, &span))
            .collect();
        let ignores = self
            .tables(table, "ignore")
            .into_iter()
            .filter_map(|(entry, span)| self.ignore(entry, &span))
            .collect();
        Config {
            folder,
            section,
            overrides,
            ignores,
        }
    }

    fn section(&mut self, table: &DeTable<'_>) -> Section {
        let mut section = Section {
            kind: self.kind(table),
            api_version: self.api_version(table),
            betas: self.strings(table, "betas"),
            platform: self.platform(table),
            default_model: self.default_model(table),
            ..Section::default()
        };
        let Some(levels) = table.get("levels") else {
            return section;
        };
        let Some(levels) = levels.get_ref().as_table() else {
            self.wrong_type(levels, "levels", "a table of rules and groups");
            return section;
        };
        for (key, value) in levels {
            let Some(setting) = self.setting(value) else {
                continue;
            };
            if let Err(unknown) = section.levels.push(key.get_ref(), setting) {
                self.fault(&key.span(), unknown.to_string());
            }
        }
        section
    }

    fn setting(&mut self, value: &Entry<'_>) -> Option<Setting> {
        let word = value.get_ref().as_str();
        let setting = word.and_then(|word| match word {
            "off" => Some(Setting::Off),
            _ => word.parse::<Level>().ok().map(Setting::At),
        });
        if setting.is_none() {
            let found = word.map_or("this", |_| "this word");
            let message = format!("{found} is not a level; there are error, warning, info and off");
            self.fault(&value.span(), message);
        }
        setting
    }

    fn kind(&mut self, table: &DeTable<'_>) -> Option<Kind> {
        let (word, span) = self.string(table, "as")?;
        let kind = Kind::from_str(&word, false).ok();
        if kind.is_none() {
            let known: Vec<_> = Kind::value_variants()
                .iter()
                .filter_map(Kind::to_possible_value)
                .map(|value| value.get_name().to_owned())
                .collect();
            let known: Vec<_> = known.iter().map(String::as_str).collect();
            self.fault(&span, names::not_one_of("kind", &word, &known));
        }
        kind
    }

    fn api_version(&mut self, table: &DeTable<'_>) -> Option<ApiVersion> {
        let (word, span) = self.string(table, "api-version")?;
        let version = word.parse().ok();
        if version.is_none() {
            let known = ApiVersion::ALL.map(ApiVersion::as_str);
            self.fault(&span, names::not_one_of("API version", &word, &known));
        }
        version
    }

    fn platform(&mut self, table: &DeTable<'_>) -> Option<Platform> {
        let (word, span) = self.string(table, "platform")?;
        let platform = word.parse().ok();
        if platform.is_none() {
            let known = Platform::ALL.map(Platform::as_str);
            self.fault(&span, names::not_one_of("platform", &word, &known));
        }
        platform
    }

    fn default_model(&mut self, table: &DeTable<'_>) -> Option<String> {
        let (model, span) = self.string(table, "default-model")?;
        if model.trim().is_empty() {
            self.fault(&span, "`default-model` must name a model".to_owned());
            return None;
        }
        Some(model)
    }

    fn override_of(&mut self, table: &DeTable<'_>, span: &Range<usize>) -> Option<Override> {
        self.check_keys(table, OVERRIDE, "in `[[overrides]]`");
        let section = self.section(table);
        let patterns = self.strings(table, "files");
        let patterns = match patterns {
            Some(patterns) if !patterns.is_empty() => patterns,
            _ if table.contains_key("files") => {
                if let Some(files) = table.get("files").filter(|_| patterns.is_some()) {
                    self.fault(&files.span(), "`files` must name a pattern".to_owned());
                }
                return None;
            }
            _ => {
                self.missing(span, "overrides", "files");
                return None;
            }
        };
        let at = table.get("files").map_or(span.clone(), Spanned::span);
        let files = patterns
            .iter()
            .filter_map(|pattern| self.pattern(pattern, &at))
            .collect();
        Some(Override { files, section })
    }

    fn ignore(&mut self, table: &DeTable<'_>, span: &Range<usize>) -> Option<Ignore> {
        self.check_keys(table, IGNORE, "in `[[ignore]]`");
        let rule = self.required(table, span, "rule");
        let reason = self.required(table, span, "reason");
        if let Some((reason, at)) = &reason
            && reason.trim().is_empty()
        {
            let message = "`reason` must say why the finding is no fault".to_owned();
            self.fault(at, message);
        }
        let file = match self.string(table, "file") {
            Some((pattern, at)) => Some(self.pattern(&pattern, &at)?),
            None => None,
        };
        let pointer = match self.string(table, "pointer") {
            Some((pointer, at)) if !pointer.is_empty() && !pointer.starts_with('/') => {
                let message = "a pointer begins with `/`, as in `/messages/0`".to_owned();
                self.fault(&at, message);
                None
            }
            pointer => pointer.map(|(pointer, _)| pointer),
        };
        let (rule, at) = rule?;
        if let Err(unknown) = check_name(&rule) {
            self.fault(&at, unknown.to_string());
        }
        Some(Ignore {
            rule,
            file,
            pointer,
            place: format!("{}:{}", self.name, self.line(span.start)),
            has_matched: AtomicBool::new(false),
        })
    }

    /// The entries of an array of tables.
    fn tables<'v, 't>(
        &mut self,
        table: &'v DeTable<'t>,
        key: &str,
    ) -> Vec<(&'v DeTable<'t>, Range<usize>)> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        let entries = value.get_ref().as_array().map(|entries| {
            let table = |entry: &'v Entry<'t>| Some((entry.get_ref().as_table()?, entry.span()));
            entries.iter().map(table).collect::<Option<Vec<_>>>()
        });
        entries.flatten().unwrap_or_else(|| {
            self.wrong_type(value, key, &format!("tables: write `[[{key}]]`"));
            Vec::new()
        })
    }

    fn string(&mut self, table: &DeTable<'_>, key: &str) -> Option<(String, Range<usize>)> {
        let value = table.get(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(value, key, "a string");
            return None;
        };
        Some((text.to_owned(), value.span()))
    }

    fn strings(&mut self, table: &DeTable<'_>, key: &str) -> Option<Vec<String>> {
        let value = table.get(key)?;
        let texts = value.get_ref().as_array().and_then(|texts| {
            let text = |text: &Entry<'_>| text.get_ref().as_str().map(str::to_owned);
            texts.iter().map(text).collect()
        });
        if texts.is_none() {
            self.wrong_type(value, key, "an array of strings");
        }
        texts
    }

    fn required(
        &mut self,
        table: &DeTable<'_>,
        span: &Range<usize>,
        key: &str,
    ) -> Option<(String, Range<usize>)> {
        if !table.contains_key(key) {
            self.missing(span, "ignore", key);
        }
        self.string(table, key)
    }

    fn pattern(&mut self, text: &str, span: &Range<usize>) -> Option<Pattern> {
        match Pattern::new(text) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                let message = format!("`{text}` is not a valid pattern: {}", error.kind());
                self.fault(span, message);
                None
            }
        }
    }

    fn check_keys(&mut self, table: &DeTable<'_>, known: &[&str], place: &str) {
        for key in table.keys() {
            let name = &**key.get_ref();
            if !known.contains(&name) {
                let what = format!("key {place}");
                self.fault(&key.span(), names::not_one_of(&what, name, known));
            }
        }
    }

    fn wrong_type(&mut self, value: &Entry<'_>, key: &str, wanted: &str) {
        let found = value.get_ref().type_str();
        let message = format!("`{key}` must be {wanted}, not a value of type {found}");
        self.fault(&value.span(), message);
    }

    fn missing(&mut self, span: &Range<usize>, table: &str, key: &str) {
        let message = format!("`{key}` is missing in this `[[{table}]]`");
        self.fault(span, message);
    }

    fn fault(&mut self, span: &Range<usize>, message: String) {
        self.faults.push((span.start, message));
    }

    fn line(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or(self.text);
        before.matches('\n').count() + 1
    }

    fn faults(mut self) -> String {
        let faults = std::mem::take(&mut self.faults);
        let mut lines: Vec<_> = faults
            .iter()
            .map(|(offset, message)| (self.line(*offset), message))
            .collect();
        lines.sort();
        let lines: Vec<_> = lines
            .into_iter()
            .map(|(line, message)| format!("{}:{line}: {message}", self.name))
            .collect();
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// The committed schema names the keys that are read, and no other.
    #[test]
    fn the_schema_knows_every_key() {
        let schema: Value =
            serde_json::from_str(include_str!("../../schema/config.schema.json")).unwrap();
        let keys = |table: &Value| {
            let properties = table["properties"].as_object().unwrap();
            let mut keys: Vec<_> = properties.keys().cloned().collect();
            keys.sort();
            keys
        };
        let entry = |name: &str| &schema["properties"][name]["items"];
        assert_eq!(keys(&schema), TOP);
        assert_eq!(keys(entry("overrides")), OVERRIDE);
        assert_eq!(keys(entry("ignore")), IGNORE);
    }
}
