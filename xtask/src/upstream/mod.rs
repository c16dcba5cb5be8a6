//! `cargo xtask upstream`: notices that the API changed, and writes into `schema/` what is mechanical about it.
//!
//! A bundle is the public types of one SDK version (`fetch` makes it), or an `OpenAPI` document. `schema/upstream.json`
//! says what of it is compared, `x-upstream` which definition a type belongs to, and the annotations of the schema
//! where a part of it holds; `schema/divergences.json` lists the disagreements that stay.

mod apply;
mod build;
mod bundle;
mod compare;
mod difference;
mod divergences;
mod draft;
mod fetch;
mod mixed;
mod names;
mod node;
mod scope;
mod shape;
#[cfg(test)]
mod tests;
mod values;
mod view;

pub(crate) use divergences::finished;

use crate::{codegen, schema};
use anyhow::{Context as _, Result, bail};
use bundle::Bundle;
use clap::Subcommand;
use divergences::Divergences;
use draft::Draft;
use scope::{Scope, Scopes};
use std::{
    collections::BTreeSet,
    io::Write as _,
    path::{Path, PathBuf},
};

/// What `cargo xtask upstream` can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a bundle from a published version of the Python SDK; the last line of output is its path.
    Fetch {
        /// Version of the SDK, for example 2.12.0.
        #[arg(long, value_name = "X.Y.Z")]
        sdk: String,
    },
    /// Compare bundles of upstream types with `schema/`; fail on any difference that nothing explains.
    Check {
        #[command(flatten)]
        options: Options,
        #[arg(required = true)]
        bundles: Vec<PathBuf>,
    },
    /// Write new definitions, properties, values and members into `schema/`, and list what is left to a person.
    Apply {
        #[command(flatten)]
        options: Options,
        bundle: PathBuf,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Scope of schema/upstream.json; by default the one that fits the version of the bundle.
    #[arg(long)]
    scope: Option<String>,
    /// Folder of the schema; by default that of the workspace.
    #[arg(long)]
    schema: Option<PathBuf>,
}

pub(crate) fn run(command: Command) -> Result<()> {
    match command {
        Command::Fetch { sdk } => {
            let bundle = fetch::fetch(&codegen::workspace()?, &sdk)?;
            writeln!(std::io::stdout(), "{}", bundle.display())?;
            Ok(())
        }
        Command::Check { options, bundles } => check(&options, &bundles),
        Command::Apply { options, bundle } => apply(&options, &bundle),
    }
}

/// What stands beside the definitions in the folder of the schema.
struct Setting {
    folder: PathBuf,
    scopes: Scopes,
    divergences: Divergences,
}

impl Setting {
    fn load(options: &Options) -> Result<Self> {
        let folder = match &options.schema {
            Some(folder) => folder.clone(),
            None => codegen::workspace()?.join("schema"),
        };
        Ok(Self {
            scopes: Scopes::load(&folder.join("upstream.json"))?,
            divergences: Divergences::load(&folder.join("divergences.json"))?,
            folder,
        })
    }

    fn scope(&self, options: &Options, bundle: &Bundle) -> Result<&Scope> {
        self.scopes
            .choose(options.scope.as_deref(), bundle.version.as_deref())
    }
}

fn check(options: &Options, bundles: &[PathBuf]) -> Result<()> {
    let setting = Setting::load(options)?;
    let schema = schema::load(&setting.folder)?;
    let mut total = 0;
    for path in bundles {
        let bundle = Bundle::load(path)?;
        let scope = setting.scope(options, &bundle)?;
        scope.verify(&schema)?;
        let report = report(&schema, &bundle, scope, &setting.divergences);
        let mut out = std::io::stdout();
        out.write_all(report.text.as_bytes())?;
        writeln!(
            out,
            "{}: {} types compared on scope {}, {} differences, {} stale divergences",
            path.display(),
            report.types,
            scope.name,
            report.differences,
            report.stale
        )?;
        total += report.differences + report.stale;
    }
    if total > 0 {
        bail!("the schema and its sources differ in {total} places");
    }
    Ok(())
}

/// What `check` says of one bundle.
#[derive(Debug)]
struct Report {
    /// One line per difference, an empty one between types.
    text: String,
    types: usize,
    differences: usize,
    stale: usize,
}

fn report(
    schema: &schema::Schema,
    bundle: &Bundle,
    scope: &Scope,
    divergences: &Divergences,
) -> Report {
    let compared: BTreeSet<_> = bundle.reach(scope).into_keys().collect();
    let all = compare::compare(schema, bundle, scope);
    let (left, stale) = divergences.explain(scope, all, &compared);
    let mut text = String::new();
    let mut group = "";
    for difference in &left {
        if difference.upstream != group && !group.is_empty() {
            text.push('\n');
        }
        group = &difference.upstream;
        text.push_str(&difference.to_string());
        text.push('\n');
    }
    for line in &stale {
        text.push_str(line);
        text.push('\n');
    }
    Report {
        text,
        types: compared.len(),
        differences: left.len(),
        stale: stale.len(),
    }
}

fn apply(options: &Options, path: &Path) -> Result<()> {
    let setting = Setting::load(options)?;
    let bundle = Bundle::load(path)?;
    let scope = setting.scope(options, &bundle)?;
    let before = Draft::load(&setting.folder)?;
    scope.verify(&before.schema()?)?;
    let sources = apply::Sources {
        bundle: &bundle,
        scope,
        divergences: &setting.divergences,
    };
    let outcome = apply::apply(sources, before.clone())?;
    outcome.draft.write(&setting.folder, &before)?;
    if scope.newest {
        let path = setting.folder.join("upstream.json");
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let known = |definition: &str| before.definition(definition).is_some();
        let mut gained = outcome.gained.clone();
        gained.retain(|name, parts| {
            !parts.is_empty() && (known(name) || outcome.splits.contains_key(name))
        });
        let later = scope::with_later(&text, scope, &gained, &outcome.splits)?;
        std::fs::write(&path, later)?;
    }
    if !outcome.divergences.is_empty() {
        let path = setting.folder.join("divergences.json");
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        std::fs::write(
            &path,
            divergences::with_new(&text, scope, &outcome.divergences)?,
        )?;
    }
    let mut out = std::io::stdout();
    for (title, lines) in [
        ("taken over", &outcome.done),
        ("to finish by hand", &outcome.by_hand),
    ] {
        writeln!(out, "{title}: {}", lines.len())?;
        for line in lines {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}
