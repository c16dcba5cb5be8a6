//! Derives instances from a bundled schema: valid ones, and ones with exactly one fault.
//!
//! A bundle is what `cargo xtask codegen` writes for editors: plain JSON Schema 2020-12. Instances are derived for
//! every definition that the root reaches, and each is wrapped into a whole document, so that whole-document checkers
//! can judge it. Nothing here knows what the API is; the bundle alone decides.

use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, VecDeque};

/// One bundled document.
pub(crate) struct Bundle {
    pub(crate) schema: Value,
    /// How to get from a definition to the root: its parent and the place there.
    parents: BTreeMap<String, (String, Step)>,
}

#[derive(Clone, Debug)]
enum Step {
    /// The definition is the value of a property, through so many arrays or a map.
    Property(String, Vec<Through>),
    /// The definition is a variant or a choice of its parent.
    Same(Vec<Through>),
}

#[derive(Clone, Debug)]
enum Through {
    Item,
    MapValue,
}

/// What was done to a valid instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    None,
    /// A required field was removed.
    Missing(String),
    /// A value has another JSON type.
    WrongType(String),
    /// A value breaks a bound, a pattern or an enumeration, or a field or tag is not known.
    Constraint(String),
}

/// A whole document that holds one derived instance.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) definition: String,
    pub(crate) fault: Fault,
    pub(crate) document: Value,
}

impl Bundle {
    pub(crate) fn new(schema: Value) -> Self {
        let mut bundle = Self {
            schema,
            parents: BTreeMap::new(),
        };
        bundle.find_parents();
        bundle
    }

