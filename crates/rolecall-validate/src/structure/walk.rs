//! The walk over tree and tables.

use super::{
    Noted, Part,
    place::{Place, Step},
    report::Reporter,
    table::{
        ArrayRule, Choice, Field, Node, Notes, NumberRule, Pattern, Record, Rest, StringRule,
        Union, Variant,
    },
};
use crate::{
    json::{JsonType, Key, Value},
    sink::Sink,
};

/// The field that tells objects apart.
const TYPE: &str = "type";

pub(super) fn walk<'t>(
    root: Value<'t>,
    node: Node,
    unions: &'static [&'static Union],
    noun: &'static str,
    sink: &mut Sink<'_>,
) -> Vec<Noted<'t>> {
    let mut walk = Walk {
        report: Reporter::new(sink, unions),
        noted: Vec::new(),
    };
    walk.value(root, node, false, &Place::root(noun));
    walk.noted
}

struct Walk<'t, 's, 'o> {
    report: Reporter<'s, 'o>,
    noted: Vec<Noted<'t>>,
}

impl<'t> Walk<'t, '_, '_> {
    fn value(&mut self, value: Value<'t>, node: Node, null: bool, place: &Place<'_>) {
        if null && value.is_null() {
            return;
        }
        let fits = match node {
            Node::Any => true,
            Node::Boolean => value.as_bool().is_some(),
            Node::Constant(_) | Node::String(_) => value.is_string(),
            Node::Integer(_) => value.is_integer(),
            Node::Number(_) => value.is_number(),
            Node::Array(_) => value.is_array(),
            Node::Object | Node::Record(_) | Node::Union(_) => value.is_object(),
            Node::Choice(choice) => {
                self.choice(value, choice, place);
                return;
            }
        };
        if !fits {
            self.report.wrong_type(value, node, place);
            return;
        }
        match node {
            Node::Any | Node::Boolean | Node::Object | Node::Choice(_) => {}
            Node::Constant(constant) => {
                if !value.is_str(constant) {
                    self.report.not_allowed(value, &[constant], place);
                }
            }
            Node::String(rule) => self.string(value, rule, place),
            Node::Integer(rule) | Node::Number(rule) => self.number(value, rule, place),
            Node::Array(rule) => self.array(value, rule, place),
            Node::Record(record) => match other_kind(value, record) {
                Some((tag, constant)) => {
                    let place = place.then(Step::Field {
                        name: TYPE,
                        required: true,
                    });
                    self.report.other_kind(tag, constant, &place);
                }
                None => self.record(value, record, None, place),
            },
            Node::Union(union) => self.union(value, union, place),
        }
    }

    #[inline(never)]
    fn choice(&mut self, value: Value<'t>, choice: &'static Choice, place: &Place<'_>) {
        let json_type = value.json_type();
        let fitting = choice
            .alternatives
            .iter()
            .find(|alternative| alternative.node.takes(json_type));
        let Some(alternative) = fitting else {
            self.report.wrong_type(value, Node::Choice(choice), place);
            return;
        };
        self.note(value, Part::Value, alternative.notes);
        if !fits_at_once(value, alternative.node) {
            self.value(value, alternative.node, false, place);
        }
    }

    #[inline(never)]
    fn string(&mut self, value: Value<'t>, rule: &'static StringRule, place: &Place<'_>) {
        if !rule.open && !rule.values.iter().any(|known| value.is_str(known)) {
            self.report.not_allowed(value, rule.values, place);
            return;
        }
        if !rule.noted.is_empty() {
            let notes = rule.noted.iter().find(|(noted, _)| value.is_str(noted));
            self.note(value, Part::Value, notes.map(|(_, notes)| *notes));
        }
        if rule.min > 0 || rule.max < usize::MAX {
            self.length(value, rule, place);
        }
        if let Some(pattern) = rule.pattern {
            self.pattern(value, pattern, place);
        }
    }

    fn length(&mut self, value: Value<'t>, rule: &'static StringRule, place: &Place<'_>) {
        if is_surely_within(value, rule) {
            return;
        }
        let characters = value.as_str().map_or(0, |text| text.chars().count());
        if characters < rule.min || characters > rule.max {
            self.report
                .wrong_length(value, "character", characters, rule.min, rule.max, place);
        }
    }

