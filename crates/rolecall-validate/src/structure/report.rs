//! Puts the faults that the walk finds into words.
//!
//! A message says what is wrong with what, with the limit and the actual value; the help says what to write instead.

use super::{
    foreign,
    place::{Place, Step},
    repair,
    table::{Field, Node, NumberRule, Pattern, Record, Rest, Union},
};
use crate::{
    Span, edit,
    generated::{platforms, request},
    json::{JsonType, Key, Value},
    rules::schema,
    similar::most_similar,
    sink::{Draft, Sink},
};

/// More alternatives than this are not listed in full.
const LISTED: usize = 12;
/// Longer strings are not quoted.
const QUOTED: usize = 40;
/// Fields that depend on where a request is sent.
const MODEL: &str = "model";
const VERSION: &str = "anthropic_version";
const BETAS: &str = "anthropic_beta";

pub(super) struct Reporter<'s, 'o> {
    sink: &'s mut Sink<'o>,
    /// All unions of the direction.
    unions: &'static [&'static Union],
}

impl<'s, 'o> Reporter<'s, 'o> {
    pub(super) fn new(sink: &'s mut Sink<'o>, unions: &'static [&'static Union]) -> Self {
        Self { sink, unions }
    }

    pub(super) fn wrong_type(&mut self, value: Value<'_>, node: Node, place: &Place<'_>) {
        let message = if value.is_null() {
            format!("{} must not be null", place.describe())
        } else {
            format!(
                "{} must be {}, not {}",
                place.describe(),
                node.phrase(),
                actual(value, node)
            )
        };
        let draft = self.sink.report(&schema::wrong_type::RULE, value, message);
        let draft = match type_help(value, node, place) {
            Some(help) => draft.help(help),
            None => draft,
        };
        draft
            .maybe_fix(repair::wrong_type(value, node, place))
            .done();
    }

    pub(super) fn not_allowed(
        &mut self,
        value: Value<'_>,
        known: &[&'static str],
        place: &Place<'_>,
    ) {
        let text = value.as_str().unwrap_or_default();
        let near = near(&text, known);
        self.cannot_be(value, known, place)
            .maybe_fix(repair::not_allowed(value, near.as_deref(), known, place))
            .done();
    }

    /// Reports the `type` of an object that is not what belongs here. To call it something else would not mend it.
    pub(super) fn other_kind(&mut self, tag: Value<'_>, known: &'static str, place: &Place<'_>) {
        self.cannot_be(tag, &[known], place).done();
    }

    fn cannot_be(
        &mut self,
        value: Value<'_>,
        known: &[&'static str],
        place: &Place<'_>,
    ) -> Draft<'_> {
        let text = value.as_str().unwrap_or_default();
        let message = format!("{} cannot be {}", place.describe(), shown(&text));
        let help = match known {
            [only] => format!("write `{only}`"),
            _ => suggestion(&text, known),
        };
        self.sink
            .report(&schema::not_allowed_value::RULE, value, message)
            .help(help)
    }

    pub(super) fn unknown_tag(
        &mut self,
        object: Value<'_>,
        tag: Value<'_>,
        union: &'static Union,
        place: &Place<'_>,
    ) {
        let text = tag.as_str().unwrap_or_default();
        let known: Vec<_> = union.tags().collect();
        let is_misplaced = union.elsewhere.iter().any(|other| *other == text)
            || self.unions.iter().any(|other| {
                other.noun == union.noun
                    && (other.tags().any(|tag| tag == text)
                        || other.elsewhere.iter().any(|tag| *tag == text))
            });
        let message = if is_misplaced {
            let noun = union.noun;
            format!("{} cannot be a {} {noun}", place.describe(), shown(&text))
        } else {
            format!("{} is not a {} {}", shown(&text), union.noun, union.tag)
        };
        let meant = foreign::tag(union.noun, &text).filter(|meant| known.contains(&meant.ours));
        let help = match meant {
            _ if is_misplaced => format!("use {}", listed(&known)),
            Some(meant) => meant.help(),
            None => suggestion(&text, &known),
        };
        let near = near(&text, &known).filter(|_| !is_misplaced && meant.is_none());
        self.sink
            .report(&schema::unknown_tag::RULE, tag, message)
            .help(help)
            .maybe_fix(repair::unknown_tag(object, tag, union, near.as_deref()))
            .done();
    }

    /// Reports an object that does not say which variant it is.
    pub(super) fn missing_tag(
        &mut self,
        object: Value<'_>,
        union: &'static Union,
        place: &Place<'_>,
    ) {
        let misspelt = object
            .entries()
            .find(|(key, _)| most_similar(&key.name(), [union.tag]).is_some());
        if let Some((key, value)) = misspelt {
            self.unknown_field(key, value, place)
                .help(did_you_mean(union.tag))
                .unsafe_fix(vec![edit::rename(key, union.tag)])
                .done();
            return;
        }
        let known: Vec<_> = union.tags().collect();
        let help = format!("add `{}`: {}", union.tag, listed(&known));
        self.missing(object, union.tag, place, help)
            .maybe_fix(repair::missing_tag(object, union))
            .done();
    }

    pub(super) fn out_of_range(
        &mut self,
        value: Value<'_>,
        number: f64,
        rule: &NumberRule,
        place: &Place<'_>,
    ) {
        let limit = match (rule.min, rule.above, rule.max) {
            (_, _, Some(max)) if number > max => format!("at most {max}"),
            (_, Some(above), _) if number <= above => format!("greater than {above}"),
            (Some(min), _, _) => format!("at least {min}"),
            _ => return,
        };
        let message = format!(
            "{} must be {limit}, not {}",
            place.describe(),
            plain(value.raw())
        );
        self.sink
            .report(&schema::out_of_range::RULE, value, message)
            .help(format!("write a number {}", range(rule)))
            .maybe_fix(repair::out_of_range(value, number, rule))
            .done();
    }

    /// Reports a string or a list that is too short or too long.
    pub(super) fn wrong_length(
        &mut self,
        value: Value<'_>,
        unit: &str,
        count: usize,
        min: usize,
        max: usize,
        place: &Place<'_>,
    ) {
        let (limit, help) = if count < min {
            let help = if count == 0 && !place.is_required() {
                "fill it, or leave the field out".to_owned()
            } else {
                format!("add at least {}", counted(min - count, unit))
            };
            (format!("at least {}", counted(min, unit)), help)
        } else {
            let verb = if unit == "item" { "remove" } else { "cut" };
            let help = format!("{verb} {}", counted(count - max, unit));
            (format!("at most {}", counted(max, unit)), help)
        };
        let message = if count == 0 {
            format!("{} must have {limit}, but is empty", place.describe())
        } else {
            format!("{} must have {limit}, but has {count}", place.describe())
        };
        self.sink
            .report(&schema::wrong_length::RULE, value, message)
            .help(help)
            .maybe_fix(repair::wrong_length(value, count, max, place))
            .done();
    }

    pub(super) fn wrong_prefix(&mut self, value: Value<'_>, pattern: &Pattern, place: &Place<'_>) {
        let text = value.as_str().unwrap_or_default();
        let message = format!(
            "{} must begin with `{}`, but is {}",
            place.describe(),
            pattern.prefix,
            shown(&text)
        );
        self.sink
            .report(&schema::bad_format::RULE, value, message)
            .help("copy the value from the response that it came with")
            .done();
    }

    pub(super) fn wrong_character(
        &mut self,
        value: Value<'_>,
        stranger: char,
        pattern: &Pattern,
        place: &Place<'_>,
    ) {
        let message = format!(
            "{} must not contain {}",
            place.describe(),
            shown(stranger.encode_utf8(&mut [0; 4]))
        );
        self.sink
            .report(&schema::bad_format::RULE, value, message)
            .help(format!("use only {}", pattern.class_text))
            .maybe_fix(repair::wrong_character(value, pattern))
            .done();
    }

    /// Reports the fields that an object has too many and those that it lacks.
    ///
    /// A field that is a misspelling of one that is not there is one fault, not two.
    pub(super) fn fields(
        &mut self,
        object: Value<'_>,
        record: &'static Record,
        seen: u64,
        place: &Place<'_>,
    ) {
        let is_seen = |at: usize| seen & (1 << at) != 0;
        let absent: Vec<&'static Field> = record
            .fields
            .iter()
            .enumerate()
            .filter(|(at, _)| !is_seen(*at))
            .map(|(_, field)| field)
            .collect();
        let mut meant = Vec::new();
        if matches!(record.rest, Rest::Closed) {
            for (key, value) in object.entries() {
                let is_known = record.fields.iter().any(|field| key.is(field.name));
                if is_known || record.tolerates(key) {
                    continue;
                }
                let name = key.name();
                if self.is_of_platform(record, &name) {
                    continue;
                }
                if let Some(field) = foreign::field(&name, &absent) {
                    let help = format!("it is called `{}` here", field.name);
                    meant.push(field.name);
                    self.unknown_field(key, value, place)
                        .help(help)
                        .maybe_fix(Some(repair::foreign_field(key, value, field)))
                        .done();
                    continue;
                }
                let guess = most_similar(&name, absent.iter().map(|field| field.name));
                let help = match guess {
                    Some(guess) => did_you_mean(guess),
                    None => stray_help(&name, record, place),
                };
                let fix = repair::foreign_calls(object, key, value)
                    .unwrap_or_else(|| repair::stray_field(key, value, guess, record));
                meant.extend(guess);
                let draft = self.unknown_field(key, value, place).help(help);
                draft.maybe_fix(Some(fix)).done();
            }
        }
        for field in absent {
            let is_needed = field.required && !self.is_said_elsewhere(record, field.name);
            if is_needed && !meant.contains(&field.name) {
                let help = match field.node {
                    Node::Constant(constant) => format!("add `\"{}\": \"{constant}\"`", field.name),
                    node => format!("add `{}`, {}", field.name, node.phrase()),
                };
                self.missing(object, field.name, place, help)
                    .maybe_fix(repair::missing(object, field))
                    .done();
            }
        }
    }

    /// Whether the platform that the request is sent to has a field of this name in the body.
    fn is_of_platform(&self, record: &'static Record, name: &str) -> bool {
        let options = self.sink.options();
        let platforms = match name {
            VERSION => platforms::VERSION_IN_BODY,
            BETAS => platforms::BETAS_IN_BODY,
            _ => return false,
        };
        is_request(record) && options.is_sent_to(platforms)
    }

    /// Whether the body may do without a field, because the address says it or a model is assumed.
    fn is_said_elsewhere(&self, record: &'static Record, name: &str) -> bool {
        let options = self.sink.options();
        let is_create = std::ptr::eq(record, &raw const request::CREATE_MESSAGE);
        name == MODEL
            && (options.default_model.is_some() && is_request(record)
                || options.is_sent_to(platforms::MODEL_IN_ADDRESS) && is_create)
    }

    fn unknown_field(&mut self, key: Key<'_>, value: Value<'_>, place: &Place<'_>) -> Draft<'_> {
        let message = format!(
            "{} is not a field of {}",
            shown(&key.name()),
            place.describe()
        );
        self.sink
            .report_key(&schema::unknown_field::RULE, key, value, message)
    }

    /// Reports at the opening brace of the object, so that a long object is not marked as a whole.
    fn missing(
        &mut self,
        object: Value<'_>,
        name: &str,
        place: &Place<'_>,
        help: String,
    ) -> Draft<'_> {
        let start = object.span().start;
        let brace = Span {
            start,
            end: start + 1,
        };
        let message = format!("`{name}` is missing in {}", place.describe());
        self.sink
            .report_text(&schema::missing_field::RULE, Some(object), brace, message)
            .missing(name)
            .help(help)
    }
}