    /// Every definition that the root reaches.
    pub(crate) fn definitions(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.root()).chain(self.parents.keys().map(String::as_str))
    }

    /// All cases of all definitions.
    pub(crate) fn cases(&self) -> Vec<Case> {
        let mut cases = Vec::new();
        for name in self.definitions() {
            let node = self.definition(name);
            for instance in self.valid(node) {
                cases.push(self.case(name, Fault::None, instance));
            }
            for (fault, instance) in self.faulty(node) {
                if !self.is_another_variant(name, &fault) {
                    cases.push(self.case(name, fault, instance));
                }
            }
        }
        cases
    }

    /// Whether a fault of a variant's tag makes the object another variant: the one that needs no tag, or, where the
    /// union is open, one from the future. Its faults are then those of that variant.
    fn is_another_variant(&self, name: &str, fault: &Fault) -> bool {
        let unions = || {
            let all = self.definitions().map(|name| self.definition(name));
            all.filter(|union| {
                variants(union)
                    .iter()
                    .any(|(_, variant)| reference(variant) == Some(name))
            })
        };
        match fault {
            Fault::Missing(field) | Fault::WrongType(field) if field == "type" => {
                unions().any(|union| union.get("required").is_none())
            }
            Fault::Constraint(field) if field == "type" => {
                unions().any(|union| union["properties"]["type"].get("enum").is_none())
            }
            _ => false,
        }
    }

    fn case(&self, name: &str, fault: Fault, instance: Value) -> Case {
        Case {
            definition: name.to_owned(),
            fault,
            document: self.wrap(name, instance),
        }
    }

    fn root(&self) -> &str {
        self.schema["$ref"]
            .as_str()
            .and_then(|r| r.strip_prefix("#/$defs/"))
            .expect("a bundle refers to its root")
    }

    fn definition(&self, name: &str) -> &Value {
        self.schema["$defs"]
            .get(name)
            .unwrap_or_else(|| panic!("no definition {name}"))
    }

    fn find_parents(&mut self) {
        let mut queue = VecDeque::from([self.root().to_owned()]);
        let root = self.root().to_owned();
        while let Some(parent) = queue.pop_front() {
            let mut found = Vec::new();
            edges(self.definition(&parent), &mut found);
            for (child, step) in found {
                if child != root && !self.parents.contains_key(&child) {
                    self.parents.insert(child.clone(), (parent.clone(), step));
                    queue.push_back(child);
                }
            }
        }
    }

    /// Puts an instance of a definition into the smallest document that can hold it.
    fn wrap(&self, name: &str, instance: Value) -> Value {
        let (mut name, mut value) = (name, instance);
        while let Some((parent, step)) = self.parents.get(name) {
            value = match step {
                Step::Property(property, through) => {
                    let mut object = self.minimal(self.definition(parent));
                    object[property.as_str()] = enclose(value, through);
                    object
                }
                Step::Same(through) => enclose(value, through),
            };
            name = parent;
        }
        value
    }

    /// The smallest value that the schema takes.
    fn minimal(&self, node: &Value) -> Value {
        if let Some(target) = reference(node) {
            return self.minimal(self.definition(target));
        }
        if let Some(value) = node.get("const") {
            return value.clone();
        }
        if let Some(values) = node.get("enum").and_then(Value::as_array)
            && !is_union(node)
        {
            return values[0].clone();
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(members) = node.get(keyword).and_then(Value::as_array) {
                return self.minimal(&members[0]);
            }
        }
        if let Some((_, variant)) = variants(node).into_iter().next() {
            return self.minimal(variant);
        }
        match types(node).first().map(String::as_str) {
            Some("object") => {
                let required = node
                    .get("required")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten();
                let properties = &node["properties"];
                Value::Object(
                    required
                        .filter_map(Value::as_str)
                        .map(|n| (n.to_owned(), self.minimal(&properties[n])))
                        .collect(),
                )
            }
            Some("array") => {
                let count = node.get("minItems").and_then(Value::as_u64).unwrap_or(0);
                (0..count).map(|_| self.minimal(&node["items"])).collect()
            }
            Some("string") => string(
                node,
                node.get("minLength").and_then(Value::as_u64).unwrap_or(0),
            )
            .into(),
            Some("integer") => smallest(node).into(),
            Some("number") => json!(0.5),
            Some("boolean") => json!(true),
            Some("null") => Value::Null,
            _ => json!({"any": [1, "thing"]}),
        }
    }

    /// Values that the schema takes and that differ in one thing from the smallest.
    fn valid(&self, node: &Value) -> Vec<Value> {
        let minimal = self.minimal(node);
        let mut instances = vec![minimal.clone()];
        for (_, variant) in variants(node) {
            instances.push(self.minimal(variant));
        }
        for keyword in ["oneOf", "anyOf"] {
            for member in node
                .get(keyword)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                instances.push(self.minimal(member));
            }
        }
        if let Some(values) = node.get("enum").and_then(Value::as_array) {
            instances.extend(values.iter().cloned());
        }
        let Some(properties) = node
            .get("properties")
            .and_then(Value::as_object)
            .filter(|_| !is_union(node))
        else {
            return instances;
        };
        let mut all = minimal.clone();
        for (name, property) in properties {
            if property == &Value::Bool(true) {
                continue;
            }
            for value in self.valid_property(property) {
                let mut instance = minimal.clone();
                instance[name.as_str()] = value;
                instances.push(instance);
            }
            all[name.as_str()] = self.minimal(property);
        }
        instances.push(all);
        if node.get("additionalProperties") != Some(&Value::Bool(false)) {
            let mut instance = minimal;
            let value = match node.get("additionalProperties") {
                Some(schema @ Value::Object(_)) => self.minimal(schema),
                _ => json!({"from": "the future"}),
            };
            instance["x_unheard_of"] = value;
            instances.push(instance);
        }
        instances
    }

    fn valid_property(&self, node: &Value) -> Vec<Value> {
        let mut values = vec![self.minimal(node)];
        if accepts_null(node) {
            values.push(Value::Null);
        }
        let node = not_null(node);
        if types(node).contains(&"array".to_owned()) && node.get("items").is_some() {
            let fits = node
                .get("maxItems")
                .and_then(Value::as_u64)
                .is_none_or(|most| most >= 1);
            if fits {
                values.push(json!([self.minimal(&node["items"])]));
            }
        }
        if let Some(most) = node
            .get("maxLength")
            .and_then(Value::as_u64)
            .filter(|most| *most <= 20_000)
        {
            values.push(string(node, most).into());
        }
        values
    }

    /// Values with one fault each.
    fn faulty(&self, node: &Value) -> Vec<(Fault, Value)> {
        let mut out = Vec::new();
        let minimal = self.minimal(node);
        if is_union(node) {
            let tag = tag_of(node);
            let mut unknown = minimal.clone();
            if node["properties"]
                .get(tag)
                .and_then(|t| t.get("enum"))
                .is_some()
            {
                unknown[tag] = "x_unheard_of".into();
                out.push((Fault::Constraint(tag.to_owned()), unknown));
            }
            if node.get("required").is_some() {
                let mut untagged = minimal.clone();
                untagged
                    .as_object_mut()
                    .expect("a variant is an object")
                    .remove(tag);
                out.push((Fault::Missing(tag.to_owned()), untagged));
            }
            out.push((Fault::WrongType(String::new()), json!(17)));
            return out;
        }
        if let Some(choices) = node.get("oneOf").and_then(Value::as_array) {
            let taken: Vec<_> = choices
                .iter()
                .flat_map(|choice| self.all_types(choice))
                .collect();
            if let Some(other) = other_type(&taken) {
                out.push((Fault::WrongType(String::new()), other));
            }
            return out;
        }
        if let Some(values) = node.get("enum") {
            if values
                .as_array()
                .is_some_and(|values| values.iter().all(Value::is_string))
            {
                out.push((Fault::Constraint(String::new()), json!("x_unheard_of")));
                out.push((Fault::WrongType(String::new()), json!(17)));
            }
            return out;
        }
        let empty = Map::new();
        let properties = node
            .get("properties")
            .and_then(Value::as_object)
            .unwrap_or(&empty);
        for name in node
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            let mut instance = minimal.clone();
            instance.as_object_mut().expect("an object").remove(name);
            out.push((Fault::Missing(name.to_owned()), instance));
        }
        if node.get("additionalProperties") == Some(&Value::Bool(false)) {
            let mut instance = minimal.clone();
            instance["x_unheard_of"] = json!(1);
            out.push((Fault::Constraint("x_unheard_of".to_owned()), instance));
        }
        for (name, property) in properties {
            for (fault, value) in self.faulty_property(name, property) {
                let mut instance = minimal.clone();
                instance[name.as_str()] = value;
                out.push((fault, instance));
            }
        }
        out
    }

    fn faulty_property(&self, name: &str, node: &Value) -> Vec<(Fault, Value)> {
        let mut out = Vec::new();
        let name = || name.to_owned();
        let taken = self.all_types(node);
        if taken.is_empty() {
            return out;
        }
        if let Some(other) = other_type(&taken) {
            out.push((Fault::WrongType(name()), other));
        }
        if !taken.iter().any(|t| t == "null") {
            out.push((Fault::WrongType(name()), Value::Null));
        }
        let node = not_null(node);
        if node.get("const").is_some() {
            out.push((Fault::Constraint(name()), json!("x_unheard_of")));
        }
        if node.get("enum").is_some() {
            out.push((Fault::Constraint(name()), json!("x_unheard_of")));
        }
        if let Some(least) = node.get("minimum").and_then(Value::as_f64) {
            out.push((Fault::Constraint(name()), number(node, least - 1.0)));
        }
        if let Some(least) = node.get("exclusiveMinimum").and_then(Value::as_f64) {
            out.push((Fault::Constraint(name()), number(node, least)));
        }
        if let Some(most) = node.get("maximum").and_then(Value::as_f64) {
            out.push((Fault::Constraint(name()), number(node, most + 1.0)));
        }
        if taken.contains(&"integer".to_owned()) && !taken.contains(&"number".to_owned()) {
            out.push((Fault::WrongType(name()), json!(2048.5)));
        }
        if let Some(least) = node
            .get("minLength")
            .and_then(Value::as_u64)
            .filter(|least| *least > 0)
        {
            out.push((Fault::Constraint(name()), string(node, least - 1).into()));
        }
        if let Some(most) = node.get("maxLength").and_then(Value::as_u64) {
            out.push((Fault::Constraint(name()), string(node, most + 1).into()));
        }
        if node.get("pattern").is_some() {
            out.push((Fault::Constraint(name()), json!("not like this!")));
        }
        if let Some(least) = node
            .get("minItems")
            .and_then(Value::as_u64)
            .filter(|least| *least > 0)
        {
            out.push((
                Fault::Constraint(name()),
                (1..least).map(|_| self.minimal(&node["items"])).collect(),
            ));
        }
        if let Some(most) = node
            .get("maxItems")
            .and_then(Value::as_u64)
            .filter(|most| *most <= 1000)
        {
            out.push((
                Fault::Constraint(name()),
                (0..=most).map(|_| self.minimal(&node["items"])).collect(),
            ));
        }
        if let Some(items) = node.get("items")
            && let Some(other) = other_type(&self.all_types(items))
        {
            out.push((Fault::WrongType(name()), json!([other])));
        }
        out
    }

    /// The JSON types that a node takes; none where it takes anything.
    fn all_types(&self, node: &Value) -> Vec<String> {
        if let Some(target) = reference(node) {
            return self.all_types(self.definition(target));
        }
        let mut found = types(node);
        for keyword in ["oneOf", "anyOf"] {
            for member in node
                .get(keyword)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                found.extend(self.all_types(member));
            }
        }
        if found.is_empty() {
            match node.get("const") {
                Some(Value::String(_)) => found.push("string".to_owned()),
                Some(Value::Null) => found.push("null".to_owned()),
                _ => {}
            }
            for value in node
                .get("enum")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                found.push(if value.is_null() { "null" } else { "string" }.to_owned());
            }
        }
        found
    }
}

