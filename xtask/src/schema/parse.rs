//! From the JSON of a schema file to definitions, refusing every form that `schema/README.md` does not list.

use super::{
    Additional, Alternative, Definition, Direction, EnumValue, Enumeration, Form, Member, Notes,
    Nullable, NumberBounds, Object, Property, Root, Schema, StringBounds, Type, Union,
};
use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Map, Value};

type Json = Map<String, Value>;

/// Keywords that may stand anywhere and mean nothing to the generators.
const INFORMATIVE: &[&str] = &["$comment", "title", "examples", "default"];
const NOTES: &[&str] = &[
    "readOnly",
    "writeOnly",
    "x-beta",
    "x-face",
    "x-removed-in",
    "x-added-in",
    "deprecated",
    "description",
];

pub(super) fn file(schema: &mut Schema, stem: &str, file: &Value) -> Result<()> {
    let file = file.as_object().context("not an object")?;
    only(
        file,
        &[
            "$schema",
            "title",
            "description",
            "$ref",
            "$defs",
            "$comment",
        ],
    )?;
    if let Some(reference) = file.get("$ref") {
        let root = Root {
            definition: target(reference)?,
            description: text(file, "description")?.unwrap_or_default(),
        };
        schema.roots.insert(stem.to_owned(), root);
    }
    let definitions = file
        .get("$defs")
        .and_then(Value::as_object)
        .context("`$defs` is missing")?;
    for (name, body) in definitions {
        let body = body
            .as_object()
            .with_context(|| format!("`{name}` is not an object"))?;
        let definition = definition(stem, name, body).with_context(|| format!("in `{name}`"))?;
        schema.definitions.push(definition);
    }
    Ok(())
}

/// Checks references and fills in what needs other definitions: the tag of every union.
pub(super) fn resolve(schema: &mut Schema) -> Result<()> {
    for definition in &schema.definitions {
        for name in references(&definition.form) {
            ensure!(
                schema.index.contains_key(name),
                "`{}` refers to `{name}`, which no file defines",
                definition.name
            );
        }
    }
    for root in schema.roots.values() {
        ensure!(
            schema.index.contains_key(&root.definition),
            "the root `{}` is not defined",
            root.definition
        );
    }
    // Whether members are told apart by a tag or by their JSON type shows only once all definitions are known.
    let forms: Vec<_> = (0..schema.definitions.len())
        .map(|position| told_apart(schema, position))
        .collect::<Result<_>>()?;
    for (definition, form) in schema.definitions.iter_mut().zip(forms) {
        if let Some(form) = form {
            definition.form = form;
        }
    }
    for definition in &schema.definitions {
        if let Form::Union(union) = &definition.form {
            distinct(schema, union).with_context(|| format!("in `{}`", definition.name))?;
        }
    }
    Ok(())
}

/// The final form of a `oneOf` of references, or nothing for other definitions.
fn told_apart(schema: &Schema, position: usize) -> Result<Option<Form>> {
    let definition = &schema.definitions[position];
    let Form::Union(union) = &definition.form else {
        return Ok(None);
    };
    if let Some(tag) = ["type", "role"]
        .into_iter()
        .find(|tag| tagged(schema, union, tag))
    {
        let members = union
            .members
            .iter()
            .map(|m| Member {
                definition: m.definition.clone(),
                notes: m.notes.clone(),
            })
            .collect();
        return Ok(Some(Form::Union(Union {
            tag: tag.to_owned(),
            members,
        })));
    }
    let types: Vec<_> = union
        .members
        .iter()
        .map(|member| schema.json_type(&Type::Ref(member.definition.clone())))
        .collect();
    let distinct: std::collections::BTreeSet<_> = types.iter().flatten().collect();
    ensure!(
        distinct.len() == types.len(),
        "the members of `{}` are told apart neither by `type` or `role` nor by their JSON type",
        definition.name
    );
    Ok(Some(Form::Choice(
        union
            .members
            .iter()
            .map(|m| Alternative {
                ty: Type::Ref(m.definition.clone()),
                notes: m.notes.clone(),
            })
            .collect(),
    )))
}