impl Node {
    /// What the node takes, with its article.
    fn phrase(self) -> String {
        match self {
            Self::Any => "any value".to_owned(),
            Self::Boolean => "a boolean".to_owned(),
            Self::Constant(constant) => format!("`\"{constant}\"`"),
            Self::Integer(_) => "an integer".to_owned(),
            Self::Number(_) => "a number".to_owned(),
            Self::String(_) => "a string".to_owned(),
            Self::Array(_) => "an array".to_owned(),
            Self::Object | Self::Record(_) | Self::Union(_) => "an object".to_owned(),
            Self::Choice(choice) => {
                let forms: Vec<_> = choice
                    .alternatives
                    .iter()
                    .map(|alternative| alternative.node.phrase())
                    .collect();
                forms.join(" or ")
            }
        }
    }
}

impl Union {
    pub(super) fn tags(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.variants.iter().map(|variant| variant.tag)
    }
}

impl Place<'_> {
    pub(super) fn is_required(&self) -> bool {
        !matches!(
            self.step,
            Step::Field {
                required: false,
                ..
            }
        )
    }
}

/// What stands there instead: the value itself where it is short, its type otherwise.
fn actual(value: Value<'_>, node: Node) -> String {
    match value.json_type() {
        JsonType::Null => "null".to_owned(),
        JsonType::Boolean => plain(value.raw()),
        JsonType::Number if node.takes(JsonType::Number) => plain(value.raw()),
        JsonType::Number => "a number".to_owned(),
        JsonType::String => "a string".to_owned(),
        JsonType::Array => "an array".to_owned(),
        JsonType::Object => "an object".to_owned(),
    }
}

