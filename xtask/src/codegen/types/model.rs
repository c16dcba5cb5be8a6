//! The Rust types, ready to be written: what typify made of the fields together with what the schema says beyond them.

use super::{
    docs,
    harvest::{Field as Harvested, Structs},
    lower, names,
};
use crate::schema::{
    self, Additional, Definition, Enumeration, Form, Nullable, Object, Property, Schema, Type,
    Union,
};
use anyhow::{Context as _, Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};

/// Objects that are answers of their own although no schema file has them as root. Like a root they do not store a
/// constant `type`.
const DOCUMENTS: &[&str] = &["Batch", "DeletedBatch", "Completion"];

/// What clients build; only these types get setters.
const REQUESTS: &[&str] = &[
    "CreateMessage",
    "CountTokens",
    "CreateBatch",
    "CreateCompletion",
];

/// Fields with a larger type are boxed, so that the enums they end up in stay small.
const BOXED_ABOVE: usize = 200;

/// All types, by schema file.
pub(super) type Types = BTreeMap<String, Vec<Item>>;

#[derive(Debug)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) docs: Vec<String>,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Struct(Struct),
    Union(UnionType),
    Enumeration(Vec<Value>),
    Choice(Vec<Alternative>),
}

#[derive(Debug)]
pub(super) struct Struct {
    /// A constant that is not stored: its name and value.
    pub(super) tag: Option<(String, String)>,
    pub(super) fields: Vec<Field>,
    pub(super) setters: bool,
}

impl Struct {
    pub(super) fn has_setters(&self) -> bool {
        self.setters && self.fields.iter().any(|field| !field.required)
    }

    /// Whether a new one is what `derive(Default)` makes.
    pub(super) fn is_default(&self) -> bool {
        let mut fields = self.fields.iter();
        fields.all(|field| !field.required && !field.starts_null)
    }
}

#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) ident: String,
    /// Without the `Option`.
    pub(super) ty: String,
    pub(super) required: bool,
    /// What `new` fills in.
    pub(super) constant: Option<String>,
    /// Must be sent, and may be null: `new` starts with an explicit null.
    pub(super) starts_null: bool,
    pub(super) docs: Vec<String>,
}

#[derive(Debug)]
pub(super) struct UnionType {
    pub(super) tag: String,
    pub(super) variants: Vec<Variant>,
}

#[derive(Debug)]
pub(super) struct Variant {
    pub(super) name: String,
    pub(super) record: String,
    pub(super) tags: Vec<String>,
    pub(super) keeps_tag: bool,
    pub(super) is_default: bool,
    pub(super) docs: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Value {
    pub(super) variant: String,
    pub(super) written: String,
    pub(super) docs: Vec<String>,
}

/// One member of a choice; no type stands for null.
#[derive(Debug)]
pub(super) struct Alternative {
    pub(super) kind: &'static str,
    pub(super) variant: &'static str,
    pub(super) ty: Option<String>,
    pub(super) docs: Vec<String>,
}

pub(super) fn model(schema: &Schema, structs: &Structs) -> Result<Types> {
    Model {
        schema,
        structs,
        tagged: tagged(schema)?,
        requested: reachable(schema, REQUESTS),
    }
    .types()
}

struct Model<'s> {
    schema: &'s Schema,
    structs: &'s Structs,
    /// Objects that do not store a constant tag, with its name.
    tagged: BTreeMap<String, String>,
    requested: BTreeSet<String>,
}