    fn pattern(&mut self, value: Value<'t>, pattern: &'static Pattern, place: &Place<'_>) {
        let Some(text) = value.as_str() else {
            return;
        };
        let Some(rest) = text.strip_prefix(pattern.prefix) else {
            self.report.wrong_prefix(value, pattern, place);
            return;
        };
        let is_plain = rest.bytes().all(|byte| pattern.admits_byte(byte));
        let strangers = || rest.chars().find(|c| !pattern.admits(*c));
        if let Some(stranger) = (!is_plain).then(strangers).flatten() {
            self.report.wrong_character(value, stranger, pattern, place);
        } else if rest.len() < pattern.min || rest.len() > pattern.max {
            let prefix = pattern.prefix.len();
            let max = pattern.max.saturating_add(prefix);
            self.report.wrong_length(
                value,
                "character",
                text.len(),
                pattern.min + prefix,
                max,
                place,
            );
        }
    }

    #[inline(never)]
    fn number(&mut self, value: Value<'t>, rule: &'static NumberRule, place: &Place<'_>) {
        let Some(number) = value.as_f64() else {
            return;
        };
        if rule.min.is_some_and(|min| number < min)
            || rule.above.is_some_and(|above| number <= above)
            || rule.max.is_some_and(|max| number > max)
        {
            self.report.out_of_range(value, number, rule, place);
        }
    }

    #[inline(never)]
    fn array(&mut self, value: Value<'t>, rule: &'static ArrayRule, place: &Place<'_>) {
        let place = place.then(Step::Item);
        let mut count = 0;
        for item in value.items() {
            count += 1;
            self.note(item, Part::Value, rule.item_notes);
            self.value(item, rule.items, rule.item_null, &place);
        }
        if count < rule.min || count > rule.max {
            let list = place.up.unwrap_or(&place);
            self.report
                .wrong_length(value, "item", count, rule.min, rule.max, list);
        }
    }

    #[inline(never)]
    fn union(&mut self, value: Value<'t>, union: &'static Union, place: &Place<'_>) {
        let tag = value.get_first(union.tag).filter(|tag| {
            // A variant that needs no tag looks at a null itself.
            union.default.is_none() || !tag.is_null()
        });
        let variant = match tag {
            None => union
                .default
                .and_then(|default| union.variants.get(default)),
            Some(tag) if tag.is_string() => union.variant(tag),
            Some(tag) => {
                let place = place.then(Step::Field {
                    name: union.tag,
                    required: true,
                });
                self.report
                    .wrong_type(tag, Node::String(&StringRule::ANY), &place);
                return;
            }
        };
        let Some(variant) = variant else {
            match tag {
                None => self.report.missing_tag(value, union, place),
                Some(tag) if !union.open => {
                    self.report.unknown_tag(value, tag, union, place);
                }
                Some(_) => {}
            }
            return;
        };
        if let Some(notes) = variant.notes {
            self.noted.push(Noted {
                value: tag.unwrap_or(value),
                whole: value,
                part: Part::Variant(variant.tag),
                notes,
            });
        }
        let place = place.then(Step::Variant {
            union,
            tag: variant.tag,
            object: value,
        });
        self.record(value, variant.record, tag, &place);
    }

    /// Checks the fields of an object. `tag` is the field that has selected the record already.
    fn record(
        &mut self,
        object: Value<'t>,
        record: &'static Record,
        tag: Option<Value<'t>>,
        place: &Place<'_>,
    ) {
        let mut seen: u64 = 0;
        let mut strangers = false;
        for (key, value) in object.entries() {
            match record.field(key) {
                Some((at, field)) => {
                    seen |= 1 << at;
                    self.field(key, value, field, tag, place);
                }
                None => match record.rest {
                    Rest::Open => {}
                    Rest::Map { node, null } => {
                        self.value(value, node, null, &place.then(Step::Entry));
                    }
                    Rest::Closed => strangers |= !record.tolerates(key),
                },
            }
        }
        if strangers || record.required & !seen != 0 {
            self.report.fields(object, record, seen, place);
        }
    }

