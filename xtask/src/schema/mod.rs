//! The schema as the generators see it: parsed, resolved and free of JSON.
//!
//! [`load`] reads every file of `schema/`, refuses any form that `schema/README.md` does not allow, and hands out
//! definitions in file order. What is written here is the superset; [`Direction`] says where a part of it holds.

mod finished;
mod parse;

pub(crate) use finished::finished;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use std::{collections::BTreeMap, path::Path};

/// All definitions of `schema/`.
#[derive(Debug)]
pub(crate) struct Schema {
    /// Sorted by file, within a file as written.
    pub(crate) definitions: Vec<Definition>,
    /// Documents that have a root, by file stem: `request` → `CreateMessage`.
    pub(crate) roots: BTreeMap<String, Root>,
    index: BTreeMap<String, usize>,
}

/// The root of one schema file.
#[derive(Debug)]
pub(crate) struct Root {
    pub(crate) definition: String,
    pub(crate) description: String,
}

/// One named definition.
#[derive(Debug)]
pub(crate) struct Definition {
    /// Unique over all files; the name of the Rust type.
    pub(crate) name: String,
    /// Stem of the file it stands in, for example `blocks`.
    pub(crate) file: String,
    pub(crate) description: String,
    /// Names that the official SDK gives it.
    pub(crate) upstream: Vec<String>,
    pub(crate) notes: Notes,
    pub(crate) form: Form,
}

/// What kind of definition it is.
#[derive(Debug)]
pub(crate) enum Form {
    Object(Object),
    /// Dispatched on a tag.
    Union(Union),
    Enumeration(Enumeration),
    /// Dispatched on the JSON type of the value; `Type::Null` may be among them.
    Choice(Vec<Alternative>),
    /// Another name for a leaf or an array.
    Alias(Type),
}

#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) properties: Vec<Property>,
    /// Required in both directions.
    pub(crate) required: Vec<String>,
    /// Required in requests only, besides `required`.
    pub(crate) required_in_request: Vec<String>,
    /// Required in responses only, besides `required`.
    pub(crate) required_in_response: Vec<String>,
    pub(crate) additional: Additional,
    /// Fields that the API is known to take although nothing describes them.
    pub(crate) tolerated: Vec<String>,
}

/// One form of a choice by JSON type.
#[derive(Debug)]
pub(crate) struct Alternative {
    pub(crate) ty: Type,
    pub(crate) notes: Notes,
}

/// What an object says of fields that it does not list.
#[derive(Debug)]
pub(crate) enum Additional {
    /// Refused in requests, kept in responses.
    ByDirection,
    /// Free form.
    Any,
    /// A map with values of one type.
    Map(Box<Type>),
}

#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) name: String,
    /// Empty where a response property inherits the description of its namesake.
    pub(crate) description: String,
    pub(crate) ty: Type,
    pub(crate) nullable: Nullable,
    pub(crate) notes: Notes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nullable {
    No,
    Yes,
    OnlyIn(Direction),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Type {
    Ref(String),
    String(StringBounds),
    Integer(NumberBounds),
    Number(NumberBounds),
    Boolean,
    /// A constant; strings only.
    Const(String),
    /// A few spellings of one thing, written inline (the tag of a tool that has two).
    Enum(Vec<String>),
    Array {
        items: Box<Type>,
        items_nullable: bool,
        min: Option<u64>,
        max: Option<u64>,
    },
    /// An object of any content.
    FreeObject,
    Map(Box<Type>, bool),
    Any,
    Null,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct StringBounds {
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) pattern: Option<String>,
    /// Informative only: `date-time`, `uri`, `byte`.
    pub(crate) format: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct NumberBounds {
    pub(crate) minimum: Option<f64>,
    pub(crate) exclusive_minimum: Option<f64>,
    pub(crate) maximum: Option<f64>,
}

#[derive(Debug)]
pub(crate) struct Union {
    /// `type` or `role`.
    pub(crate) tag: String,
    pub(crate) members: Vec<Member>,
}

#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) definition: String,
    pub(crate) notes: Notes,
}

#[derive(Debug)]
pub(crate) struct Enumeration {
    pub(crate) values: Vec<EnumValue>,
    /// Any other string is taken as well, in requests too.
    pub(crate) open: bool,
}

#[derive(Debug)]
pub(crate) struct EnumValue {
    pub(crate) value: String,
    pub(crate) description: String,
    pub(crate) notes: Notes,
}

/// Where a definition, property, union member or value holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Notes {
    /// Only in this direction; `None` means both.
    pub(crate) only_in: Option<Direction>,
    /// One of these `anthropic-beta` values must be sent.
    pub(crate) beta: Vec<String>,
    /// Exists on the beta face only.
    pub(crate) beta_face: bool,
    pub(crate) removed_in: Option<String>,
    pub(crate) added_in: Option<String>,
    pub(crate) deprecated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    Request,
    Response,
}

