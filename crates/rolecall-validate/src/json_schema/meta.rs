//! Whether a schema is one: the meta-schema of JSON Schema 2020-12, with a place and a reason for every fault.

use super::{
    DEEPEST, Holds,
    keyword::{Keyword, Takes},
};
use crate::{
    json::{JsonType, Key, NameIndex, Value},
    similar::most_similar,
};

/// Something that the meta-schema does not allow.
#[derive(Debug)]
pub(crate) struct Fault<'t> {
    pub(crate) at: Value<'t>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) mend: Mend,
}

/// What makes a schema of it again.
#[derive(Debug)]
pub(crate) enum Mend {
    /// Write this JSON instead.
    Replace(String),
    /// Give the keyword this name.
    Rename(&'static str),
    /// Remove it.
    Drop,
}

const TYPES: [&str; 7] = [
    "array", "boolean", "integer", "null", "number", "object", "string",
];

static TYPE_INDEX: NameIndex = NameIndex::of(&TYPES);

/// The API stops at the first, so more help nobody.
const MOST_FAULTS: usize = 64;

/// The faults of a schema and of the schemas below it.
pub(crate) fn faults(root: Value<'_>) -> Vec<Fault<'_>> {
    let mut check = Check {
        faults: Vec::new(),
        depth: 0,
    };
    check.schema(root);
    check.faults.truncate(MOST_FAULTS);
    check.faults
}

struct Check<'t> {
    faults: Vec<Fault<'t>>,
    /// The depth of the schema at hand.
    depth: usize,
}

impl<'t> Check<'t> {
    fn schema(&mut self, schema: Value<'t>) {
        for (key, value) in schema.entries() {
            match Keyword::of(key) {
                Some(Keyword::Takes(takes)) => self.value(key, value, takes),
                Some(Keyword::Holds(Holds::Schema)) => self.subschema(key, value),
                Some(Keyword::Holds(Holds::List)) => self.list(key, value),
                Some(Keyword::Holds(Holds::Map | Holds::Definitions)) => self.map(key, value),
                None => {}
            }
        }
    }

    fn below(&mut self, schema: Value<'t>) {
        if self.depth < DEEPEST && self.faults.len() < MOST_FAULTS {
            self.depth += 1;
            self.schema(schema);
            self.depth -= 1;
        }
    }

    fn subschema(&mut self, keyword: Key<'t>, value: Value<'t>) {
        if value.is_object() {
            self.below(value);
        } else if value.as_bool().is_none() {
            let is_tuple = keyword.is("items") && value.is_array();
            let help = is_tuple.then_some("give the schemas of the first items in `prefixItems`");
            // Of an empty one nothing is left.
            let is_tuple = is_tuple && value.items().next().is_some();
            let message = format!(
                "`{keyword}` must be a schema, an object or a boolean, and is {}",
                kind(value)
            );
            self.fault(value, message, help);
            if is_tuple {
                self.mend(Mend::Rename("prefixItems"));
            } else {
                self.mend_boolean(value);
            }
        }
    }

    fn list(&mut self, keyword: Key<'t>, value: Value<'t>) {
        if !value.is_array() {
            self.wrong(keyword, "a list of schemas", value);
            return;
        }
        if value.items().next().is_none() {
            let message = format!("`{keyword}` must hold at least one schema and is empty");
            self.fault(value, message, Some("remove it"));
        }
        for item in value.items() {
            self.member(|| "an item".to_owned(), keyword, item);
        }
    }

    fn map(&mut self, keyword: Key<'t>, value: Value<'t>) {
        if !value.is_object() {
            self.wrong(keyword, "an object that holds schemas by name", value);
            return;
        }
        for (key, schema) in value.entries() {
            self.member(|| named(key), keyword, schema);
        }
    }

    /// A schema in a list or a map.
    fn member(&mut self, what: impl FnOnce() -> String, keyword: Key<'t>, value: Value<'t>) {
        if value.is_object() {
            self.below(value);
        } else if value.as_bool().is_none() {
            let message = format!(
                "{} of `{keyword}` must be a schema, an object or a boolean, and is {}",
                what(),
                kind(value)
            );
            let help = value
                .is_string()
                .then_some("write a type as `{\"type\": \"…\"}`");
            self.fault(value, message, help);
            if let Some(name) = value.as_str().and_then(|name| type_meant(&name)) {
                self.mend(Mend::Replace(format!("{{\"type\": \"{name}\"}}")));
            }
        }
    }

