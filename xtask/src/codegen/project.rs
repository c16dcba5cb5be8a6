//! The superset of `schema/` as plain JSON Schema 2020-12, for one direction.
//!
//! Requests are closed and bounded, because the API refuses what it does not know; responses are open, because the API
//! may add fields, tags and values at any time, and its own answers are not ours to judge. A union becomes a dispatch on
//! its tag (`if`/`then` for each variant), so that validators and editors speak of the variant that was meant.

use crate::schema::{
    Additional, Branch, Definition, Direction, EnumValue, Enumeration, Form, Notes, Nullable,
    NumberBounds, Object, Property, Schema, StringBounds, Type, Union,
};
use serde_json::{Map, Value, json};

type Json = Map<String, Value>;

/// One definition, its references written as `#/$defs/Name`.
pub(crate) fn definition(schema: &Schema, definition: &Definition, direction: Direction) -> Value {
    let projection = Projection { schema, direction };
    let mut out = Json::new();
    describe(&mut out, &definition.description);
    annotate(&mut out, &definition.notes);
    out.extend(match &definition.form {
        Form::Object(object) => projection.object(object),
        Form::Union(union) => projection.union(union),
        Form::Enumeration(enumeration) => projection.enumeration(enumeration),
        Form::Choice(alternatives) => {
            let members: Vec<_> = alternatives
                .iter()
                .map(|alternative| {
                    let mut member = projection.ty(&alternative.ty);
                    annotate(&mut member, &alternative.notes);
                    Value::Object(member)
                })
                .collect();
            object_of([("oneOf", members.into())])
        }
        Form::Alias(ty) => projection.ty(ty),
    });
    out.into()
}

struct Projection<'s> {
    schema: &'s Schema,
    direction: Direction,
}

impl Projection<'_> {
    fn object(&self, object: &Object) -> Json {
        let here: Vec<_> = object
            .properties
            .iter()
            .filter(|property| property.notes.holds_in(self.direction))
            .collect();
        let mut properties: Json = here
            .iter()
            .map(|property| (property.name.clone(), self.property(property)))
            .collect();
        let required: Vec<_> = here
            .iter()
            .filter(|property| self.is_required(object, &property.name))
            .map(|property| Value::from(property.name.as_str()))
            .collect();
        let mut out = object_of([("type", "object".into())]);
        let additional = match (&object.additional, self.direction) {
            (Additional::ByDirection, Direction::Request) => {
                for name in &object.tolerated {
                    properties.insert(name.clone(), json!({}));
                }
                Some(false.into())
            }
            (Additional::ByDirection, Direction::Response) => None,
            (Additional::Any, _) => Some(true.into()),
            (Additional::Map(values), _) => Some(self.ty(values).into()),
        };
        if !properties.is_empty() {
            out.insert("properties".into(), properties.into());
        }
        if !required.is_empty() {
            out.insert("required".into(), required.into());
        }
        if let Some(additional) = additional {
            out.insert("additionalProperties".into(), additional);
        }
        out
    }

    fn property(&self, property: &Property) -> Value {
        let mut out = Json::new();
        describe(&mut out, &property.description);
        annotate(&mut out, &property.notes);
        let is_nullable = match property.nullable {
            Nullable::No => false,
            Nullable::Yes => true,
            Nullable::OnlyIn(direction) => direction == self.direction,
        };
        let ty = self.ty(&property.ty);
        out.extend(if is_nullable { nullable(ty) } else { ty });
        out.into()
    }

    /// Dispatch on the tag: an object whose tag selects, member by member, what else it must be.
    fn union(&self, union: &Union) -> Json {
        let branches: Vec<_> = self
            .schema
            .branches(union)
            .into_iter()
            .filter(|branch| {
                branch.notes.holds_in(self.direction)
                    && branch.definition.notes.holds_in(self.direction)
            })
            .collect();
        let default = branches
            .iter()
            .find(|branch| match &branch.definition.form {
                Form::Object(object) => !self.is_required(object, &union.tag),
                _ => false,
            });
        let mut dispatch: Vec<Value> = branches
            .iter()
            .map(|branch| {
                let selects = match branch.tags.as_slice() {
                    [tag] => json!({ "const": tag }),
                    tags => json!({ "enum": tags }),
                };
                json!({
                    "if": {"properties": {&union.tag: selects}, "required": [&union.tag]},
                    "then": reference(branch),
                })
            })
            .collect();
        if let Some(default) = default {
            let has_tag = json!({
                "properties": {&union.tag: {"not": {"type": "null"}}},
                "required": [&union.tag]
            });
            dispatch.push(json!({ "if": has_tag, "else": reference(default) }));
        }
        let mut out = object_of([
            ("type", "object".into()),
            (
                "properties",
                json!({&union.tag: self.tag(&branches, default.is_some())}),
            ),
        ]);
        if default.is_none() {
            out.insert("required".into(), json!([&union.tag]));
        }
        out.insert("allOf".into(), dispatch.into());
        out
    }

    /// What the tag may be: one of the known ones in a request, any string in a response.
    fn tag(&self, branches: &[Branch<'_>], may_be_null: bool) -> Value {
        let ty = if may_be_null {
            json!(["string", "null"])
        } else {
            json!("string")
        };
        if self.direction == Direction::Response {
            return json!({ "type": ty });
        }
        let tags = branches.iter().flat_map(|branch| &branch.tags);
        let mut values: Vec<Value> = tags.map(|tag| tag.as_str().into()).collect();
        if may_be_null {
            values.push(Value::Null);
        }
        json!({ "enum": values })
    }

    fn enumeration(&self, enumeration: &Enumeration) -> Json {
        let here: Vec<_> = enumeration
            .values
            .iter()
            .filter(|value| value.notes.holds_in(self.direction))
            .collect();
        let names: Vec<_> = here.iter().map(|value| value.value.as_str()).collect();
        let known = json!({ "type": "string", "enum": names });
        let mut out = match known {
            Value::Object(known) if !enumeration.open && self.direction == Direction::Request => {
                known
            }
            known => object_of([("anyOf", json!([known, {"type": "string"}]))]),
        };
        let details: Json = here.iter().filter_map(|value| detail(value)).collect();
        if !details.is_empty() {
            out.insert("x-values".into(), details.into());
        }
        out
    }

    fn ty(&self, ty: &Type) -> Json {
        match ty {
            Type::Ref(name) => object_of([("$ref", format!("#/$defs/{name}").into())]),
            Type::String(bounds) => self.string(bounds),
            Type::Integer(bounds) => self.number("integer", bounds),
            Type::Number(bounds) => self.number("number", bounds),
            Type::Boolean => object_of([("type", "boolean".into())]),
            Type::Const(value) => {
                object_of([("type", "string".into()), ("const", value.as_str().into())])
            }
            Type::Enum(values) => {
                object_of([("type", "string".into()), ("enum", values.clone().into())])
            }
            Type::Array {
                items,
                items_nullable,
                min,
                max,
            } => {
                let items = self.ty(items);
                let items = if *items_nullable {
                    nullable(items)
                } else {
                    items
                };
                let mut out = object_of([("type", "array".into()), ("items", items.into())]);
                self.bound(&mut out, "minItems", min.map(Value::from));
                self.bound(&mut out, "maxItems", max.map(Value::from));
                out
            }
            Type::FreeObject => object_of([
                ("type", "object".into()),
                ("additionalProperties", true.into()),
            ]),
            Type::Map(values, null) => {
                let values = self.ty(values);
                let values = if *null { nullable(values) } else { values };
                object_of([
                    ("type", "object".into()),
                    ("additionalProperties", values.into()),
                ])
            }
            Type::Any => Json::new(),
            Type::Null => object_of([("type", "null".into())]),
        }
    }

    fn string(&self, bounds: &StringBounds) -> Json {
        let mut out = object_of([("type", "string".into())]);
        self.bound(&mut out, "minLength", bounds.min_length.map(Value::from));
        self.bound(&mut out, "maxLength", bounds.max_length.map(Value::from));
        self.bound(
            &mut out,
            "pattern",
            bounds.pattern.as_deref().map(Value::from),
        );
        if let Some(format) = &bounds.format {
            out.insert("format".into(), format.as_str().into());
        }
        out
    }

    fn number(&self, name: &str, bounds: &NumberBounds) -> Json {
        let mut out = object_of([("type", name.into())]);
        self.bound(&mut out, "minimum", bounds.minimum.map(number));
        self.bound(
            &mut out,
            "exclusiveMinimum",
            bounds.exclusive_minimum.map(number),
        );
        self.bound(&mut out, "maximum", bounds.maximum.map(number));
        out
    }

    fn bound(&self, out: &mut Json, keyword: &str, limit: Option<Value>) {
        if let (Direction::Request, Some(limit)) = (self.direction, limit) {
            out.insert(keyword.into(), limit);
        }
    }

    fn is_required(&self, object: &Object, name: &str) -> bool {
        let by_direction = match self.direction {
            Direction::Request => &object.required_in_request,
            Direction::Response => &object.required_in_response,
        };
        object
            .required
            .iter()
            .chain(by_direction)
            .any(|required| required == name)
    }
}