fn type_help(value: Value<'_>, node: Node, place: &Place<'_>) -> Option<String> {
    let text = value.as_str();
    let is_unquoted = |json_type| node.takes(json_type);
    match value.json_type() {
        JsonType::Null if !place.is_required() => Some("leave the field out".to_owned()),
        JsonType::Null => match place.step {
            Step::Item => Some("remove it from the list".to_owned()),
            _ => Some(format!("write {}", node.phrase())),
        },
        JsonType::String => {
            let text = text.unwrap_or_default();
            let number = is_unquoted(JsonType::Number) && is_number(&text);
            let boolean = is_unquoted(JsonType::Boolean) && matches!(&*text, "true" | "false");
            if number || boolean {
                return Some(format!("write `{text}` without quotes"));
            }
            match node {
                Node::Union(union) => match repair::as_tag(&text, union) {
                    Some(object) => Some(format!("write `{object}`")),
                    None => object_help(node),
                },
                Node::Array(rule) if rule.items.takes(JsonType::String) => {
                    Some("write a list: `[\"…\"]`".to_owned())
                }
                Node::Array(_) => Some("write a list: `[{…}]`".to_owned()),
                _ => object_help(node),
            }
        }
        JsonType::Number | JsonType::Boolean if is_unquoted(JsonType::String) => {
            Some(format!("write it in quotes: `\"{}\"`", plain(value.raw())))
        }
        JsonType::Object if is_unquoted(JsonType::Array) => {
            Some("wrap it in an array: `[{…}]`".to_owned())
        }
        JsonType::Number if matches!(node, Node::Integer(_)) => {
            Some("write a whole number".to_owned())
        }
        _ => object_help(node),
    }
}

