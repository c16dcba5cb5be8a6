//! Passes that bring the schema to the dialect typify gets right.
//!
//! Each pass cures one fault that typify 0.8 showed on the official schema of this API; its comment names the fault.
//! What comes out has structs with plain fields, and names that stand for types which typify must not generate.

use crate::schema::{Additional, Form, NumberBounds, Schema, StringBounds, Type};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The schema, lowered.
#[derive(Debug, Default)]
pub(super) struct Lowered {
    /// Structs by name, with the names and types of their fields.
    pub(super) structs: BTreeMap<String, Vec<(String, Type)>>,
    /// Definitions that are no structs; typify refers to them and must not generate them.
    pub(super) replaced: BTreeSet<String>,
    aliases: BTreeMap<String, Type>,
}

pub(super) fn lower(schema: &Schema) -> Lowered {
    let mut lowered = Lowered::default();
    objects_become_structs(schema, &mut lowered);
    unions_and_enumerations_are_replaced(schema, &mut lowered);
    choices_become_carriers(schema, &mut lowered);
    aliases_are_opened(schema, &mut lowered);
    constants_become_strings(&mut lowered);
    bounds_are_stripped(&mut lowered);
    lowered
}

/// The struct whose fields stand for the members of a choice.
pub(super) fn carrier(choice: &str) -> String {
    format!("{choice}Carrier")
}

/// The field of a carrier for one member.
pub(super) fn carried(member: usize) -> String {
    format!("member{member}")
}

/// Fault: `required` decides how typify writes a field. An optional array loses the difference between absent and `[]`,
/// a nullable required one becomes an `Option` that may not be absent. So every field is rendered as required and not
/// null, and `model.rs` decides from the schema what is an `Option`.
///
/// A free-form object or a map without fields is no struct; [`aliases_are_opened`] takes those.
fn objects_become_structs(schema: &Schema, lowered: &mut Lowered) {
    for definition in &schema.definitions {
        let Form::Object(object) = &definition.form else {
            continue;
        };
        if object.properties.is_empty() && !matches!(object.additional, Additional::ByDirection) {
            continue;
        }
        let fields = object
            .properties
            .iter()
            .map(|property| (property.name.clone(), property.ty.clone()))
            .collect();
        lowered.structs.insert(definition.name.clone(), fields);
    }
}

/// Fault: a `oneOf` over references becomes an untagged enum, whose errors name no field and whose first fitting member
/// wins (a `ping` was read as another event, an unknown image type made a document of an image); an enumeration beside
/// any string becomes a struct of flattened options that no real request fits. Both are emitted by `emit.rs` instead.
fn unions_and_enumerations_are_replaced(schema: &Schema, lowered: &mut Lowered) {
    for definition in &schema.definitions {
        if matches!(definition.form, Form::Union(_) | Form::Enumeration(_)) {
            lowered.replaced.insert(definition.name.clone());
        }
    }
}

/// Fault: a string beside an array of blocks becomes an untagged enum, too. The choice is replaced; the types of its
/// members are still wanted, so a struct that is thrown away carries them through typify as fields.
fn choices_become_carriers(schema: &Schema, lowered: &mut Lowered) {
    for definition in &schema.definitions {
        let Form::Choice(members) = &definition.form else {
            continue;
        };
        let fields = members
            .iter()
            .enumerate()
            .filter(|(_, member)| member.ty != Type::Null)
            .map(|(position, member)| (carried(position), member.ty.clone()))
            .collect();
        lowered.structs.insert(carrier(&definition.name), fields);
        lowered.replaced.insert(definition.name.clone());
    }
}