impl Model<'_> {
    fn types(&self) -> Result<Types> {
        let mut types = Types::new();
        for definition in &self.schema.definitions {
            let kind = self
                .kind(definition)
                .with_context(|| format!("in `{}`", definition.name))?;
            let items = types.entry(definition.file.clone()).or_default();
            if let Some(kind) = kind {
                items.push(Item {
                    name: definition.name.clone(),
                    docs: described(&definition.description, &definition.notes),
                    kind,
                });
            }
        }
        types.retain(|_, items| !items.is_empty());
        Ok(types)
    }

    fn kind(&self, definition: &Definition) -> Result<Option<Kind>> {
        Ok(match &definition.form {
            Form::Object(object) => match self.structs.get(&definition.name) {
                Some(fields) => Some(Kind::Struct(self.object(definition, object, fields)?)),
                None => None,
            },
            Form::Union(union) => Some(Kind::Union(self.union(definition, union)?)),
            Form::Enumeration(enumeration) => {
                Some(Kind::Enumeration(values(definition, enumeration)?))
            }
            Form::Choice(members) => Some(Kind::Choice(self.choice(definition, members)?)),
            Form::Alias(_) => None,
        })
    }

    fn object(
        &self,
        definition: &Definition,
        object: &Object,
        harvested: &BTreeMap<String, Harvested>,
    ) -> Result<Struct> {
        ensure!(
            !matches!(object.additional, Additional::Map(_)),
            "a map with fields of its own has no Rust type here"
        );
        let tag_name = self.tagged.get(&definition.name);
        let mut tag = None;
        let mut fields = Vec::new();
        for property in &object.properties {
            if let (Some(name), Type::Const(value)) = (tag_name, &property.ty)
                && *name == property.name
            {
                tag = Some((name.clone(), value.clone()));
                continue;
            }
            let harvested = &harvested[&property.name];
            ensure!(
                harvested.ident != "extra" && harvested.ident != "new",
                "`{}` clashes with what every struct has",
                property.name
            );
            fields.push(self.field(definition, object, property, harvested)?);
        }
        Ok(Struct {
            tag,
            fields,
            setters: self.requested.contains(&definition.name),
        })
    }

    fn field(
        &self,
        definition: &Definition,
        object: &Object,
        property: &Property,
        harvested: &Harvested,
    ) -> Result<Field> {
        let listed = object.required.contains(&property.name);
        let required = listed && property.nullable == Nullable::No && always_there(property);
        let constant = match &property.ty {
            Type::Const(value) => Some(value.clone()),
            Type::Enum(spellings) => spellings.first().cloned(),
            _ => None,
        };
        let mut ty = harvested.ty.clone();
        if let Type::Ref(name) = &property.ty {
            let size = self
                .size(name, &mut Vec::new())
                .with_context(|| format!("in `{}`", property.name))?;
            if size > BOXED_ABOVE {
                ty = format!("Box<{ty}>");
            }
        }
        let description = self.description(definition, property);
        let mut docs = described(&description, &property.notes);
        match &property.ty {
            Type::Const(value) if !description.contains(&format!("`{value}`")) => {
                docs.push(format!("Always `{value}`."));
            }
            Type::Enum(values) => {
                let values: Vec<_> = values.iter().map(|v| format!("`{v}`")).collect();
                docs.push(format!("One of {}.", values.join(", ")));
            }
            _ => {}
        }
        Ok(Field {
            name: property.name.clone(),
            ident: harvested.ident.clone(),
            ty,
            required,
            constant: constant.filter(|_| required),
            starts_null: listed && property.nullable == Nullable::Yes && always_there(property),
            docs,
        })
    }

    /// Its own, or that of its namesake: in the same file first, then anywhere.
    fn description(&self, definition: &Definition, property: &Property) -> String {
        if !property.description.is_empty() {
            return property.description.clone();
        }
        let namesake = |same_file: bool| {
            self.schema
                .definitions
                .iter()
                .filter(|other| !same_file || other.file == definition.file)
                .filter_map(|other| match &other.form {
                    Form::Object(object) => Some(&object.properties),
                    _ => None,
                })
                .flatten()
                .find(|other| {
                    other.name == property.name
                        && other.ty == property.ty
                        && !other.description.is_empty()
                })
        };
        match namesake(true).or_else(|| namesake(false)) {
            Some(namesake) => namesake.description.clone(),
            None => format!("The field `{}`.", property.name),
        }
    }

    fn union(&self, definition: &Definition, union: &Union) -> Result<UnionType> {
        let mut variants = Vec::new();
        for branch in self.schema.branches(union) {
            let Some(tag) = branch.tags.first() else {
                bail!("`{}` has no tag", branch.definition.name)
            };
            let sentence = docs::first_sentence(&branch.definition.description);
            variants.push(Variant {
                name: names::variant(tag, &definition.name),
                record: branch.definition.name.clone(),
                keeps_tag: !self.tagged.contains_key(&branch.definition.name),
                is_default: branch.default,
                docs: described(&sentence, &branch.notes),
                tags: branch.tags,
            });
        }
        unique(variants.iter().map(|v| v.name.as_str()), &["Unknown"])?;
        Ok(UnionType {
            tag: union.tag.clone(),
            variants,
        })
    }

    fn choice(
        &self,
        definition: &Definition,
        members: &[schema::Alternative],
    ) -> Result<Vec<Alternative>> {
        let carrier = &self.structs[&lower::carrier(&definition.name)];
        let mut alternatives = Vec::new();
        for (position, member) in members.iter().enumerate() {
            let json_type = self.schema.json_type(&member.ty);
            let (kind, variant) = match json_type {
                Some("string") => ("Text", "Text"),
                Some("number") => ("Number", "Number"),
                Some("boolean") => ("Bool", "Bool"),
                Some("array") => ("List", self.list_name(&member.ty)),
                Some("object") => ("Object", "Object"),
                Some("null") => ("Null", "Null"),
                _ => bail!("a member of a choice has one JSON type"),
            };
            let ty = carrier
                .get(&lower::carried(position))
                .map(|field| field.ty.clone());
            alternatives.push(Alternative {
                kind,
                variant,
                ty,
                docs: docs::notes(&member.notes),
            });
        }
        unique(alternatives.iter().map(|a| a.kind), &[])?;
        Ok(alternatives)
    }

    /// A list of blocks is called so, because that is what most are.
    fn list_name(&self, ty: &Type) -> &'static str {
        match ty {
            Type::Array { items, .. } => match &**items {
                Type::Ref(name) if names::last_word(name) == "Block" => "Blocks",
                _ => "List",
            },
            Type::Ref(name) => match &self.schema.get(name).form {
                Form::Alias(target) => self.list_name(target),
                _ => "List",
            },
            _ => "List",
        }
    }

    /// Roughly the bytes of a definition's Rust type. Fails where the type would contain itself.
    fn size(&self, name: &str, path: &mut Vec<String>) -> Result<usize> {
        ensure!(
            !path.iter().any(|outer| outer == name),
            "`{name}` contains itself by {}; put a list between",
            path.join(" → ")
        );
        path.push(name.to_owned());
        let size = match &self.schema.get(name).form {
            Form::Object(object) if self.structs.contains_key(name) => {
                let mut size = 24;
                let tag = self.tagged.get(name);
                for property in object.properties.iter().filter(|p| Some(&p.name) != tag) {
                    size += self.size_in_field(&property.ty, path)?;
                }
                size
            }
            Form::Object(_) | Form::Enumeration(_) => 24,
            Form::Union(union) => {
                let mut size = 0;
                for branch in self.schema.branches(union) {
                    size = size.max(self.size(&branch.definition.name, path)?);
                }
                size + 8
            }
            Form::Choice(members) => {
                let mut size = 32;
                for member in members {
                    size = size.max(self.size_of(&member.ty, path)?);
                }
                size
            }
            Form::Alias(target) => self.size_of(target, path)?,
        };
        path.pop();
        Ok(size)
    }

    fn size_in_field(&self, ty: &Type, path: &mut Vec<String>) -> Result<usize> {
        let size = self.size_of(ty, path)?;
        Ok(if size > BOXED_ABOVE { 8 } else { size })
    }

    fn size_of(&self, ty: &Type, path: &mut Vec<String>) -> Result<usize> {
        Ok(match ty {
            Type::Ref(name) => self.size(name, path)?,
            Type::Boolean | Type::Null => 1,
            Type::Integer(_) | Type::Number(_) => 16,
            Type::Any => 32,
            _ => 24,
        })
    }
}

