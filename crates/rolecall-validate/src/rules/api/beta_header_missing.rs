//! Reports what needs a beta that is not sent.

use super::output_format;
use crate::{
    Group, Level, Span,
    json::Value,
    request::Request,
    rules::{self, Check, Rule},
    sink::Sink,
    structure::{Noted, Part, table::Notes},
};

pub(super) static RULE: Rule = Rule {
    name: "beta-header-missing",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports fields, blocks, tools and values that exist only with one of certain `anthropic-beta` values, where none of these is sent. Says nothing where the beta values are not known.

### Why is this bad?
Without its beta value the API does not know the field or the type, and rejects the request. Each request needs the header again.

### The API says
```text
context_management: Extra inputs are not permitted
compaction: parameter requires anthropic-beta: {beta}
output_format: This field is deprecated. Use 'output_config.format' instead.
```

### Example
```json,fail,beta=fast-mode-2026-02-01
{"model": "claude-opus-5", "max_tokens": 64, "context_management": {"edits": [{"type": "clear_tool_uses_20250919"}]}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Use instead
```json,pass,beta=context-management-2025-06-27
{"model": "claude-opus-5", "max_tokens": 64, "context_management": {"edits": [{"type": "clear_tool_uses_20250919"}]}, "messages": [{"role": "user", "content": "Hi"}]}
```

### Source
platform.claude.com/docs/en/api/beta-headers and the pages of the features (2026-10)
"#,
    check: Check::RequestHaving(rules::Part::Annotations, check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(sent) = request.betas() else {
        return;
    };
    let mut features: Vec<Feature<'_>> = Vec::new();
    for noted in request
        .noted
        .iter()
        .filter(|noted| is_unmet(noted.notes, sent))
    {
        match features.iter_mut().find(|feature| feature.covers(noted)) {
            Some(feature) => feature.add(noted),
            None => features.push(Feature::new(noted)),
        }
    }
    for feature in &features {
        feature.report(request, sink);
    }
}

/// Whether something needs a beta, and none of those that would do is sent.
pub(super) fn is_unmet(notes: &Notes, sent: &[String]) -> bool {
    !notes.beta.is_empty()
        && !notes
            .beta
            .iter()
            .any(|beta| sent.iter().any(|one| one == beta))
}

type Betas = &'static [&'static str];

/// Everything that one missing header explains.
struct Feature<'t> {
    first: Noted<'t>,
    /// The last place that needs the same, and whatever stands inside it.
    last: Span,
    /// Of each of these sets one value is to be sent.
    needs: Vec<Betas>,
    others: Vec<Noted<'t>>,
}

/// More places than this are counted, not shown.
const MOST_SHOWN: usize = 3;

impl<'t> Feature<'t> {
    fn new(noted: &Noted<'t>) -> Self {
        Self {
            first: *noted,
            last: noted.whole.span(),
            needs: vec![noted.notes.beta],
            others: Vec::new(),
        }
    }

    /// Whether the header that this feature needs is, or includes, what this place needs.
    fn covers(&self, noted: &Noted<'t>) -> bool {
        let needs = noted.notes.beta;
        needs == self.first.notes.beta
            || (self.is_around(noted) && is_subset(needs, self.first.notes.beta))
    }

    fn is_around(&self, noted: &Noted<'t>) -> bool {
        let inner = noted.whole.span();
        self.last.start <= inner.start && inner.end <= self.last.end
    }

    fn add(&mut self, noted: &Noted<'t>) {
        let needs = noted.notes.beta;
        if !self.is_around(noted) {
            self.last = noted.whole.span();
            self.others.push(*noted);
        } else if let Some(wider) = self.needs.iter_mut().find(|known| is_subset(needs, known)) {
            *wider = needs;
        } else {
            self.needs.push(needs);
        }
    }

    fn report(&self, request: &Request<'_>, sink: &mut Sink<'_>) {
        let Noted { value, part, .. } = self.first;
        let needs: Vec<_> = self.needs.iter().map(|betas| one_of(betas)).collect();
        let needs = needs.join(", and ");
        let more = match self.others.len() {
            0 => String::new(),
            1 => ", as in one other place".to_owned(),
            count => format!(", as in {count} other places"),
        };
        let message = format!(
            "{} needs the beta {needs}, which is not sent{more}",
            name(&self.first)
        );
        let mut draft = match part {
            Part::Field(key) => sink.report_key(&RULE, key, value, message),
            Part::Variant(_) | Part::Value => sink.report(&RULE, value, message),
        };
        for other in self.others.iter().take(MOST_SHOWN) {
            draft = draft.related(other.value, format!("{} needs it too", name(other)));
        }
        // With nothing in it the field may pass.
        if is_hollow(value) {
            draft = draft.at_most(Level::Warning);
        }
        if let Some(new) = successor(&self.first) {
            draft = draft.help(format!("use {new}, which needs no beta"));
            if let Some(edits) = output_format::moved(request, &self.first) {
                draft = draft.safe_fix(edits);
            }
        } else {
            draft = draft.help(format!("send the header `anthropic-beta` with {needs}"));
        }
        draft.done();
    }
}

/// What replaces something deprecated, as its description says.
pub(super) fn successor<'t>(noted: &Noted<'t>) -> Option<&'t str> {
    let (_, rest) = noted.notes.deprecated?.split_once("Use ")?;
    rest.split_once(" instead").map(|(new, _)| new)
}

fn name(noted: &Noted<'_>) -> String {
    match noted.part {
        Part::Field(key) => format!("`{}`", key.name()),
        Part::Variant(tag) => format!("`{tag}`"),
        Part::Value => match noted.value.as_plain_str() {
            Some(value) => format!("the value `{value}`"),
            None => "this form".to_owned(),
        },
    }
}

fn one_of(betas: &[&str]) -> String {
    let betas: Vec<_> = betas.iter().map(|beta| format!("`{beta}`")).collect();
    betas.join(" or ")
}

fn is_subset(inner: Betas, outer: Betas) -> bool {
    inner.iter().all(|beta| outer.contains(beta))
}

fn is_hollow(value: Value<'_>) -> bool {
    value.is_null()
        || (value.is_array() && value.items().next().is_none())
        || (value.is_object() && value.entries().next().is_none())
}