    fn value(&mut self, keyword: Key<'t>, value: Value<'t>, takes: Takes) {
        match takes {
            Takes::Type => self.types(keyword, value),
            Takes::Array => self.require(value.is_array(), keyword, "an array", value),
            Takes::Number => {
                self.require(value.is_number(), keyword, "a number", value);
            }
            Takes::PositiveNumber => {
                let is_positive = value.as_f64().is_some_and(|number| number > 0.0);
                self.require(is_positive, keyword, "a number greater than 0", value);
            }
            Takes::Count => {
                let is_count =
                    value.is_integer() && value.as_f64().is_some_and(|number| number >= 0.0);
                self.require(is_count, keyword, "a whole number, at least 0", value);
            }
            Takes::Boolean => {
                self.require(value.as_bool().is_some(), keyword, "a boolean", value);
            }
            Takes::String => self.require(value.is_string(), keyword, "a string", value),
            Takes::Names => self.names(keyword, value),
            Takes::NamesByProperty => self.names_by_property(keyword, value),
            Takes::Dependencies => self.dependencies(keyword, value),
            Takes::Anchor => {
                let is_anchor = value.as_str().is_some_and(|text| is_anchor(&text));
                self.require(is_anchor, keyword, "a plain name", value);
            }
            Takes::Id => {
                // Only at the end, and then with nothing behind it.
                let is_id = value
                    .as_str()
                    .is_some_and(|text| !text.trim_end_matches('#').contains('#'))
                    && value.as_str().is_some_and(|text| !text.ends_with("##"));
                self.require(is_id, keyword, "a URI without fragment", value);
            }
            Takes::Vocabulary => {
                let is_vocabulary = value.is_object()
                    && value
                        .entries()
                        .all(|(_, needed)| needed.as_bool().is_some());
                let what = "an object that holds booleans by URI";
                self.require(is_vocabulary, keyword, what, value);
            }
        }
    }

    fn types(&mut self, keyword: Key<'t>, value: Value<'t>) {
        if value.is_string() {
            self.type_name(value);
            return;
        }
        if !value.is_array() {
            self.wrong(keyword, "a string or a list of strings", value);
            return;
        }
        if value.items().next().is_none() {
            let help = Some("remove `type` where any value is good");
            self.fault(
                value,
                "`type` must name at least one type and is empty".into(),
                help,
            );
        }
        for item in value.items() {
            if item.is_string() {
                self.type_name(item);
            } else {
                let message = format!("an item of `type` must be a string and is {}", kind(item));
                self.fault(item, message, item.is_null().then_some("write `\"null\"`"));
                if item.is_null() {
                    self.mend(Mend::Replace("\"null\"".to_owned()));
                }
            }
        }
        self.unique(keyword, value);
    }

    fn type_name(&mut self, value: Value<'t>) {
        if TYPE_INDEX.of_string(value, |place| TYPES[place]).is_some() {
            return;
        }
        let Some(name) = value.as_str() else {
            return;
        };
        let known: Vec<_> = TYPES.iter().map(|name| format!("`{name}`")).collect();
        let message = format!(
            "{} is no type of JSON Schema; there are {}",
            quoted(&name),
            known.join(", ")
        );
        let meant = type_meant(&name);
        let help = match (&*name, meant) {
            ("any", _) => Some("remove `type` where any value is good".to_owned()),
            (_, meant) => meant.map(|meant| format!("write `{meant}`")),
        };
        self.faults.push(Fault {
            at: value,
            message,
            help,
            mend: meant.map_or(Mend::Drop, |meant| Mend::Replace(format!("\"{meant}\""))),
        });
    }

    fn names(&mut self, keyword: Key<'t>, value: Value<'t>) {
        if !value.is_array() {
            let help = (keyword.is("required") && value.as_bool().is_some())
                .then_some("name the property in the `required` of the object that it belongs to");
            let message = format!("`{keyword}` must be a list of names and is {}", kind(value));
            self.fault(value, message, help);
            if value.is_string() {
                self.mend(Mend::Replace(format!("[{}]", value.raw())));
            }
            return;
        }
        for item in value.items().filter(|item| !item.is_string()) {
            let message = format!(
                "an item of `{keyword}` must be a string and is {}",
                kind(item)
            );
            self.fault(item, message, None);
        }
        self.unique(keyword, value);
    }

    fn names_by_property(&mut self, keyword: Key<'t>, value: Value<'t>) {
        if !value.is_object() {
            self.wrong(keyword, "an object that holds lists of names", value);
            return;
        }
        for (_, names) in value.entries() {
            self.names(keyword, names);
        }
    }

    fn dependencies(&mut self, keyword: Key<'t>, value: Value<'t>) {
        if !value.is_object() {
            self.wrong(
                keyword,
                "an object that holds schemas or lists of names",
                value,
            );
            return;
        }
        for (key, dependency) in value.entries() {
            if dependency.is_array() {
                self.names(keyword, dependency);
            } else {
                self.member(|| named(key), keyword, dependency);
            }
        }
    }