fn enclose(value: Value, through: &[Through]) -> Value {
    through
        .iter()
        .rev()
        .fold(value, |value, layer| match layer {
            Through::Item => json!([value]),
            Through::MapValue => json!({"key": value}),
        })
}

/// The definitions that a node refers to, and how.
fn edges(node: &Value, out: &mut Vec<(String, Step)>) {
    fn below(
        node: &Value,
        through: &[Through],
        make: &dyn Fn(Vec<Through>) -> Step,
        out: &mut Vec<(String, Step)>,
    ) {
        if let Some(target) = reference(node) {
            out.push((target.to_owned(), make(through.to_vec())));
        }
        for keyword in ["oneOf", "anyOf"] {
            for member in node
                .get(keyword)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                below(member, through, make, out);
            }
        }
        for (_, variant) in variants(node) {
            below(variant, through, make, out);
        }
        let deeper = |layer: Through| through.iter().cloned().chain([layer]).collect::<Vec<_>>();
        if let Some(items) = node.get("items") {
            below(items, &deeper(Through::Item), make, out);
        }
        if let Some(values @ Value::Object(_)) = node.get("additionalProperties") {
            below(values, &deeper(Through::MapValue), make, out);
        }
    }
    below(node, &[], &Step::Same, out);
    if !is_union(node) {
        for (name, property) in node
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            below(
                property,
                &[],
                &|through| Step::Property(name.clone(), through),
                out,
            );
        }
    }
}