fn object_help(node: Node) -> Option<String> {
    match node {
        Node::Union(union) => Some(format!("write an object with a `{}`", union.tag)),
        Node::Record(record) => {
            let required: Vec<_> = record
                .fields
                .iter()
                .filter(|field| field.required)
                .map(|field| field.name)
                .collect();
            (!required.is_empty())
                .then(|| format!("write an object with {}", joined(&required, "and")))
        }
        _ => None,
    }
}

/// What to do about a field that no other name explains.
fn stray_help(name: &str, record: &'static Record, place: &Place<'_>) -> String {
    if matches!(name, VERSION | BETAS) && is_request(record) {
        return "send it as a header; where a partner platform reads it from the body, say so with `platform`"
            .to_owned();
    }
    if record.elsewhere.contains(&name) {
        return "remove the field; only the other direction has it".to_owned();
    }
    if let Some(advice) = foreign::advice(name, record) {
        return advice.to_owned();
    }
    let siblings: Vec<_> = match place.step {
        Step::Variant { union, .. } => union
            .variants
            .iter()
            .filter(|variant| variant.record.fields.iter().any(|field| field.name == name))
            .map(|variant| variant.tag)
            .collect(),
        _ => Vec::new(),
    };
    if let (Step::Variant { union, .. }, 1..=3) = (place.step, siblings.len()) {
        let noun = union.noun;
        return format!(
            "remove the field; it belongs to {} {noun}s",
            joined(&siblings, "and")
        );
    }
    if record.fields.len() <= LISTED {
        let names: Vec<_> = record.fields.iter().map(|field| field.name).collect();
        return format!("remove the field; known are {}", joined(&names, "and"));
    }
    "remove the field".to_owned()
}