/// Whether nothing but its being required says when the field is there.
fn always_there(property: &Property) -> bool {
    let notes = &property.notes;
    notes.only_in.is_none()
        && notes.beta.is_empty()
        && !notes.beta_face
        && notes.added_in.is_none()
        && notes.removed_in.is_none()
}

fn described(description: &str, notes: &schema::Notes) -> Vec<String> {
    let mut paragraphs = vec![description.to_owned()];
    paragraphs.extend(docs::notes(notes));
    paragraphs
}

fn values(definition: &Definition, enumeration: &Enumeration) -> Result<Vec<Value>> {
    let values: Vec<_> = enumeration
        .values
        .iter()
        .map(|value| Value {
            variant: names::variant(&value.value, &definition.name),
            written: value.value.clone(),
            docs: if value.description.is_empty() {
                described(&format!("`{}`.", value.value), &value.notes)
            } else {
                described(&value.description, &value.notes)
            },
        })
        .collect();
    unique(values.iter().map(|v| v.variant.as_str()), &["Other"])?;
    Ok(values)
}

fn unique<'n>(names: impl Iterator<Item = &'n str>, taken: &[&'n str]) -> Result<()> {
    let mut seen: BTreeSet<_> = taken.iter().copied().collect();
    for name in names {
        ensure!(seen.insert(name), "two variants would be named `{name}`");
    }
    Ok(())
}