/// The variants of a tagged union, written as `allOf` of `if … then`.
fn variants(node: &Value) -> Vec<(&Value, &Value)> {
    let members = node
        .get("allOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    members
        .filter_map(|member| Some((member.get("if")?, member.get("then")?)))
        .collect()
}

fn is_union(node: &Value) -> bool {
    !variants(node).is_empty()
}

fn tag_of(node: &Value) -> &'static str {
    if node.pointer("/properties/role").is_some() {
        "role"
    } else {
        "type"
    }
}

fn reference(node: &Value) -> Option<&str> {
    node.get("$ref")?.as_str()?.strip_prefix("#/$defs/")
}

fn types(node: &Value) -> Vec<String> {
    match node.get("type") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

fn accepts_null(node: &Value) -> bool {
    types(node).iter().any(|t| t == "null")
        || node
            .get("enum")
            .and_then(Value::as_array)
            .is_some_and(|values| values.contains(&Value::Null))
        || node
            .get("anyOf")
            .and_then(Value::as_array)
            .is_some_and(|members| members.iter().any(accepts_null))
}

/// The node without the null beside it.
fn not_null(node: &Value) -> &Value {
    match node
        .get("anyOf")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        Some([inner, null]) if accepts_null(null) => inner,
        _ => node,
    }
}

/// A value of a JSON type that is not among `taken`.
fn other_type(taken: &[String]) -> Option<Value> {
    let candidates = [
        ("integer", json!(2048)),
        ("string", json!("toolu_1")),
        ("object", json!({"type": "x"})),
        ("array", json!([])),
        ("boolean", json!(true)),
    ];
    let is_taken = |name: &str| {
        taken
            .iter()
            .any(|t| t == name || (name == "integer" && t == "number"))
    };
    candidates
        .into_iter()
        .find(|(name, _)| !is_taken(name))
        .map(|(_, value)| value)
}

/// A string of so many characters that follows the node's pattern, as far as a prefix and a class of letters go.
fn string(node: &Value, length: u64) -> String {
    let pattern = node.get("pattern").and_then(Value::as_str).unwrap_or("^");
    let prefix = pattern
        .trim_start_matches('^')
        .split('[')
        .next()
        .unwrap_or_default();
    let prefix = if prefix
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_')
    {
        prefix
    } else {
        ""
    };
    let at_least = if node.get("pattern").is_some() {
        prefix.len() + 1
    } else {
        0
    };
    let length = usize::try_from(length)
        .expect("a length fits")
        .max(at_least);
    format!("{prefix}{}", "a".repeat(length - prefix.len()))
}

fn smallest(node: &Value) -> i64 {
    let bound = |keyword: &str| node.get(keyword).and_then(Value::as_i64);
    bound("minimum")
        .or_else(|| bound("exclusiveMinimum").map(|least| least + 1))
        .unwrap_or(0)
}

fn number(node: &Value, value: f64) -> Value {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "bounds of integers are whole"
    )]
    if types(node).iter().any(|t| t == "integer") {
        json!(value as i64)
    } else {
        json!(value)
    }
}