/// Whether a record is the body that a model answers, or whose tokens are counted.
fn is_request(record: &'static Record) -> bool {
    [&request::CREATE_MESSAGE, &request::COUNT_TOKENS]
        .into_iter()
        .any(|body| std::ptr::eq(record, body))
}

/// The near miss, or everything there is to choose from.
fn suggestion(text: &str, known: &[&'static str]) -> String {
    match near(text, known) {
        Some(name) => did_you_mean(&name),
        None => format!("use {}", listed(known)),
    }
}

/// The name that a text misspells.
fn near(text: &str, known: &[&'static str]) -> Option<String> {
    // What all of them begin with says nothing about which one was meant: `image/bmp` is no slip for `image/png`.
    let shared = shared_prefix(known);
    let (shared, rest) = match text.strip_prefix(shared) {
        Some(rest) => (shared, rest),
        None => ("", text),
    };
    let endings = known
        .iter()
        .map(|name| name.strip_prefix(shared).unwrap_or(name));
    most_similar(rest, endings).map(|ending| format!("{shared}{ending}"))
}

fn shared_prefix(names: &[&'static str]) -> &'static str {
    let mut names = names.iter();
    let Some(first) = names.next() else {
        return "";
    };
    let length = names.fold(first.len(), |length, name| {
        let same = first.bytes().zip(name.bytes()).take_while(|(a, b)| a == b);
        same.count().min(length)
    });
    first.get(..length).unwrap_or_default()
}

fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

/// "one of" the names, the first few where they are many.
fn listed(names: &[&str]) -> String {
    match names {
        [only] => format!("`{only}`"),
        _ if names.len() > LISTED => {
            let (first, rest) = names.split_at(LISTED);
            let first: Vec<_> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("one of {} and {} more", first.join(", "), rest.len())
        }
        _ => format!("one of {}", joined(names, "or")),
    }
}

fn joined(names: &[&str], conjunction: &str) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} {conjunction} {last}", others.join(", ")),
    }
}

fn counted(count: usize, unit: &str) -> String {
    if count == 1 {
        format!("1 {unit}")
    } else {
        format!("{count} {unit}s")
    }
}

fn range(rule: &NumberRule) -> String {
    let low = match (rule.min, rule.above) {
        (Some(min), _) => Some(format!("{min} or greater")),
        (None, Some(above)) => Some(format!("greater than {above}")),
        (None, None) => None,
    };
    match (rule.min, low, rule.max) {
        (Some(min), _, Some(max)) => format!("from {min} to {max}"),
        (_, Some(low), Some(max)) => format!("{low} and at most {max}"),
        (_, Some(low), None) => low,
        (_, None, Some(max)) => format!("not greater than {max}"),
        (_, None, None) => String::new(),
    }
}

/// A string of the document in a message: quoted where it is short, its length otherwise.
fn shown(text: &str) -> String {
    let characters = text.chars().count();
    if characters > QUOTED {
        format!("a string of {characters} characters")
    } else if characters == 0 {
        "an empty string".to_owned()
    } else {
        format!("`{}`", text.escape_debug())
    }
}

/// A number or word of the document as it is written, unless it is endless.
fn plain(raw: &str) -> String {
    if raw.len() > QUOTED {
        format!("a number of {} digits", raw.len())
    } else {
        raw.to_owned()
    }
}

fn is_number(text: &str) -> bool {
    text.len() <= QUOTED && text.parse::<f64>().is_ok_and(f64::is_finite)
}