    fn field(
        &mut self,
        key: Key<'t>,
        value: Value<'t>,
        field: &'static Field,
        tag: Option<Value<'t>>,
        place: &Place<'_>,
    ) {
        self.note(value, Part::Field(key), field.notes);
        if tag != Some(value) && !fits_at_once(value, field.node) {
            let place = place.then(Step::Field {
                name: field.name,
                required: field.required,
            });
            self.value(value, field.node, field.null, &place);
        }
    }

    fn note(&mut self, value: Value<'t>, part: Part<'t>, notes: Option<&'static Notes>) {
        if let Some(notes) = notes {
            self.noted.push(Noted {
                value,
                whole: value,
                part,
                notes,
            });
        }
    }
}

/// Whether a value fits where it takes a look to tell: the way of most fields.
#[inline]
fn fits_at_once(value: Value<'_>, node: Node) -> bool {
    match node {
        Node::Any => true,
        Node::Boolean => value.as_bool().is_some(),
        Node::Object => value.is_object(),
        Node::Constant(constant) => value.is_str(constant),
        Node::String(rule) => {
            value.is_string()
                && rule.open
                && rule.noted.is_empty()
                && rule.pattern.is_none()
                && is_surely_within(value, rule)
        }
        _ => false,
    }
}

/// Whether a string has as many characters as it may, as far as can be told without counting them.
fn is_surely_within(value: Value<'_>, rule: &StringRule) -> bool {
    let span = value.span();
    let written = (span.end - span.start).saturating_sub(2);
    // A character takes a byte at least, and twelve at most: two escapes for one.
    let least = if rule.min <= 1 {
        written.min(1)
    } else {
        written / 12
    };
    least >= rule.min && written <= rule.max
}

/// The `type` of an object that is something else than what belongs here, and what belongs here. Its fields are those
/// of the other thing, and no faults of their own.
fn other_kind<'t>(object: Value<'t>, record: &'static Record) -> Option<(Value<'t>, &'static str)> {
    // The tag stands first, as everywhere in the schema.
    let field = record.fields.first().filter(|field| field.name == TYPE)?;
    let Node::Constant(constant) = field.node else {
        return None;
    };
    let tag = object.get(TYPE)?;
    (tag.is_string() && !tag.is_str(constant)).then_some((tag, constant))
}

impl Node {
    /// Whether values of this JSON type may fit; false where none can.
    pub(super) fn takes(self, json_type: JsonType) -> bool {
        match self {
            Self::Any => true,
            Self::Boolean => json_type == JsonType::Boolean,
            Self::Constant(_) | Self::String(_) => json_type == JsonType::String,
            Self::Integer(_) | Self::Number(_) => json_type == JsonType::Number,
            Self::Array(_) => json_type == JsonType::Array,
            Self::Object | Self::Record(_) | Self::Union(_) => json_type == JsonType::Object,
            Self::Choice(choice) => choice
                .alternatives
                .iter()
                .any(|alternative| alternative.node.takes(json_type)),
        }
    }
}

impl Union {
    fn variant(&'static self, tag: Value<'_>) -> Option<&'static Variant> {
        let variants = self.variants;
        let place = self.index.of_string(tag, |place| variants[place].tag)?;
        variants.get(place)
    }
}

impl Record {
    /// A field and its place, by its key.
    #[inline]
    fn field(&'static self, key: Key<'_>) -> Option<(usize, &'static Field)> {
        let fields = self.fields;
        let at = self.index.of_key(key, |place| fields[place].name)?;
        fields.get(at).map(|field| (at, field))
    }

    pub(super) fn tolerates(&self, key: Key<'_>) -> bool {
        self.tolerated.iter().any(|name| key.is(name))
    }
}

impl Pattern {
    pub(super) fn admits(&self, character: char) -> bool {
        u8::try_from(character).is_ok_and(|byte| self.admits_byte(byte))
    }

    #[inline]
    fn admits_byte(&self, byte: u8) -> bool {
        let [low, high] = self.class;
        let half = match byte {
            0..64 => low,
            64..128 => high,
            128.. => 0,
        };
        half >> (byte % 64) & 1 == 1
    }
}