/// Objects whose constant tag is not stored: members of unions, roots and [`DOCUMENTS`].
fn tagged(schema: &Schema) -> Result<BTreeMap<String, String>> {
    let mut tagged = BTreeMap::new();
    for definition in &schema.definitions {
        if let Form::Union(union) = &definition.form {
            for branch in schema.branches(union) {
                tagged.insert(branch.definition.name.clone(), union.tag.clone());
            }
        }
    }
    let roots = schema.roots.values().map(|root| root.definition.as_str());
    for name in roots.chain(DOCUMENTS.iter().copied()) {
        ensure!(
            schema.definitions.iter().any(|d| d.name == name),
            "`{name}` is listed as a document and not defined"
        );
        tagged.entry(name.to_owned()).or_insert("type".to_owned());
    }
    tagged.retain(|name, tag| match &schema.get(name).form {
        Form::Object(object) => {
            object.required.contains(tag)
                && object.properties.iter().any(|property| {
                    property.name == *tag
                        && property.nullable == Nullable::No
                        && matches!(property.ty, Type::Const(_))
                })
        }
        _ => false,
    });
    Ok(tagged)
}

/// Every definition that can be reached from `roots`.
fn reachable(schema: &Schema, roots: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut left: Vec<String> = roots.iter().map(|&root| root.to_owned()).collect();
    while let Some(name) = left.pop() {
        let known = schema.definitions.iter().any(|d| d.name == name);
        if known && found.insert(name.clone()) {
            left.extend(references(&schema.get(&name).form));
        }
    }
    found
}

fn references(form: &Form) -> Vec<String> {
    fn walk(ty: &Type, out: &mut Vec<String>) {
        match ty {
            Type::Ref(name) => out.push(name.clone()),
            Type::Array { items, .. } | Type::Map(items, _) => walk(items, out),
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
        Form::Union(union) => out.extend(union.members.iter().map(|m| m.definition.clone())),
        Form::Choice(members) => members.iter().for_each(|m| walk(&m.ty, &mut out)),
        Form::Alias(ty) => walk(ty, &mut out),
        Form::Enumeration(_) => {}
    }
    out
}
