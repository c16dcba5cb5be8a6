//! What each model accepts.
//!
//! The table is generated from `schema/data/models.json`. `None` means that no source states the fact: rules are then
//! silent. A field that [`Model::is_uncertain`] names is contested: rules that rest on it warn at most.

use crate::{
    Date,
    generated::models::{self as generated, BY_NAME, MODELS},
    json::NameTable,
    similar::most_similar,
};

/// The day for which the table is true.
pub(crate) const AS_OF: Date = generated::AS_OF;

/// One model of the first-party API.
#[derive(Debug)]
pub(crate) struct Model {
    /// The dated id where one exists.
    pub(crate) id: &'static str,
    pub(crate) status: Status,
    /// The day its retirement was announced.
    pub(crate) deprecated_on: Option<Date>,
    /// The announced day of retirement of a model that still answers.
    pub(crate) retires_on: Option<Date>,
    pub(crate) retired_on: Option<Date>,
    /// The id that the deprecations page recommends instead.
    pub(crate) replacement: Option<&'static str>,
    pub(crate) context_window_beta: Option<Raised>,
    /// The largest `max_tokens`.
    pub(crate) max_output_tokens: Option<u64>,
    /// The largest `max_tokens` of a batch item under a beta.
    pub(crate) max_output_tokens_batch_beta: Option<Raised>,
    /// The largest `max_tokens` of any request under a beta.
    pub(crate) max_output_tokens_beta: Option<Raised>,
    pub(crate) thinking: Option<Thinking>,
    pub(crate) effort: Option<Effort>,
    /// Whether a system message may carry `output_config.effort`.
    pub(crate) message_effort: Option<bool>,
    pub(crate) sampling: Option<Sampling>,
    /// Whether the conversation may end with an assistant message.
    pub(crate) prefill: Option<bool>,
    /// Whether `tool_choice` may be `any` or `tool`.
    pub(crate) forced_tool_choice: Option<bool>,
    /// Whether `messages` may hold system messages.
    pub(crate) system_messages: Option<bool>,
    pub(crate) structured_outputs: Option<bool>,
    pub(crate) strict_tools: Option<bool>,
    pub(crate) programmatic_tool_calling: Option<bool>,
    pub(crate) tool_search: Option<bool>,
    /// Computer and browser tools that the documentation lists for it; empty is unknown.
    pub(crate) tools_accepted: &'static [&'static str],
    /// Tools that fail on it.
    pub(crate) tools_rejected: &'static [&'static str],
    /// Tools that are not offered for it, though nobody says that they fail.
    pub(crate) tools_discouraged: &'static [&'static str],
    pub(crate) fast: Option<Fast>,
    pub(crate) images: Option<Images>,
    pub(crate) max_pdf_pages: Option<u64>,
    pub(crate) inference_geo: Option<bool>,
    pub(crate) task_budget: Option<bool>,
    pub(crate) compaction: Option<bool>,
    pub(crate) fallbacks: Option<bool>,
    pub(crate) advisors: Option<Advisors>,
    /// Names of the fields above whose value is contested.
    pub(crate) uncertain: &'static [&'static str],
}

/// Where a model is in its life, on the day of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Active,
    Deprecated,
    Retired,
}

/// A limit in tokens that a beta raises.
#[derive(Debug)]
pub(crate) struct Raised {
    pub(crate) beta: &'static str,
    pub(crate) tokens: u64,
    /// The day on which the beta lost its effect.
    pub(crate) until: Option<Date>,
}

/// Which values of `thinking.type` a model takes.
#[derive(Debug)]
pub(crate) struct Thinking {
    pub(crate) accepted: &'static [&'static str],
    /// What holds without `thinking`.
    pub(crate) default: &'static str,
    /// The highest effort that may go with thinking off.
    pub(crate) disabled_max_effort: Option<EffortLevel>,
    pub(crate) enabled_deprecated: Option<bool>,
}

/// What a model makes of `output_config.effort`.
#[derive(Debug)]
pub(crate) struct Effort {
    /// Empty: the parameter itself is rejected.
    pub(crate) levels: &'static [EffortLevel],
    pub(crate) default: Option<EffortLevel>,
}

/// Levels of effort, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum EffortLevel {
    Low,
    Medium,
    High,
    Xhigh,
    Max,
}

