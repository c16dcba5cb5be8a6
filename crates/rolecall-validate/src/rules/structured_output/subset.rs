//! The part of JSON Schema that structured outputs and strict tools take, walked once for all rules about it.

use crate::{
    Level, edit,
    json::{Key, Value},
    json_schema::{all_below, applying},
    request::{Endpoint, Request, Tool, field},
    rules::{self, Check, Rule},
    sink::Sink,
};

/// A schema that answers are held to, or a schema within one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subschema<'t> {
    pub(super) value: Value<'t>,
    /// The whole schema that it belongs to.
    pub(super) root: Value<'t>,
    /// The strict tool whose input it describes; nothing for the format of an answer.
    tool: Option<Tool<'t>>,
    level: Level,
}

impl Subschema<'_> {
    /// Where it stands, for the end of a message.
    pub(super) fn place(&self) -> String {
        match self.tool {
            Some(tool) => match tool.name().and_then(Value::as_str) {
                Some(name) => format!("in the schema of the strict tool `{name}`"),
                None => "in the schema of a strict tool".to_owned(),
            },
            None => "in the schema of a structured output".to_owned(),
        }
    }

    /// The highest level of what is reported about it.
    pub(super) fn level(&self) -> Level {
        self.level
    }

    /// Whether it is the whole `input_schema` of a tool.
    pub(super) fn is_root_of_tool(&self) -> bool {
        self.tool.is_some() && self.value == self.root
    }

    /// Reports a keyword that is not supported at all, with the repair that drops it.
    pub(super) fn unsupported(
        &self,
        rule: &'static Rule,
        key: Key<'_>,
        value: Value<'_>,
        help: &str,
        sink: &mut Sink<'_>,
    ) {
        let message = format!("`{}` is not supported {}", key.name(), self.place());
        sink.report_key(rule, key, value, message)
            .help(help)
            .at_most(self.level)
            .unsafe_fix(vec![edit::remove_member(key, value)])
            .done();
    }
}

/// Without any of these names no schema is held to the subset.
pub(super) const NAMES: &[&str] = &["strict", "output_config", "output_format"];

/// The schemas that are held to the subset, whole.
pub(super) fn roots<'t>(request: &Request<'t>) -> Vec<Subschema<'t>> {
    if !NAMES
        .iter()
        .any(|name| request.body.document_may_name(name))
    {
        return Vec::new();
    }
    // Counting tokens compiles no schema, so far as anybody has said.
    let level = match request.endpoint {
        Endpoint::CountTokens => Level::Warning,
        Endpoint::Messages | Endpoint::Batches => Level::Error,
    };
    let root = |value, tool| Subschema {
        value,
        root: value,
        tool,
        level,
    };
    let present = request
        .field("output_config")
        .and_then(|config| field(config, "format"));
    let former = request.field("output_format");
    let formats = [present, former].into_iter().flatten();
    let formats = formats
        .filter_map(|format| format.get("schema"))
        .filter(|schema| schema.is_object())
        .map(|schema| root(schema, None));
    let strict = request.tools().filter(|tool| tool.strict().is_some());
    let tools = strict.filter_map(|tool| Some(root(tool.input_schema()?, Some(tool))));
    formats.chain(tools).collect()
}

/// Runs the rules about schemas on every schema that is held to the subset, at any depth.
pub(in crate::rules) fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let roots = roots(request);
    if roots.is_empty() {
        return;
    }
    let checks: Vec<_> = rules::all()
        .filter_map(|rule| match rule.check {
            Check::Subschema(check) => Some(check),
            _ => None,
        })
        .collect();
    for root in roots {
        for value in all_below(root.root) {
            for check in &checks {
                check(&Subschema { value, ..root }, sink);
            }
        }
    }
}

/// Something counted over all schemas of a request.
#[derive(Debug)]
pub(super) struct Sum<'t> {
    pub(super) count: usize,
    /// The schema of the answer where it takes part, else the one tool that does, else `tools`.
    pub(super) at: Value<'t>,
    pub(super) level: Level,
}

/// Adds up what a function counts in each schema that applies; nothing where there is no schema.
pub(super) fn sum<'t>(
    request: &Request<'t>,
    count: impl Fn(Value<'t>) -> usize,
) -> Option<Sum<'t>> {
    let mut total = None;
    let mut tools = Vec::new();
    let mut has_format = false;
    for root in roots(request) {
        let here: usize = applying(root.root).into_iter().map(&count).sum();
        let sum = total.get_or_insert(Sum {
            count: 0,
            at: request.field("tools").unwrap_or(root.root),
            level: root.level,
        });
        sum.count += here;
        match root.tool {
            _ if here == 0 => {}
            Some(tool) => tools.push(tool.value),
            None => {
                has_format = true;
                sum.at = root.root;
            }
        }
    }
    if let (Some(sum), [tool], false) = (&mut total, &tools[..], has_format) {
        sum.at = *tool;
    }
    total
}