fn reference(branch: &Branch<'_>) -> Value {
    let name = &branch.definition.name;
    let mut out = object_of([("$ref", format!("#/$defs/{name}").into())]);
    annotate(&mut out, &branch.notes);
    out.into()
}

fn nullable(mut ty: Json) -> Json {
    if ty.is_empty() {
        return ty;
    }
    let is_plain = !["$ref", "const", "enum"]
        .iter()
        .any(|key| ty.contains_key(*key));
    match ty.get("type").cloned() {
        Some(name) if is_plain => {
            ty.insert("type".into(), json!([name, "null"]));
            ty
        }
        _ => object_of([("anyOf", json!([ty, {"type": "null"}]))]),
    }
}

fn describe(out: &mut Json, description: &str) {
    if !description.is_empty() {
        out.insert("description".into(), description.into());
    }
}

/// Carries over what editors show and readers want to know.
fn annotate(out: &mut Json, notes: &Notes) {
    if notes.deprecated {
        out.insert("deprecated".into(), true.into());
    }
    if !notes.beta.is_empty() {
        out.insert("x-beta".into(), notes.beta.clone().into());
    }
    if notes.beta_face {
        out.insert("x-face".into(), "beta".into());
    }
    for (keyword, version) in [
        ("x-removed-in", &notes.removed_in),
        ("x-added-in", &notes.added_in),
    ] {
        if let Some(version) = version {
            out.insert(keyword.into(), version.as_str().into());
        }
    }
}

fn detail(value: &EnumValue) -> Option<(String, Value)> {
    let mut out = Json::new();
    describe(&mut out, &value.description);
    annotate(&mut out, &value.notes);
    (!out.is_empty()).then(|| (value.value.clone(), out.into()))
}

/// A bound as it was written: `1`, not `1.0`.
fn number(bound: f64) -> Value {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked to be whole and small"
    )]
    if bound.fract() == 0.0 && bound.abs() < 1e15 {
        (bound as i64).into()
    } else {
        bound.into()
    }
}

fn object_of<const N: usize>(members: [(&str, Value); N]) -> Json {
    members
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