    fn unique(&mut self, keyword: Key<'t>, value: Value<'t>) {
        if value.items().nth(1).is_none() {
            return;
        }
        let mut names: Vec<_> = value
            .items()
            .filter_map(|item| Some((item.as_str()?, item)))
            .collect();
        names.sort_by(|(left, _), (right, _)| left.cmp(right));
        for same in names.chunk_by(|(left, _), (right, _)| left == right) {
            for (name, item) in &same[1..] {
                let message = format!("{} stands twice in `{keyword}`", quoted(name));
                self.fault(*item, message, Some("remove one of the two"));
            }
        }
    }

    fn require(&mut self, holds: bool, keyword: Key<'t>, expected: &str, value: Value<'t>) {
        if !holds {
            self.wrong(keyword, expected, value);
        }
    }

    fn wrong(&mut self, keyword: Key<'t>, expected: &str, value: Value<'t>) {
        let name = keyword.name();
        let help = match &*name {
            "exclusiveMinimum" | "exclusiveMaximum" if value.as_bool().is_some() => {
                Some("give the bound itself; booleans are of draft 4")
            }
            _ if value.is_null() => Some("remove it"),
            _ => None,
        };
        let message = format!("`{keyword}` must be {expected} and is {}", kind(value));
        self.fault(value, message, help);
        match &*name {
            "enum" if value.is_string() => {
                self.mend(Mend::Replace(format!("[{}]", value.raw())));
            }
            "properties" => self.mend(Mend::Replace("{}".to_owned())),
            "uniqueItems" | "deprecated" | "readOnly" | "writeOnly" => self.mend_boolean(value),
            _ => {
                // A number in quotes.
                let number = value.as_str().filter(|text| is_number(text));
                if let Some(number) = number.filter(|_| expected.contains("number")) {
                    self.mend(Mend::Replace(number.into_owned()));
                }
            }
        }
    }

    /// Says how to mend the last fault.
    fn mend(&mut self, mend: Mend) {
        if let Some(fault) = self.faults.last_mut() {
            fault.mend = mend;
        }
    }

    /// Takes a word in quotes for the boolean that it spells.
    fn mend_boolean(&mut self, value: Value<'t>) {
        let word = value.as_str().map(|word| word.to_ascii_lowercase());
        if let Some(word) = word.filter(|word| matches!(&**word, "true" | "false")) {
            self.mend(Mend::Replace(word));
        }
    }

