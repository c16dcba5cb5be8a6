//! The model table of the validator, from `schema/data/models.json`.
//!
//! The structs stand in `crates/rolecall-validate/src/models.rs`; what is written here are their values. The file is read
//! strictly: a field, a word or a kind of value that this module does not know is an error, never left out.

use super::{Output, literal};
use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Map, Value};
use std::{collections::BTreeMap, fmt::Write as _, path::Path};

type Json = Map<String, Value>;

/// What a field of the table holds.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Day,
    Count,
    Number,
    Flag,
    /// Absent and empty mean the same.
    List,
    /// A word that is a variant of a Rust enum.
    Word(&'static str, &'static [&'static str]),
    /// A list of such words.
    Words(&'static str, &'static [&'static str]),
    /// A nested struct.
    Group(&'static str, &'static [Field]),
    /// Nothing that a rule reads: for people, or for the index.
    Skipped,
}

struct Field {
    name: &'static str,
    kind: Kind,
    required: bool,
}

const fn required(name: &'static str, kind: Kind) -> Field {
    Field {
        name,
        kind,
        required: true,
    }
}

const fn optional(name: &'static str, kind: Kind) -> Field {
    Field {
        name,
        kind,
        required: false,
    }
}

const LEVELS: &[&str] = &["low", "medium", "high", "xhigh", "max"];
const EFFORT: Kind = Kind::Word("EffortLevel", LEVELS);

const RAISED: Kind = Kind::Group(
    "Raised",
    &[
        required("beta", Kind::Text),
        required("tokens", Kind::Count),
        optional("until", Kind::Day),
    ],
);

const MODEL: &[Field] = &[
    required("id", Kind::Text),
    optional("aliases", Kind::Skipped),
    required("family", Kind::Skipped),
    required("generation", Kind::Skipped),
    required("display_name", Kind::Skipped),
    required(
        "status",
        Kind::Word("Status", &["active", "deprecated", "retired"]),
    ),
    optional("released", Kind::Skipped),
    optional("deprecated_on", Kind::Day),
    optional("retirement_not_before", Kind::Skipped),
    optional("retires_on", Kind::Day),
    optional("retired_on", Kind::Day),
    optional("replacement", Kind::Text),
    optional("context_window", Kind::Skipped),
    optional("context_window_beta", RAISED),
    optional("max_output_tokens", Kind::Count),
    optional("max_output_tokens_batch_beta", RAISED),
    optional("max_output_tokens_beta", RAISED),
    optional("min_cacheable_tokens", Kind::Skipped),
    optional(
        "thinking",
        Kind::Group(
            "Thinking",
            &[
                required("accepted", Kind::List),
                required("default", Kind::Text),
                optional("disabled_max_effort", EFFORT),
                optional("enabled_deprecated", Kind::Flag),
            ],
        ),
    ),
    optional(
        "effort",
        Kind::Group(
            "Effort",
            &[
                required("levels", Kind::Words("EffortLevel", LEVELS)),
                optional("default", EFFORT),
            ],
        ),
    ),
    optional("message_effort", Kind::Flag),
    optional(
        "sampling",
        Kind::Group(
            "Sampling",
            &[
                optional(
                    "mode",
                    Kind::Word("SamplingMode", &["free", "one_of", "default_only"]),
                ),
                optional("default_temperature", Kind::Number),
                optional("default_top_p", Kind::Number),
                optional("top_p_above_default", Kind::Flag),
                optional("temperature_with_top_p", Kind::Flag),
                optional("top_k", Kind::Flag),
            ],
        ),
    ),
    optional("prefill", Kind::Flag),
    optional("forced_tool_choice", Kind::Flag),
    optional("system_messages", Kind::Flag),
    optional("structured_outputs", Kind::Flag),
    optional("strict_tools", Kind::Flag),
    optional("programmatic_tool_calling", Kind::Flag),
    optional("tool_search", Kind::Flag),
    optional("tools_accepted", Kind::List),
    optional("tools_rejected", Kind::List),
    optional("tools_discouraged", Kind::List),
    optional(
        "fast",
        Kind::Group(
            "Fast",
            &[
                required("state", Kind::Word("FastState", &["yes", "no", "ignored"])),
                optional("beta", Kind::Text),
                optional("until", Kind::Day),
            ],
        ),
    ),
    optional(
        "images",
        Kind::Group(
            "Images",
            &[
                optional("max_count", Kind::Count),
                optional("native_long_edge_px", Kind::Count),
                optional("native_visual_tokens", Kind::Count),
            ],
        ),
    ),
    optional("max_pdf_pages", Kind::Count),
    optional("inference_geo", Kind::Flag),
    optional("task_budget", Kind::Flag),
    optional("compaction", Kind::Flag),
    optional("threads", Kind::Skipped),
    optional("fallbacks", Kind::Flag),
    optional(
        "advisors",
        Kind::Group(
            "Advisors",
            &[
                required("accepted", Kind::List),
                optional("unknown", Kind::List),
            ],
        ),
    ),
    optional("uncertain", Kind::List),
    required("sources", Kind::Skipped),
];

pub(crate) fn generate(path: &Path) -> Result<Output> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let table: Value = serde_json::from_str(&text)?;
    Ok(Output {
        path: "crates/rolecall-validate/src/generated/models.rs".into(),
        text: file(&table).context("in schema/data/models.json")?,
    })
}

fn file(table: &Value) -> Result<String> {
    let as_of = written(&table["as_of"], Kind::Day).context("in `as_of`")?;
    let models = table["models"].as_array().context("`models` is a list")?;
    let mut values = String::new();
    let mut index = BTreeMap::new();
    for (position, model) in models.iter().enumerate() {
        let id = model["id"].as_str().context("a model has an `id`")?;
        let model = model.as_object().context("a model is an object")?;
        let value = fields(model, MODEL, true).with_context(|| format!("in `{id}`"))?;
        write!(values, "Model {{ {value} ..Model::UNKNOWN }},")?;
        let aliases = model.get("aliases").and_then(Value::as_array);
        let names = aliases.into_iter().flatten().filter_map(Value::as_str);
        for name in names.chain([id]) {
            ensure!(
                index.insert(name.to_owned(), position).is_none(),
                "`{name}` names two models"
            );
        }
    }
    let mut by_name = String::new();
    for (name, position) in &index {
        write!(by_name, "({name:?}, {position}),")?;
    }
    Ok(format!(
        "//! Generated by `cargo xtask codegen` from `schema/`; do not edit.\n//!\n\
         //! The model table, newest model first.\n\n\
         use crate::{{Date, models::{{Advisors, Effort, EffortLevel, Fast, FastState, Images, Model, Raised, Sampling, SamplingMode, Status, Thinking}}}};\n\n\
         /// The day for which the table is true.\n\
         pub(crate) const AS_OF: Date = {as_of};\n\n\
         pub(crate) static MODELS: &[Model] = &[{values}];\n\n\
         /// Ids and aliases, sorted, each with the position of its model.\n\
         pub(crate) static BY_NAME: &[(&str, usize)] = &[{by_name}];\n"
    ))
}

/// The fields of a struct literal. A sparse one leaves out what is unknown.
fn fields(values: &Json, known: &[Field], sparse: bool) -> Result<String> {
    if let Some(stray) = values
        .keys()
        .find(|name| !known.iter().any(|field| field.name == name.as_str()))
    {
        bail!("unknown field `{stray}`; add it to xtask/src/codegen/models.rs and to the struct");
    }
    let mut out = String::new();
    for field in known {
        let value = values.get(field.name);
        ensure!(
            value.is_some() || !field.required,
            "`{}` is missing",
            field.name
        );
        if matches!(field.kind, Kind::Skipped) || (value.is_none() && sparse) {
            continue;
        }
        let value = value
            .map(|value| written(value, field.kind))
            .transpose()
            .with_context(|| format!("in `{}`", field.name))?;
        let text = match (value, field.required || matches!(field.kind, Kind::List)) {
            (Some(value), true) => value,
            (Some(value), false) => format!("Some({value})"),
            (None, true) => "&[]".to_owned(),
            (None, false) => "None".to_owned(),
        };
        write!(out, "{}: {text},", field.name)?;
    }
    Ok(out)
}

fn written(value: &Value, kind: Kind) -> Result<String> {
    Ok(match kind {
        Kind::Text => format!("{:?}", value.as_str().context("not a string")?),
        Kind::Day => day(value.as_str().context("not a string")?)?,
        Kind::Count => literal::count(value.as_u64().context("not a count")?),
        Kind::Number => format!("{:?}", value.as_f64().context("not a number")?),
        Kind::Flag => value.as_bool().context("not a boolean")?.to_string(),
        Kind::List => {
            let items = value.as_array().context("not a list")?;
            let items: Vec<_> = items
                .iter()
                .map(|item| item.as_str().context("not a list of strings"))
                .collect::<Result<_>>()?;
            format!("&{items:?}")
        }
        Kind::Word(name, words) => {
            let word = value.as_str().context("not a string")?;
            ensure!(words.contains(&word), "`{word}` is none of {words:?}");
            format!("{name}::{}", pascal(word))
        }
        Kind::Words(name, words) => {
            let items = value.as_array().context("not a list")?;
            let items: Vec<_> = items
                .iter()
                .map(|item| written(item, Kind::Word(name, words)))
                .collect::<Result<_>>()?;
            format!("&[{}]", items.join(", "))
        }
        Kind::Group(name, known) => {
            let values = value.as_object().context("not an object")?;
            format!("{name} {{ {} }}", fields(values, known, false)?)
        }
        Kind::Skipped => String::new(),
    })
}

fn day(text: &str) -> Result<String> {
    let parts: Vec<u16> = text
        .split('-')
        .map(str::parse)
        .collect::<Result<_, _>>()
        .with_context(|| format!("`{text}` is no date"))?;
    let [year, month, day] = parts[..] else {
        bail!("`{text}` is no date");
    };
    ensure!(
        text.len() == 10 && (1..=12).contains(&month) && (1..=31).contains(&day),
        "`{text}` is no date"
    );
    Ok(format!(
        "Date {{ year: {year}, month: {month}, day: {day} }}"
    ))
}

fn pascal(word: &str) -> String {
    word.split('_')
        .map(|part| {
            let (first, rest) = part.split_at(1);
            first.to_ascii_uppercase() + rest
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_field_that_nobody_reads_is_refused() {
        let model = json!({
            "id": "m", "family": "f", "generation": "1", "display_name": "M", "status": "active", "sources": [],
            "colour": "red"
        });
        let error = file(&json!({"as_of": "2026-11-22", "models": [model]})).unwrap_err();
        assert!(
            format!("{error:#}").contains("unknown field `colour`"),
            "{error:#}"
        );
    }

    #[test]
    fn one_name_is_one_model() {
        let model = |id: &str| {
            json!({"id": id, "aliases": ["latest"], "family": "f", "generation": "1", "display_name": "M",
                "status": "active", "sources": []})
        };
        let table = json!({"as_of": "2026-11-22", "models": [model("a"), model("b")]});
        let error = file(&table).unwrap_err();
        assert!(
            format!("{error:#}").contains("`latest` names two models"),
            "{error:#}"
        );
    }
}
