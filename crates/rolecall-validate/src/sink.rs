//! Where rules report to: the one place that decides levels and turns values into pointers and spans.

use crate::{
    ApiVersion, CustomId, Edit, Finding, Fix, Level, Options, Related, Span,
    json::{Key, Value},
    rules::Rule,
};

/// Collects the findings of one document.
#[derive(Debug)]
pub(crate) struct Sink<'o> {
    options: &'o Options,
    findings: Vec<Finding>,
    /// The ids of the batch items in the document.
    pub(crate) custom_ids: Vec<CustomId>,
}

/// The finding just reported, to be told more about; nothing where the rule is off.
#[must_use = "a finding is complete without more, say so with `.done()`"]
#[derive(Debug)]
pub(crate) struct Draft<'s> {
    finding: Option<&'s mut Finding>,
    /// Whether the user has set the level of this rule, which then stands.
    pinned: bool,
}

impl<'o> Sink<'o> {
    pub(crate) fn new(options: &'o Options) -> Self {
        Self {
            options,
            findings: Vec::new(),
            custom_ids: Vec::new(),
        }
    }

    pub(crate) fn options(&self) -> &'o Options {
        self.options
    }

    /// Reports a fault of a value.
    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        at: Value<'_>,
        message: impl Into<String>,
    ) -> Draft<'_> {
        self.push(rule, Some(at), at.span(), message.into())
    }

    /// Reports a fault of a value in the place of what another rule has said about a part of it.
    pub(crate) fn report_instead(
        &mut self,
        rule: &'static Rule,
        at: Value<'_>,
        message: impl Into<String>,
        (other, part): (&'static Rule, Value<'_>),
    ) -> Draft<'_> {
        let levels = &self.options.levels;
        if levels
            .of(rule.name, rule.group, rule.default_level())
            .is_some()
        {
            self.findings
                .retain(|finding| finding.rule != other.name || finding.span != part.span());
        }
        self.report(rule, at, message)
    }

    /// Reports a fault of a field as such: the span is the key, the pointer the field.
    pub(crate) fn report_key(
        &mut self,
        rule: &'static Rule,
        key: Key<'_>,
        value: Value<'_>,
        message: impl Into<String>,
    ) -> Draft<'_> {
        self.push(rule, Some(value), key.span(), message.into())
    }

    /// Reports a fault of the text, at the pointer of the value that it concerns if there is one.
    pub(crate) fn report_text(
        &mut self,
        rule: &'static Rule,
        at: Option<Value<'_>>,
        span: Span,
        message: impl Into<String>,
    ) -> Draft<'_> {
        self.push(rule, at, span, message.into())
    }

    /// Gives a repair to what a rule has reported about a place, unless it has one that is as safe.
    pub(crate) fn repair(&mut self, rule: &'static Rule, span: Span, safe: bool, edits: &[Edit]) {
        for finding in &mut self.findings {
            let is_better = finding.fix.as_ref().is_none_or(|fix| safe && !fix.safe);
            if is_better && finding.rule == rule.name && finding.span == span {
                finding.fix = Some(Fix {
                    safe,
                    edits: edits.to_vec(),
                });
            }
        }
    }

    fn push(
        &mut self,
        rule: &'static Rule,
        at: Option<Value<'_>>,
        span: Span,
        message: String,
    ) -> Draft<'_> {
        let Some(level) = self
            .options
            .levels
            .of(rule.name, rule.group, rule.default_level())
        else {
            return Draft {
                finding: None,
                pinned: false,
            };
        };
        self.findings.push(Finding {
            rule: rule.name,
            group: rule.group,
            level,
            message,
            pointer: at.map(Value::pointer).unwrap_or_default(),
            missing: None,
            span,
            related: Vec::new(),
            help: None,
            fix: None,
            api_version: None,
            custom_id: None,
        });
        Draft {
            finding: self.findings.last_mut(),
            pinned: self.options.levels.is_set(rule.name, rule.group),
        }
    }

    /// How many findings there are so far; a mark for [`Sink::since`].
    pub(crate) fn mark(&self) -> usize {
        self.findings.len()
    }

    /// The findings reported after a mark.
    pub(crate) fn since(&mut self, mark: usize) -> &mut [Finding] {
        self.findings.get_mut(mark..).unwrap_or_default()
    }

    /// All findings, by place and then by rule.
    pub(crate) fn finish(mut self) -> Vec<Finding> {
        self.findings
            .sort_by(|a, b| (a.span, a.rule, &a.pointer).cmp(&(b.span, b.rule, &b.pointer)));
        self.findings
    }
}

impl Draft<'_> {
    /// Says that the finding is complete.
    #[expect(
        clippy::unused_self,
        reason = "it ends the chain of calls that describe the finding"
    )]
    pub(crate) fn done(self) {}

    /// Says what to do about it.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        self.with(|finding| finding.help = Some(help.into()))
    }

    /// Names the field that is missing.
    pub(crate) fn missing(self, field: &str) -> Self {
        self.with(|finding| finding.missing = Some(field.to_owned()))
    }

    /// Points at another value that explains it.
    pub(crate) fn related(self, at: Value<'_>, message: impl Into<String>) -> Self {
        self.with(|finding| {
            finding.related.push(Related {
                pointer: at.pointer(),
                message: message.into(),
                span: at.span(),
            });
        })
    }

    /// Points at another place of the text that explains it.
    pub(crate) fn related_span(self, span: Span, message: impl Into<String>) -> Self {
        self.with(|finding| {
            let pointer = finding.pointer.clone();
            finding.related.push(Related {
                pointer,
                message: message.into(),
                span,
            });
        })
    }

    /// Lowers the level where the API's verdict is not certain, unless the user has set the level of the rule.
    pub(crate) fn at_most(self, level: Level) -> Self {
        if self.pinned {
            self
        } else {
            self.with(|finding| finding.level = finding.level.min(level))
        }
    }

    /// Says which API version rejects it.
    pub(crate) fn api_version(self, version: ApiVersion) -> Self {
        self.with(|finding| finding.api_version = Some(version))
    }

    /// Says where the fault is, in the place of the value that was given.
    pub(crate) fn at_pointer(self, pointer: &str) -> Self {
        self.with(|finding| pointer.clone_into(&mut finding.pointer))
    }

    /// Says in which item of a batch the fault is.
    pub(crate) fn in_item(self, custom_id: &str) -> Self {
        self.with(|finding| finding.custom_id = Some(custom_id.to_owned()))
    }

    /// Attaches an edit that leaves alone what the model is told.
    pub(crate) fn safe_fix(self, edits: Vec<Edit>) -> Self {
        self.fix(true, edits)
    }

    /// Attaches an edit that invents or drops something that the model is told.
    pub(crate) fn unsafe_fix(self, edits: Vec<Edit>) -> Self {
        self.fix(false, edits)
    }

    fn fix(self, safe: bool, edits: Vec<Edit>) -> Self {
        self.maybe_fix((!edits.is_empty()).then_some(Fix { safe, edits }))
    }

    /// Attaches a repair where there is one.
    pub(crate) fn maybe_fix(self, fix: Option<Fix>) -> Self {
        self.with(|finding| finding.fix = fix.or(finding.fix.take()))
    }

    /// Attaches edits where there are any.
    pub(crate) fn fix_where_any(self, safe: bool, edits: Option<Vec<Edit>>) -> Self {
        self.maybe_fix(edits.map(|edits| Fix { safe, edits }))
    }

    fn with(mut self, change: impl FnOnce(&mut Finding)) -> Self {
        if let Some(finding) = &mut self.finding {
            change(finding);
        }
        self
    }
}
