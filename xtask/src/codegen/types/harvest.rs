//! Runs typify on the lowered schema and takes from its output what it is good at.
//!
//! That is the Rust identifier of each field (keywords, case) and its type. The generated syntax tree is the place to
//! read them from: typify's own model of the types has no wire names.

use super::lower::Lowered;
use anyhow::{Context as _, Result, bail, ensure};
use quote::ToTokens as _;
use std::collections::{BTreeMap, BTreeSet};
use typify::{TypeSpace, TypeSpaceImpl, TypeSpaceSettings};

/// Fields by wire name, by struct.
pub(super) type Structs = BTreeMap<String, BTreeMap<String, Field>>;

/// What typify makes of a field.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) ident: String,
    /// The type, with the paths shortened that the generated files import.
    pub(super) ty: String,
}

pub(super) fn harvest(lowered: &Lowered) -> Result<Structs> {
    let file = run(lowered)?;
    let mut structs = Structs::new();
    let mut others = BTreeSet::new();
    for item in &file.items {
        match item {
            syn::Item::Struct(item) => {
                structs.insert(item.ident.to_string(), fields(item)?);
            }
            syn::Item::Enum(item) => {
                others.insert(item.ident.to_string());
            }
            _ => {}
        }
    }
    for (name, fields) in &lowered.structs {
        // typify makes a newtype of an object without fields; it has none to harvest.
        if fields.is_empty() {
            structs.insert(name.clone(), BTreeMap::new());
        }
    }
    check(lowered, &structs, &others)?;
    Ok(structs)
}

fn run(lowered: &Lowered) -> Result<syn::File> {
    let mut settings = TypeSpaceSettings::default();
    settings.with_map_type("::std::collections::BTreeMap".to_owned());
    // `f64` would write the integer `1` as `1.0`.
    settings.with_conversion(
        serde_json::from_value(serde_json::json!({"type": "number"}))?,
        "::serde_json::Number",
        std::iter::empty::<TypeSpaceImpl>(),
    );
    for name in &lowered.replaced {
        settings.with_replacement(name, name, std::iter::empty());
    }
    let root: schemars08::schema::RootSchema = serde_json::from_value(lowered.render())?;
    let mut space = TypeSpace::new(&settings);
    space
        .add_ref_types(root.definitions)
        .context("typify refused the lowered schema")?;
    syn::parse2(space.to_stream()).context("typify generated Rust that does not parse")
}

/// Fails when typify did something else than it was told; replacements that do not apply are silent otherwise.
fn check(lowered: &Lowered, structs: &Structs, others: &BTreeSet<String>) -> Result<()> {
    if let Some(stray) = others.iter().next() {
        bail!("typify generated an enum `{stray}`; a pass is missing");
    }
    for name in &lowered.replaced {
        ensure!(
            !structs.contains_key(name),
            "the replacement of `{name}` did not apply"
        );
    }
    for (name, expected) in &lowered.structs {
        let Some(found) = structs.get(name) else {
            bail!(
                "typify made no struct `{name}`: is the name written as Rust writes names (`McpTool`, not `MCPTool`)?"
            )
        };
        for (field, _) in expected {
            ensure!(
                found.contains_key(field),
                "typify lost the field `{field}` of `{name}`"
            );
        }
    }
    Ok(())
}

fn fields(item: &syn::ItemStruct) -> Result<BTreeMap<String, Field>> {
    let mut fields = BTreeMap::new();
    for field in &item.fields {
        let Some(ident) = &field.ident else {
            continue;
        };
        let ident = ident.to_string();
        let wire = rename(field)?.unwrap_or_else(|| ident.clone());
        let ty = shorten(&field.ty).with_context(|| format!("in `{}.{wire}`", item.ident))?;
        fields.insert(wire, Field { ident, ty });
    }
    Ok(fields)
}

/// The name in `#[serde(rename = "…")]`.
fn rename(field: &syn::Field) -> Result<Option<String>> {
    let mut name = None;
    for attribute in &field.attrs {
        if !attribute.path().is_ident("serde") {
            continue;
        }
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                name = Some(meta.value()?.parse::<syn::LitStr>()?.value());
            } else if meta.input.peek(syn::Token![=]) {
                meta.value()?.parse::<syn::Expr>()?;
            }
            Ok(())
        })?;
    }
    Ok(name)
}

fn shorten(ty: &syn::Type) -> Result<String> {
    let mut text = ty.to_token_stream().to_string().replace(' ', "");
    for long in [
        "::std::string::",
        "::std::vec::",
        "::std::option::",
        "::std::boxed::",
        "::std::collections::",
        "::serde_json::",
    ] {
        text = text.replace(long, "");
    }
    ensure!(!text.contains("::"), "unexpected type `{text}`");
    Ok(text.replace(',', ", "))
}