/// How a model treats `temperature`, `top_p` and `top_k`.
#[derive(Debug)]
pub(crate) struct Sampling {
    pub(crate) mode: Option<SamplingMode>,
    pub(crate) default_temperature: Option<f64>,
    pub(crate) default_top_p: Option<f64>,
    /// Whether a `top_p` above the default passes.
    pub(crate) top_p_above_default: Option<bool>,
    pub(crate) temperature_with_top_p: Option<bool>,
    pub(crate) top_k: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SamplingMode {
    Free,
    /// Only one of `temperature` and `top_p`.
    OneOf,
    /// Only the defaults.
    DefaultOnly,
}

/// What happens to `speed: "fast"`.
#[derive(Debug)]
pub(crate) struct Fast {
    pub(crate) state: FastState,
    /// The beta without which the model takes no `speed` at all.
    pub(crate) beta: Option<&'static str>,
    /// The day from which it is rejected.
    pub(crate) until: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FastState {
    Yes,
    No,
    Ignored,
}

/// Limits on images.
#[derive(Debug)]
pub(crate) struct Images {
    /// The most images in one request.
    pub(crate) max_count: Option<u64>,
    /// The longest side in pixels without downscaling.
    pub(crate) native_long_edge_px: Option<u64>,
    pub(crate) native_visual_tokens: Option<u64>,
}

/// Which advisor models an advisor tool may name.
#[derive(Debug)]
pub(crate) struct Advisors {
    pub(crate) accepted: &'static [&'static str],
    /// Models about which nothing is known; any other model of the table is rejected.
    pub(crate) unknown: &'static [&'static str],
}

impl Model {
    /// What is known of a model before anything is: what the generated table leaves out.
    pub(crate) const UNKNOWN: Self = Self {
        id: "",
        status: Status::Active,
        deprecated_on: None,
        retires_on: None,
        retired_on: None,
        replacement: None,
        context_window_beta: None,
        max_output_tokens: None,
        max_output_tokens_batch_beta: None,
        max_output_tokens_beta: None,
        thinking: None,
        effort: None,
        message_effort: None,
        sampling: None,
        prefill: None,
        forced_tool_choice: None,
        system_messages: None,
        structured_outputs: None,
        strict_tools: None,
        programmatic_tool_calling: None,
        tool_search: None,
        tools_accepted: &[],
        tools_rejected: &[],
        tools_discouraged: &[],
        fast: None,
        images: None,
        max_pdf_pages: None,
        inference_geo: None,
        task_budget: None,
        compaction: None,
        fallbacks: None,
        advisors: None,
        uncertain: &[],
    };

    /// The day from which no request reaches it any more, where one is announced.
    pub(crate) fn retirement(&self) -> Option<Date> {
        self.retired_on.or(self.retires_on)
    }

    /// Whether no request reaches it any more. Where it is not certain that the announced day was kept, it is not.
    pub(crate) fn is_retired(&self, as_of: Date) -> bool {
        let is_past = self.retirement().is_some_and(|day| day <= as_of);
        is_past && (self.status == Status::Retired || !self.is_uncertain("status"))
    }

    /// Whether the value of this field, named as in `schema/data/models.json`, is contested.
    pub(crate) fn is_uncertain(&self, field: &str) -> bool {
        self.uncertain.contains(&field)
    }
}

impl EffortLevel {
    pub(crate) const ALL: [Self; 5] = [Self::Low, Self::Medium, Self::High, Self::Xhigh, Self::Max];

    /// The name that requests use.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Xhigh => "xhigh",
            Self::Max => "max",
        }
    }

    /// The level of this name.
    pub(crate) fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == name)
    }
}

/// The model of this id or alias; ids match exactly, never by prefix.
pub(crate) fn find(id: &str) -> Option<&'static Model> {
    static TABLE: NameTable<usize> = NameTable::new(BY_NAME);
    MODELS.get(TABLE.of_name(id)?)
}

/// The id or alias that comes closest to a misspelt one; of models that still answer.
pub(crate) fn similar(id: &str) -> Option<&'static str> {
    let answering = BY_NAME
        .iter()
        .filter(|(_, model)| {
            MODELS
                .get(*model)
                .is_some_and(|model| model.status != Status::Retired)
        })
        .map(|(name, _)| *name);
    most_similar(id, answering)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_aliases_find_their_model_exactly() {
        // platform.claude.com, model deprecations: claude-3-opus-20240229 was retired on 2026-01-05.
        let opus = find("claude-3-opus-20240229").unwrap();
        assert_eq!(opus.status, Status::Retired);
        assert_eq!(
            opus.retired_on,
            Some(Date {
                year: 2026,
                month: 1,
                day: 5
            })
        );
        for model in MODELS {
            assert_eq!(find(model.id).unwrap().id, model.id);
        }
        // platform.claude.com, models overview: the undated form names the same model.
        assert_eq!(
            find("claude-haiku-4-5").unwrap().id,
            find("claude-haiku-4-5-20251001").unwrap().id
        );
        assert!(find("claude-3-opus").is_none());
        assert!(find("").is_none());
    }

    #[test]
    fn misspelt_ids_find_a_model_that_answers() {
        assert_eq!(similar("claude-opus5"), Some("claude-opus-5"));
        assert_eq!(similar("gpt-4o"), None);
    }

    #[test]
    fn replacements_and_advisors_are_models_of_the_table() {
        for model in MODELS {
            let advisors = model.advisors.iter();
            let named = advisors
                .flat_map(|advisors| advisors.accepted.iter().chain(advisors.unknown))
                .chain(&model.replacement);
            for id in named {
                assert!(find(id).is_some(), "{} names {id}", model.id);
            }
        }
    }
}
