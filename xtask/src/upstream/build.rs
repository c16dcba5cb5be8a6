//! From an upstream schema to one of ours.

use super::{
    draft::{Draft, TODO},
    names::Names,
    node::Node,
    shape::Shapes,
};
use crate::schema::{Additional, Definition, Form, Schema};
use anyhow::Result;
use serde_json::{Map, Value, json};

/// Writes schemas into one file, adding the definitions that they need.
pub(crate) struct Builder<'d, 's> {
    pub(crate) draft: &'d mut Draft,
    pub(crate) file: String,
    /// One for each view that has the type; what is used for it must fit in all of them.
    pub(crate) shapes: Vec<Shapes<'s>>,
    pub(crate) names: &'s Names,
    pub(crate) schema: &'s Schema,
    /// Definitions that were added on the way.
    pub(crate) added: Vec<String>,
}

impl Builder<'_, '_> {
    /// A schema for a property; `None` while it needs a type that no definition names yet.
    ///
    /// `name` is what a definition is called that has to be made for it.
    pub(crate) fn property(&mut self, node: &Node, name: &str) -> Result<Option<Value>> {
        let (inner, nullable) = split_null(node);
        let Some(schema) = self.value(&inner, name)? else {
            return Ok(None);
        };
        Ok(Some(if nullable { with_null(schema) } else { schema }))
    }

    fn value(&mut self, node: &Node, name: &str) -> Result<Option<Value>> {
        let schema = match node {
            Node::Ref(target) => match self.names.definition(target) {
                Some(definition) => self.draft.reference(&self.file, definition),
                None => return Ok(None),
            },
            Node::Any | Node::Null => json!({}),
            Node::Boolean | Node::Flag(_) => json!({"type": "boolean"}),
            Node::Integer => json!({"type": "integer"}),
            Node::Number => json!({"type": "number"}),
            Node::String => json!({"type": "string"}),
            Node::Value(value) => json!({"type": "string", "const": value}),
            Node::Free | Node::Object(_) => self.free_form(),
            Node::Array(items) => match self.property(items, &format!("{name}Item"))? {
                Some(items) => json!({"type": "array", "items": items}),
                None => return Ok(None),
            },
            Node::Map(values) => match self.property(values, &format!("{name}Value"))? {
                Some(values) => json!({"type": "object", "additionalProperties": values}),
                None => return Ok(None),
            },
            Node::OneOf(_) => return self.named(node, name),
        };
        Ok(Some(schema))
    }

    /// Several forms need a definition: one that takes the same, or a new one.
    fn named(&mut self, node: &Node, name: &str) -> Result<Option<Value>> {
        let mut references = node.references().into_iter();
        if references.any(|target| self.names.definition(target).is_none()) {
            return Ok(None);
        }
        let same = self.schema.definitions.iter().find(|definition| {
            is_candidate(definition)
                && self
                    .shapes
                    .iter()
                    .all(|shapes| shapes.same(node, &definition.name))
        });
        if let Some(same) = same {
            return Ok(Some(self.draft.reference(&self.file, &same.name)));
        }
        let Some(body) = self.definition(node, name)? else {
            return Ok(None);
        };
        let name = self.draft.free_name(name);
        self.draft.add(&self.file, &name, body)?;
        self.added.push(name.clone());
        Ok(Some(self.draft.reference(&self.file, &name)))
    }

    /// The body of a definition for anything but an object.
    pub(crate) fn definition(&mut self, node: &Node, name: &str) -> Result<Option<Value>> {
        let (inner, _) = split_null(node);
        let members = match &inner {
            Node::OneOf(members) => flat(members),
            single => vec![single.clone()],
        };
        let values: Vec<_> = members
            .iter()
            .filter_map(|member| match member {
                Node::Value(value) => Some(value.clone()),
                _ => None,
            })
            .collect();
        if !values.is_empty() && members.len() - values.len() <= 1 {
            let known = json!({"type": "string", "enum": values});
            return Ok(
                match members.iter().find(|m| !matches!(m, Node::Value(_))) {
                    None => Some(json!({"description": TODO, "type": "string", "enum": values})),
                    Some(Node::String) => {
                        Some(json!({"description": TODO, "anyOf": [known, {"type": "string"}]}))
                    }
                    Some(_) => None,
                },
            );
        }
        if let [single] = members.as_slice() {
            return Ok(self.value(single, name)?.map(|body| described(&body)));
        }
        let (objects, others): (Vec<_>, Vec<_>) = members
            .into_iter()
            .partition(|member| matches!(member, Node::Ref(_)));
        let mut alternatives = Vec::new();
        if objects.len() > 1 && !others.is_empty() {
            match self.named(&Node::OneOf(objects), &format!("{name}Object"))? {
                Some(union) => alternatives.push(union),
                None => return Ok(None),
            }
        } else {
            for object in &objects {
                match self.value(object, name)? {
                    Some(reference) if alternatives.contains(&reference) => {}
                    Some(reference) => alternatives.push(reference),
                    None => return Ok(None),
                }
            }
        }
        for other in &others {
            match self.value(other, name)? {
                Some(schema) => alternatives.push(schema),
                None => return Ok(None),
            }
        }
        Ok(Some(json!({"description": TODO, "oneOf": alternatives})))
    }

    /// JSON of any content has a name in the schema; a schema without one gets it inline.
    fn free_form(&self) -> Value {
        let named = self.schema.definitions.iter().find(|definition| {
            definition.upstream.is_empty()
                && matches!(&definition.form, Form::Object(object)
                    if object.properties.is_empty() && matches!(object.additional, Additional::Any))
        });
        match named {
            Some(definition) => self.draft.reference(&self.file, &definition.name),
            None => json!({"type": "object", "additionalProperties": true}),
        }
    }
}

/// What a property may refer to instead of a new definition.
pub(crate) fn is_candidate(definition: &Definition) -> bool {
    matches!(
        definition.form,
        Form::Union(_) | Form::Choice(_) | Form::Enumeration(_)
    )
}

pub(crate) fn split_null(node: &Node) -> (Node, bool) {
    let Node::OneOf(members) = node else {
        return (node.clone(), false);
    };
    let mut rest = flat(members);
    let before = rest.len();
    rest.retain(|member| *member != Node::Null);
    let nullable = rest.len() != before;
    let inner = match rest.as_slice() {
        [single] => single.clone(),
        _ => Node::OneOf(rest),
    };
    (inner, nullable)
}

fn flat(members: &[Node]) -> Vec<Node> {
    members
        .iter()
        .flat_map(|member| match member {
            Node::OneOf(inner) => flat(inner),
            other => vec![other.clone()],
        })
        .collect()
}

/// The same schema, null beside it.
pub(crate) fn with_null(schema: Value) -> Value {
    match schema.get("type").and_then(Value::as_str) {
        Some(name) if schema.get("const").is_none() => {
            let name = name.to_owned();
            let mut schema = schema;
            schema["type"] = json!([name, "null"]);
            schema
        }
        None if schema.get("$ref").is_none() => schema,
        _ => json!({"anyOf": [schema, {"type": "null"}]}),
    }
}

/// A description stands below a reference and above everything else, as everywhere in the schema.
pub(crate) fn described(body: &Value) -> Value {
    let mut out = Map::new();
    if let Some(reference) = body.get("$ref") {
        out.insert("$ref".to_owned(), reference.clone());
    }
    out.insert("description".to_owned(), json!(TODO));
    if let Some(body) = body.as_object() {
        out.extend(body.clone());
    }
    Value::Object(out)
}
