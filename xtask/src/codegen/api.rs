//! A listing of the public API of `rolecall-types`, committed, so that a change of a name shows in review.

use super::Output;
use anyhow::{Context as _, Result};
use quote::ToTokens;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};
use syn::{Fields, ImplItem, Item, ItemMacro, Visibility};

/// Lists what the generated files and the hand-written extensions beside them make public.
pub(super) fn listing(workspace: &Path, generated: &[Output]) -> Result<Output> {
    let mut items: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let rust = |output: &&Output| output.path.extension().is_some_and(|e| e == "rs");
    for output in generated.iter().filter(rust) {
        read(&output.text, &mut items).with_context(|| output.path.display().to_string())?;
    }
    let extensions = workspace.join("crates/rolecall-types/src/ext");
    for entry in fs::read_dir(&extensions).context("cannot read the extensions of the types")? {
        let path = entry?.path();
        read(&fs::read_to_string(&path)?, &mut items)
            .with_context(|| path.display().to_string())?;
    }
    let mut text = String::from(
        "Public API of rolecall-types, listed by `cargo xtask codegen`. A line that goes or changes breaks callers.\n",
    );
    for (item, members) in items {
        text.push('\n');
        text.push_str(&item);
        text.push('\n');
        for member in members {
            text.push_str("  ");
            text.push_str(&member);
            text.push('\n');
        }
    }
    Ok(Output {
        path: "crates/rolecall-types/public-api.txt".into(),
        text,
    })
}

fn read(text: &str, items: &mut BTreeMap<String, BTreeSet<String>>) -> Result<()> {
    for item in syn::parse_file(text)?.items {
        match item {
            Item::Struct(item) if is_public(&item.vis) => {
                let fields = match &item.fields {
                    Fields::Named(fields) => fields.named.iter().collect(),
                    _ => Vec::new(),
                };
                let members = items.entry(item.ident.to_string()).or_default();
                members.insert("struct".to_owned());
                for field in fields.into_iter().filter(|field| is_public(&field.vis)) {
                    let name = field.ident.as_ref().map(ToString::to_string);
                    members.insert(format!(
                        "field {}: {}",
                        name.unwrap_or_default(),
                        tokens(&field.ty)
                    ));
                }
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let members = items.entry(item.ident.to_string()).or_default();
                members.insert("enum".to_owned());
                for variant in &item.variants {
                    members.insert(format!(
                        "variant {}{}",
                        variant.ident,
                        tokens(&variant.fields)
                    ));
                }
            }
            Item::Impl(item) => {
                let members = items.entry(tokens(&item.self_ty)).or_default();
                if let Some((_, path, _)) = &item.trait_ {
                    members.insert(format!("impl {}", tokens(path)));
                    continue;
                }
                for function in &item.items {
                    if let ImplItem::Fn(function) = function
                        && is_public(&function.vis)
                    {
                        members.insert(tokens(&function.sig));
                    }
                }
            }
            Item::Macro(item) => setters(&item, items),
            _ => {}
        }
    }
    Ok(())
}

/// `setters! { TextBlock { plain cache_control: CacheControl, } }` makes one public method a line.
fn setters(item: &ItemMacro, items: &mut BTreeMap<String, BTreeSet<String>>) {
    if !item.mac.path.is_ident("setters") {
        return;
    }
    let text = tokens(&item.mac.tokens);
    let Some((name, body)) = text.split_once('{') else {
        return;
    };
    let members = items.entry(name.trim().to_owned()).or_default();
    for setter in body.trim_end_matches('}').split(',').map(str::trim) {
        if !setter.is_empty() {
            members.insert(format!("setter {setter}"));
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Tokens without the spaces that the token printer puts everywhere.
fn tokens(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (spaced, tight) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        (" >", ">"),
        ("& ", "&"),
        (" ,", ","),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" :", ":"),
        ("' ", "'"),
    ] {
        text = text.replace(spaced, tight);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_variants_functions_and_setters_are_listed() {
        let text = "
            pub struct A { pub a: Option<Vec<B>>, hidden: u8 }
            pub enum B { X(A), Unknown(Map<String, Value>) }
            impl A { pub fn new(a: impl Into<B>) -> Self { } fn private(&self) {} }
            impl From<&str> for B { fn from(_: &str) -> Self {} }
            setters! { A { plain b: B, list c: A, } }
            struct Private { pub x: u8 }
        ";
        let mut items = BTreeMap::new();
        read(text, &mut items).unwrap();
        let listed: Vec<_> = items
            .iter()
            .flat_map(|(item, members)| {
                members.iter().map(move |member| format!("{item} {member}"))
            })
            .collect();
        assert_eq!(
            listed,
            [
                "A field a: Option<Vec<B>>",
                "A fn new(a: impl Into<B>) -> Self",
                "A setter list c: A",
                "A setter plain b: B",
                "A struct",
                "B enum",
                "B impl From<&str>",
                "B variant Unknown(Map<String, Value>)",
                "B variant X(A)",
            ]
        );
    }
}