/// Fault: a named string, array, map or free-form object becomes a newtype with conversions of its own. A name for
/// something that has a Rust type already is worth nothing, so it is written out where it is used.
fn aliases_are_opened(schema: &Schema, lowered: &mut Lowered) {
    for definition in &schema.definitions {
        let target = match &definition.form {
            Form::Alias(target) => target.clone(),
            Form::Object(object) if object.properties.is_empty() => match &object.additional {
                Additional::ByDirection => continue,
                Additional::Any => Type::FreeObject,
                Additional::Map(values) => Type::Map(values.clone(), false),
            },
            _ => continue,
        };
        lowered.aliases.insert(definition.name.clone(), target);
    }
    for ty in lowered.structs.values_mut().flatten() {
        open(&mut ty.1, &lowered.aliases);
    }
}

fn open(ty: &mut Type, aliases: &BTreeMap<String, Type>) {
    match ty {
        Type::Ref(name) => {
            if let Some(target) = aliases.get(name) {
                *ty = target.clone();
                open(ty, aliases);
            }
        }
        Type::Array { items, .. } | Type::Map(items, _) => open(items, aliases),
        _ => {}
    }
}

/// Fault: a constant becomes a `String` that takes anything, and a one-valued enumeration an enum of its own for each
/// field. Tags of unions are dropped by `model.rs`; what remains (a tool's fixed `name`) is honestly a string.
fn constants_become_strings(lowered: &mut Lowered) {
    walk(lowered, &|ty| {
        if matches!(ty, Type::Const(_) | Type::Enum(_)) {
            *ty = Type::String(StringBounds::default());
        }
    });
}

/// Fault: a length or pattern becomes a newtype with a regular expression, a minimum of 0 an unsigned integer, a date a
/// type that prints the value differently. Bounds are the validator's work.
fn bounds_are_stripped(lowered: &mut Lowered) {
    walk(lowered, &|ty| match ty {
        Type::String(bounds) => *bounds = StringBounds::default(),
        Type::Integer(bounds) | Type::Number(bounds) => *bounds = NumberBounds::default(),
        Type::Array { min, max, .. } => (*min, *max) = (None, None),
        _ => {}
    });
}

fn walk(lowered: &mut Lowered, change: &dyn Fn(&mut Type)) {
    fn visit(ty: &mut Type, change: &dyn Fn(&mut Type)) {
        change(ty);
        if let Type::Array { items, .. } | Type::Map(items, _) = ty {
            visit(items, change);
        }
    }
    for (_, ty) in lowered.structs.values_mut().flatten() {
        visit(ty, change);
    }
}

impl Lowered {
    /// The lowered schema as typify reads it: JSON Schema with `definitions`.
    pub(super) fn render(&self) -> Value {
        let mut definitions = Map::new();
        for name in &self.replaced {
            // Something must stand there for references to resolve; it is replaced whatever it is.
            definitions.insert(name.clone(), json!({"type": "string"}));
        }
        for (name, fields) in &self.structs {
            let properties: Map<_, _> = fields
                .iter()
                .map(|(name, ty)| (name.clone(), render(ty)))
                .collect();
            let required: Vec<_> = fields.iter().map(|(name, _)| name).collect();
            let object = json!({"type": "object", "properties": properties, "required": required});
            definitions.insert(name.clone(), object);
        }
        json!({"definitions": definitions})
    }
}

fn render(ty: &Type) -> Value {
    match ty {
        Type::Ref(name) => json!({"$ref": format!("#/definitions/{name}")}),
        Type::String(_) | Type::Const(_) | Type::Enum(_) => json!({"type": "string"}),
        Type::Integer(_) => json!({"type": "integer"}),
        Type::Number(_) => json!({"type": "number"}),
        Type::Boolean => json!({"type": "boolean"}),
        Type::Array {
            items,
            items_nullable,
            ..
        } => json!({"type": "array", "items": nullable(items, *items_nullable)}),
        Type::FreeObject => json!({"type": "object", "additionalProperties": true}),
        Type::Map(values, values_nullable) => {
            json!({"type": "object", "additionalProperties": nullable(values, *values_nullable)})
        }
        Type::Any | Type::Null => json!({}),
    }
}

fn nullable(ty: &Type, nullable: bool) -> Value {
    if nullable {
        json!({"anyOf": [render(ty), {"type": "null"}]})
    } else {
        render(ty)
    }
}