fn tagged(schema: &Schema, union: &Union, tag: &str) -> bool {
    union
        .members
        .iter()
        .all(|member| match &schema.get(&member.definition).form {
            Form::Object(object) => object
                .properties
                .iter()
                .any(|p| p.name == tag && matches!(p.ty, Type::Const(_) | Type::Enum(_))),
            Form::Union(inner) => tagged(schema, inner, tag),
            _ => false,
        })
}

fn distinct(schema: &Schema, union: &Union) -> Result<()> {
    let mut seen = std::collections::BTreeSet::new();
    let mut defaults = 0;
    for branch in schema.branches(union) {
        for tag in branch.tags {
            ensure!(
                seen.insert(tag.clone()),
                "two members have the {} `{tag}`",
                union.tag
            );
        }
        defaults += usize::from(branch.default);
    }
    ensure!(
        defaults <= 1,
        "more than one member leaves `{}` optional",
        union.tag
    );
    Ok(())
}

pub(super) fn references(form: &Form) -> Vec<&str> {
    fn walk<'t>(ty: &'t Type, out: &mut Vec<&'t str>) {
        match ty {
            Type::Ref(name) => out.push(name),
            Type::Array { items, .. } => walk(items, out),
            Type::Map(values, _) => walk(values, out),
            _ => {}
        }
    }
    let mut out = Vec::new();
    match form {
        Form::Object(object) => {
            object.properties.iter().for_each(|p| walk(&p.ty, &mut out));
            if let Additional::Map(values) = &object.additional {
                walk(values, &mut out);
            }
        }
        Form::Union(union) => out.extend(union.members.iter().map(|m| m.definition.as_str())),
        Form::Enumeration(_) => {}
        Form::Choice(alternatives) => alternatives.iter().for_each(|a| walk(&a.ty, &mut out)),
        Form::Alias(ty) => walk(ty, &mut out),
    }
    out
}

fn definition(file: &str, name: &str, body: &Json) -> Result<Definition> {
    ensure!(
        name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric()),
        "a definition is named in PascalCase"
    );
    let upstream = strings(body, "x-upstream")?.unwrap_or_default();
    let form = form(body)?;
    Ok(Definition {
        name: name.to_owned(),
        file: file.to_owned(),
        description: text(body, "description")?.context("a definition needs a `description`")?,
        upstream,
        notes: notes(body)?,
        form,
    })
}

fn form(body: &Json) -> Result<Form> {
    if body.get("type").and_then(Value::as_str) == Some("object") {
        return object(body).map(Form::Object);
    }
    if let Some(members) = body.get("oneOf").and_then(Value::as_array) {
        only_besides(body, &["oneOf", "x-upstream"])?;
        let references_only = members.iter().all(|m| m.get("$ref").is_some());
        return if references_only {
            let members = members.iter().map(member).collect::<Result<_>>()?;
            Ok(Form::Union(Union {
                tag: String::new(),
                members,
            }))
        } else {
            choice(members).map(Form::Choice)
        };
    }
    if body.contains_key("enum") {
        only_besides(body, &["type", "enum", "x-upstream", "x-values"])?;
        return enumeration(body, body, false).map(Form::Enumeration);
    }
    if let Some([known, any]) = body
        .get("anyOf")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        let known = known
            .as_object()
            .context("`anyOf` of an enumeration and any string")?;
        ensure!(
            known.contains_key("enum") && any.get("type").and_then(Value::as_str) == Some("string"),
            "`anyOf` in a definition is an enumeration beside any string"
        );
        only_besides(body, &["anyOf", "x-upstream", "x-values"])?;
        return enumeration(known, body, true).map(Form::Enumeration);
    }
    let mut leaf = body.clone();
    leaf.remove("x-upstream");
    let (ty, nullable) = ty(&leaf)?;
    ensure!(
        nullable == Nullable::No,
        "a definition is not nullable; its uses are"
    );
    Ok(Form::Alias(ty))
}