    fn fault(&mut self, at: Value<'t>, message: String, help: Option<&str>) {
        let help = help.map(str::to_owned);
        let mend = Mend::Drop;
        self.faults.push(Fault {
            at,
            message,
            help,
            mend,
        });
    }
}

/// The type that a name from elsewhere means.
fn type_meant(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    Some(match &*name {
        "bool" => "boolean",
        "int" | "long" => "integer",
        "float" | "double" | "decimal" => "number",
        "str" | "text" | "date" | "datetime" | "file" | "enum" => "string",
        "dict" | "map" => "object",
        "list" | "tuple" | "set" => "array",
        "none" | "undefined" => "null",
        "any" => return None,
        other => {
            let same = TYPES.into_iter().find(|name| *name == other);
            return same.or_else(|| most_similar(other, TYPES));
        }
    })
}

fn is_number(text: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(text).is_ok()
}

fn named(key: Key<'_>) -> String {
    quoted(&key.name())
}

/// A name for messages; longer ones may be anything.
fn quoted(name: &str) -> String {
    if name.chars().count() <= 64 {
        format!("`{name}`")
    } else {
        "a long name".to_owned()
    }
}

fn is_anchor(text: &str) -> bool {
    let mut characters = text.chars();
    characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'))
}

/// What a value is, in words; numbers as they are written.
fn kind(value: Value<'_>) -> String {
    match value.json_type() {
        JsonType::Null => "null".to_owned(),
        JsonType::Boolean => format!("`{}`", value.raw()),
        JsonType::Number if value.raw().len() <= 24 => format!("`{}`", value.raw()),
        JsonType::Number => "a number".to_owned(),
        JsonType::String => "a string".to_owned(),
        JsonType::Array => "an array".to_owned(),
        JsonType::Object => "an object".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;
    use serde_json::{Value as Json, json};

    /// What our check says against what the meta-schema itself says.
    fn agree(schema: &Json) {
        let text = schema.to_string();
        let parsed = parse(&text);
        let ours = faults(parsed.tree.as_ref().unwrap().root());
        let judge = jsonschema::draft202012::meta::is_valid(schema);
        assert_eq!(ours.is_empty(), judge, "{text}: {ours:?}");
    }

    /// Values of every JSON type, and the edges of what keywords take.
    fn values() -> Vec<Json> {
        vec![
            json!(null),
            json!(true),
            json!(false),
            json!(0),
            json!(1),
            json!(-1),
            json!(1.0),
            json!(1.5),
            json!(-0.5),
            json!(""),
            json!("string"),
            json!("strng"),
            json!("#"),
            json!("#/$defs/a"),
            json!("http://example.com/a#"),
            json!("a#b#"),
            json!("1a"),
            json!("a.b-c_d"),
            json!([]),
            json!(["string"]),
            json!(["string", "null"]),
            json!(["string", "string"]),
            json!([1]),
            json!([{}]),
            json!([{"type": "strng"}]),
            json!([true, {}]),
            json!([null]),
            json!({}),
            json!({"type": "string"}),
            json!({"a": {}}),
            json!({"a": true}),
            json!({"a": {"minLength": -1}}),
            json!({"a": []}),
            json!({"a": ["b", "c"]}),
            json!({"a": ["b", "b"]}),
            json!({"a": [1]}),
            json!({"a": null}),
            json!({"a": "string"}),
            json!({"http://example.com/a": true}),
        ]
    }

    /// The keywords of all vocabularies, the former ones that the meta-schema keeps, and one that nobody knows.
    const KEYWORDS: &[&str] = &[
        "$id",
        "$schema",
        "$ref",
        "$anchor",
        "$dynamicRef",
        "$dynamicAnchor",
        "$vocabulary",
        "$comment",
        "$defs",
        "prefixItems",
        "items",
        "contains",
        "additionalProperties",
        "properties",
        "patternProperties",
        "dependentSchemas",
        "propertyNames",
        "if",
        "then",
        "else",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "unevaluatedItems",
        "unevaluatedProperties",
        "type",
        "const",
        "enum",
        "multipleOf",
        "maximum",
        "exclusiveMaximum",
        "minimum",
        "exclusiveMinimum",
        "maxLength",
        "minLength",
        "pattern",
        "maxItems",
        "minItems",
        "uniqueItems",
        "maxContains",
        "minContains",
        "maxProperties",
        "minProperties",
        "required",
        "dependentRequired",
        "title",
        "description",
        "default",
        "deprecated",
        "readOnly",
        "writeOnly",
        "examples",
        "format",
        "contentEncoding",
        "contentMediaType",
        "contentSchema",
        "definitions",
        "dependencies",
        "$recursiveAnchor",
        "$recursiveRef",
        "nullable",
        "additionalItems",
    ];

    #[test]
    fn the_meta_schema_agrees_on_every_keyword() {
        for keyword in KEYWORDS {
            for value in values() {
                agree(&json!({ *keyword: value }));
                agree(
                    &json!({"type": "object", "properties": {"a": {"items": { *keyword: value }}}}),
                );
            }
        }
    }

    #[test]
    fn the_meta_schema_agrees_below_every_keyword() {
        for outer in KEYWORDS {
            for inner in [
                json!({"type": "strng"}),
                json!({"type": "string"}),
                json!(3),
            ] {
                agree(&json!({ *outer: inner }));
                agree(&json!({ *outer: [inner] }));
                agree(&json!({ *outer: {"a": inner} }));
            }
        }
    }

    #[test]
    fn faults_say_where_and_what() {
        let text = r#"{"type": "object", "properties": {"a": {"type": "strng"}, "b": {"type": "string", "required": true}, "c": {"type": "array", "items": [{}]}}}"#;
        let parsed = parse(text);
        let mut found: Vec<_> = faults(parsed.tree.as_ref().unwrap().root())
            .into_iter()
            .map(|fault| {
                (
                    fault.at.pointer(),
                    fault.message,
                    fault.help.unwrap_or_default(),
                )
            })
            .collect();
        found.sort();
        let expected = [
            (
                "/properties/a/type",
                "`strng` is no type of JSON Schema; there are `array`, `boolean`, `integer`, `null`, `number`, `object`, `string`",
                "write `string`",
            ),
            (
                "/properties/b/required",
                "`required` must be a list of names and is `true`",
                "name the property in the `required` of the object that it belongs to",
            ),
            (
                "/properties/c/items",
                "`items` must be a schema, an object or a boolean, and is an array",
                "give the schemas of the first items in `prefixItems`",
            ),
        ];
        let expected = expected.map(|(at, message, help)| (at.into(), message.into(), help.into()));
        assert_eq!(found, expected);
    }
}