impl Schema {
    pub(crate) fn get(&self, name: &str) -> &Definition {
        // References were resolved when the schema was loaded.
        &self.definitions[self.index[name]]
    }

    /// The one JSON type that values of this type have; `None` where there are several.
    pub(crate) fn json_type(&self, ty: &Type) -> Option<&'static str> {
        match ty {
            Type::Ref(name) => match &self.get(name).form {
                Form::Object(_) | Form::Union(_) => Some("object"),
                Form::Enumeration(_) => Some("string"),
                Form::Choice(_) => None,
                Form::Alias(ty) => self.json_type(ty),
            },
            Type::String(_) | Type::Const(_) | Type::Enum(_) => Some("string"),
            Type::Integer(_) | Type::Number(_) => Some("number"),
            Type::Boolean => Some("boolean"),
            Type::Array { .. } => Some("array"),
            Type::FreeObject | Type::Map(..) => Some("object"),
            Type::Null => Some("null"),
            Type::Any => None,
        }
    }

    /// The objects behind a union, nested unions opened, each with the tag values that select it.
    ///
    /// The flag says that the object is also taken when the tag is absent or null.
    pub(crate) fn branches(&self, union: &Union) -> Vec<Branch<'_>> {
        let mut branches = Vec::new();
        for member in &union.members {
            let definition = self.get(&member.definition);
            match &definition.form {
                Form::Object(object) => {
                    let tag = object.properties.iter().find(|p| p.name == union.tag);
                    let tags = match tag.map(|p| &p.ty) {
                        Some(Type::Const(value)) => vec![value.clone()],
                        Some(Type::Enum(values)) => values.clone(),
                        _ => Vec::new(),
                    };
                    let default = !object.required.contains(&union.tag);
                    branches.push(Branch {
                        definition,
                        tags,
                        default,
                        notes: member.notes.clone(),
                    });
                }
                Form::Union(inner) => {
                    for mut branch in self.branches(inner) {
                        branch.notes = member.notes.and(&branch.notes);
                        branches.push(branch);
                    }
                }
                _ => {}
            }
        }
        branches
    }
}

/// One object of a union.
#[derive(Debug)]
pub(crate) struct Branch<'s> {
    pub(crate) definition: &'s Definition,
    pub(crate) tags: Vec<String>,
    pub(crate) default: bool,
    pub(crate) notes: Notes,
}

impl Form {
    /// The definitions that this one names.
    pub(crate) fn references(&self) -> Vec<&str> {
        parse::references(self)
    }
}

impl Notes {
    /// What holds where both hold.
    pub(crate) fn and(&self, inner: &Self) -> Self {
        Self {
            only_in: self.only_in.or(inner.only_in),
            beta: if self.beta.is_empty() {
                inner.beta.clone()
            } else {
                self.beta.clone()
            },
            beta_face: self.beta_face || inner.beta_face,
            removed_in: self.removed_in.clone().or_else(|| inner.removed_in.clone()),
            added_in: self.added_in.clone().or_else(|| inner.added_in.clone()),
            deprecated: self.deprecated || inner.deprecated,
        }
    }

    pub(crate) fn holds_in(&self, direction: Direction) -> bool {
        self.only_in.is_none_or(|only| only == direction)
    }
}

/// Reads and checks all files `schema/*.json`.
pub(crate) fn load(folder: &Path) -> Result<Schema> {
    assemble(&read(folder)?)
}

/// The JSON of all schema files, by file stem.
pub(crate) fn read(folder: &Path) -> Result<Vec<(String, Value)>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.retain(|path| {
        path.extension().is_some_and(|e| e == "json")
            && path
                .file_stem()
                .is_some_and(|s| s != "upstream" && s != "divergences")
    });
    paths.sort();

    let mut files = Vec::new();
    for path in paths {
        let stem = path
            .file_stem()
            .and_then(|s| s.to_str())
            .context("a schema file without a name")?
            .to_owned();
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let file: Value = serde_json::from_str(&text)
            .with_context(|| format!("schema/{stem}.json is not JSON"))?;
        files.push((stem, file));
    }
    Ok(files)
}

/// Definitions from the JSON of all schema files.
pub(crate) fn assemble(files: &[(String, Value)]) -> Result<Schema> {
    let mut schema = Schema {
        definitions: Vec::new(),
        roots: BTreeMap::new(),
        index: BTreeMap::new(),
    };
    for (stem, file) in files {
        parse::file(&mut schema, stem, file).with_context(|| format!("in schema/{stem}.json"))?;
    }
    for (position, definition) in schema.definitions.iter().enumerate() {
        let before = schema.index.insert(definition.name.clone(), position);
        ensure!(
            before.is_none(),
            "`{}` is defined twice; names are unique over all files of schema/",
            definition.name
        );
    }
    parse::resolve(&mut schema)?;
    Ok(schema)
}