fn choice(members: &[Value]) -> Result<Vec<Alternative>> {
    members
        .iter()
        .map(|member| {
            let member = member
                .as_object()
                .context("a member of `oneOf` is not an object")?;
            let (ty, nullable) = ty(member)?;
            ensure!(
                nullable == Nullable::No,
                "write `{{\"type\": \"null\"}}` as a member of its own"
            );
            Ok(Alternative {
                ty,
                notes: notes(member)?,
            })
        })
        .collect()
}

fn member(value: &Value) -> Result<Member> {
    let body = value
        .as_object()
        .context("a member of `oneOf` is not an object")?;
    only_besides(body, &["$ref"])?;
    Ok(Member {
        definition: target(&body["$ref"])?,
        notes: notes(body)?,
    })
}

fn enumeration(values: &Json, annotated: &Json, open: bool) -> Result<Enumeration> {
    let details = annotated.get("x-values").and_then(Value::as_object);
    let names = strings(values, "enum")?.context("`enum` holds strings")?;
    if let Some(stray) = details.and_then(|d| d.keys().find(|key| !names.contains(key))) {
        bail!("`x-values` annotates `{stray}`, which is not in `enum`");
    }
    let values = names
        .into_iter()
        .map(|value| {
            let detail = details
                .and_then(|d| d.get(&value))
                .and_then(Value::as_object);
            let notes = detail.map(notes).transpose()?.unwrap_or_default();
            let description = detail
                .map(|d| text(d, "description"))
                .transpose()?
                .flatten()
                .unwrap_or_default();
            Ok(EnumValue {
                value,
                description,
                notes,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Enumeration { values, open })
}

fn object(body: &Json) -> Result<Object> {
    only_besides(
        body,
        &[
            "type",
            "properties",
            "required",
            "additionalProperties",
            "x-upstream",
            "x-required",
            "x-tolerated",
        ],
    )?;
    let empty = Json::new();
    let properties = body
        .get("properties")
        .map_or(Some(&empty), Value::as_object)
        .context("`properties`")?;
    let properties = properties
        .iter()
        .map(|(name, body)| property(name, body).with_context(|| format!("in property `{name}`")))
        .collect::<Result<Vec<_>>>()?;
    let additional = match body.get("additionalProperties") {
        None => Additional::ByDirection,
        Some(Value::Bool(true)) => Additional::Any,
        Some(Value::Object(values)) => {
            let (values, nullable) = ty(values)?;
            ensure!(
                nullable == Nullable::No,
                "the values of a named map are not nullable; write the map inline"
            );
            Additional::Map(Box::new(values))
        }
        Some(_) => bail!("`additionalProperties` is absent, true or a schema"),
    };
    let by_direction = body
        .get("x-required")
        .and_then(Value::as_object)
        .unwrap_or(&empty);
    let object = Object {
        properties,
        required: strings(body, "required")?.unwrap_or_default(),
        required_in_request: strings(by_direction, "request")?.unwrap_or_default(),
        required_in_response: strings(by_direction, "response")?.unwrap_or_default(),
        additional,
        tolerated: strings(body, "x-tolerated")?.unwrap_or_default(),
    };
    for name in object
        .required
        .iter()
        .chain(&object.required_in_request)
        .chain(&object.required_in_response)
    {
        ensure!(
            object.properties.iter().any(|p| &p.name == name),
            "`{name}` is required but not a property"
        );
    }
    Ok(object)
}

fn property(name: &str, body: &Value) -> Result<Property> {
    let body = body.as_object().context("not an object")?;
    let (ty, mut nullable) = ty(body)?;
    if let Some(only) = text(body, "x-nullable")? {
        nullable = Nullable::OnlyIn(match only.as_str() {
            "request" => Direction::Request,
            "response" => Direction::Response,
            other => bail!("`x-nullable` is `request` or `response`, not `{other}`"),
        });
    }
    Ok(Property {
        name: name.to_owned(),
        description: text(body, "description")?.unwrap_or_default(),
        ty,
        nullable,
        notes: notes(body)?,
    })
}

/// Reads a leaf, an array or a reference, and whether null stands beside it.
fn ty(body: &Json) -> Result<(Type, Nullable)> {
    if let Some(reference) = body.get("$ref") {
        only_besides(body, &["$ref", "x-nullable"])?;
        return Ok((Type::Ref(target(reference)?), Nullable::No));
    }
    if let Some(members) = body.get("anyOf").and_then(Value::as_array) {
        only_besides(body, &["anyOf", "x-nullable"])?;
        let [inner, null] = members.as_slice() else {
            bail!("`anyOf` is used for nullable references only")
        };
        ensure!(
            null.get("type").and_then(Value::as_str) == Some("null"),
            "the second member of `anyOf` is null"
        );
        let inner = inner
            .as_object()
            .context("the first member of `anyOf` is a schema")?;
        return Ok((ty(inner)?.0, Nullable::Yes));
    }
    if let Some(value) = body.get("const") {
        only_besides(body, &["const", "type", "x-nullable"])?;
        let value = value.as_str().context("`const` is a string")?;
        return Ok((Type::Const(value.to_owned()), Nullable::No));
    }
    if body.get("type").is_none() {
        if let Some(values) = body.get("enum").and_then(Value::as_array) {
            only_besides(body, &["enum", "x-nullable"])?;
            let nullable = if values.iter().any(Value::is_null) {
                Nullable::Yes
            } else {
                Nullable::No
            };
            let strings: Vec<_> = values
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect();
            return Ok((Type::Enum(strings), nullable));
        }
        ensure!(
            body.keys()
                .all(|k| NOTES.contains(&k.as_str()) || INFORMATIVE.contains(&k.as_str())),
            "no `type`"
        );
        return Ok((Type::Any, Nullable::No));
    }
    let (name, nullable) = match &body["type"] {
        Value::String(name) => (name.clone(), Nullable::No),
        Value::Array(names) => {
            let names: Vec<_> = names.iter().filter_map(Value::as_str).collect();
            match names.as_slice() {
                [name, "null"] => ((*name).to_owned(), Nullable::Yes),
                _ => bail!("a `type` list is one type and `null`"),
            }
        }
        _ => bail!("`type` is a name or a list of a name and `null`"),
    };
    let ty = match name.as_str() {
        "string" if body.contains_key("enum") => {
            only_besides(body, &["type", "enum", "x-nullable"])?;
            let values = body["enum"].as_array().context("`enum` is a list")?;
            Type::Enum(
                values
                    .iter()
                    .filter_map(Value::as_str)
                    .map(str::to_owned)
                    .collect(),
            )
        }
        "string" => {
            only_besides(
                body,
                &[
                    "type",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "format",
                    "x-nullable",
                ],
            )?;
            Type::String(StringBounds {
                min_length: unsigned(body, "minLength")?,
                max_length: unsigned(body, "maxLength")?,
                pattern: text(body, "pattern")?,
                format: text(body, "format")?,
            })
        }
        "integer" | "number" => {
            only_besides(
                body,
                &[
                    "type",
                    "minimum",
                    "exclusiveMinimum",
                    "maximum",
                    "format",
                    "x-nullable",
                ],
            )?;
            let bounds = NumberBounds {
                minimum: body.get("minimum").and_then(Value::as_f64),
                exclusive_minimum: body.get("exclusiveMinimum").and_then(Value::as_f64),
                maximum: body.get("maximum").and_then(Value::as_f64),
            };
            if name == "integer" {
                Type::Integer(bounds)
            } else {
                Type::Number(bounds)
            }
        }
        "boolean" => {
            only_besides(body, &["type", "x-nullable"])?;
            Type::Boolean
        }
        "null" => Type::Null,
        "array" => {
            only_besides(
                body,
                &["type", "items", "minItems", "maxItems", "x-nullable"],
            )?;
            let (items, items_nullable) = match body.get("items") {
                None => (Type::Any, Nullable::No),
                Some(items) => {
                    ty(items.as_object().context("`items` is a schema")?).context("in `items`")?
                }
            };
            Type::Array {
                items: Box::new(items),
                items_nullable: items_nullable == Nullable::Yes,
                min: unsigned(body, "minItems")?,
                max: unsigned(body, "maxItems")?,
            }
        }
        "object" => {
            only_besides(body, &["type", "additionalProperties", "x-nullable"])?;
            match body.get("additionalProperties") {
                Some(Value::Bool(true)) | None => Type::FreeObject,
                Some(Value::Object(values)) => {
                    let (values, nullable) = ty(values)?;
                    Type::Map(Box::new(values), nullable == Nullable::Yes)
                }
                Some(_) => {
                    bail!("an inline object is free-form or a map; give it a definition of its own")
                }
            }
        }
        other => bail!("unknown type `{other}`"),
    };
    Ok((ty, nullable))
}

fn notes(body: &Json) -> Result<Notes> {
    let flag = |key: &str| body.get(key).and_then(Value::as_bool).unwrap_or(false);
    let only_in = match (flag("readOnly"), flag("writeOnly")) {
        (false, false) => None,
        (true, false) => Some(Direction::Response),
        (false, true) => Some(Direction::Request),
        (true, true) => bail!("`readOnly` and `writeOnly` exclude each other"),
    };
    let beta_face = match text(body, "x-face")?.as_deref() {
        None => false,
        Some("beta") => true,
        Some(other) => bail!("`x-face` is `beta` or absent, not `{other}`"),
    };
    Ok(Notes {
        only_in,
        beta: strings(body, "x-beta")?.unwrap_or_default(),
        beta_face,
        removed_in: text(body, "x-removed-in")?,
        added_in: text(body, "x-added-in")?,
        deprecated: flag("deprecated"),
    })
}

fn target(reference: &Value) -> Result<String> {
    let reference = reference.as_str().context("`$ref` is a string")?;
    let (_, name) = reference
        .split_once("#/$defs/")
        .with_context(|| format!("`{reference}` is not …#/$defs/Name"))?;
    Ok(name.to_owned())
}

fn only(body: &Json, known: &[&str]) -> Result<()> {
    match body.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => bail!("`{key}` is not used here (schema/README.md lists the forms)"),
        None => Ok(()),
    }
}

fn only_besides(body: &Json, known: &[&str]) -> Result<()> {
    let known: Vec<_> = known
        .iter()
        .chain(NOTES)
        .chain(INFORMATIVE)
        .copied()
        .collect();
    only(body, &known)
}

fn text(body: &Json, key: &str) -> Result<Option<String>> {
    match body.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => bail!("`{key}` is a string"),
    }
}

fn unsigned(body: &Json, key: &str) -> Result<Option<u64>> {
    body.get(key)
        .map(|value| {
            value
                .as_u64()
                .with_context(|| format!("`{key}` is a count"))
        })
        .transpose()
}

fn strings(body: &Json, key: &str) -> Result<Option<Vec<String>>> {
    let Some(value) = body.get(key) else {
        return Ok(None);
    };
    let list = value
        .as_array()
        .with_context(|| format!("`{key}` is a list"))?;
    list.iter()
        .map(|item| {
            item.as_str()
                .map(str::to_owned)
                .with_context(|| format!("`{key}` holds strings"))
        })
        .collect::<Result<_>>()
        .map(Some)
}
