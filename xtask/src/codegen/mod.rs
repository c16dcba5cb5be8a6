//! `cargo xtask codegen`: everything that is derived from `schema/`.
//!
//! Each generator is a pure function from the schema to files; this module writes them or compares them.

mod api;
mod betas;
mod bundle;
mod facts;
mod foreign;
mod literal;
mod models;
mod project;
mod settle;
mod tables;
mod types;

use crate::{schema, upstream};
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

pub(crate) use settle::Mode;

/// One generated file, relative to the workspace.
pub(crate) struct Output {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

/// Folders whose whole content is generated; a file in them that no generator names is stale.
const GENERATED: &[&str] = &[
    "crates/rolecall-types/src/generated",
    "crates/rolecall-validate/src/generated",
    "crates/rolecall/src/generated",
];

pub(crate) fn run(mode: Mode) -> Result<()> {
    let workspace = workspace()?;
    let schema = schema::load(&workspace.join("schema"))?;
    schema::finished(&schema)?;
    upstream::finished(&workspace.join("schema/divergences.json"))?;
    let mut outputs: Vec<Output> = Vec::new();
    outputs.extend(types::generate(&schema)?);
    outputs.push(api::listing(&workspace, &outputs)?);
    outputs.extend(tables::generate(&schema)?);
    outputs.extend(bundle::generate(&schema)?);
    outputs.push(models::generate(
        &workspace.join("schema/data/models.json"),
    )?);
    outputs.push(betas::generate(&workspace.join("schema/data/betas.json"))?);
    outputs.extend(facts::generate(&workspace.join("schema/data"))?);
    outputs.push(foreign::generate(&workspace.join("schema/data"))?);
    settle::settle(&workspace, GENERATED, outputs, mode)
}

/// The folder of the workspace, wherever the command was started in it.
pub(crate) fn workspace() -> Result<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest
        .parent()
        .map(Path::to_owned)
        .context("xtask has no parent folder")
}
