//! Automation of the rolecall workspace: `cargo xtask <command>`.
//!
//! This package depends on no other member, so that a broken generated file can always be generated again.

mod bench;
mod client;
mod codegen;
mod corpus;
mod docs;
mod editors;
mod fuzz;
mod new_rule;
mod package;
mod python;
mod schema;
mod upstream;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Automation of the rolecall workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measure the linter beside others and hold the ratios to their targets (`docs/performance.md`).
    Bench {
        /// Measure what is inside of the processes instead: side by side in turns, and with criterion.
        #[arg(long)]
        parts: bool,
        /// What to hand on: `--megabytes N`, `--runs N`, `--install`; with `--parts`, a part of a name, to measure only what has it.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        rest: Vec<String>,
    },
    /// Compare the client with the official Python SDK on a local server (needs Python; see `docs/client.md`).
    Client {
        /// What to compare; by default everything.
        #[command(subcommand)]
        part: Option<client::Command>,
    },
    /// Generate types, tables and schema documents from `schema/`.
    Codegen {
        /// Write nothing; fail when a committed file is not what `schema/` generates.
        #[arg(long)]
        check: bool,
    },
    /// Hold recorded traffic to what the linter and the types promise (see `tests/examples/corpus.rs`).
    Corpus {
        /// JSON Lines files of recorded requests, answers and rejections.
        #[arg(required = true)]
        files: Vec<std::path::PathBuf>,
    },
    /// Generate the pages about rules, from the built program and `docs/data/`.
    Docs {
        /// Write nothing; fail when a committed page is not what would be generated.
        #[arg(long)]
        check: bool,
    },
    /// Try the schemas for editors with the JSON language server of VS Code (needs npm and its registry).
    Editors,
    /// Write the file of a new rule, and its lines in the list of its topic.
    NewRule {
        /// A folder below `crates/rolecall-validate/src/rules`.
        topic: String,
        /// The name of the fault, in kebab-case.
        name: String,
    },
    /// Throw random bytes at the linter and its repairs (needs cargo-fuzz).
    Fuzz {
        /// How long.
        #[arg(long, default_value_t = 60)]
        seconds: u64,
    },
    /// Package every library, and build a crate outside of the workspace against the packaged types.
    Package,
    /// See whether the API changed, and take over what is mechanical about it.
    #[command(subcommand)]
    Upstream(upstream::Command),
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Bench { parts, rest } => bench::run(parts, &rest),
        Command::Client { part } => client::run(part),
        Command::Codegen { check } => codegen::run(if check {
            codegen::Mode::Check
        } else {
            codegen::Mode::Write
        }),
        Command::Corpus { files } => corpus::run(&files),
        Command::Docs { check } => docs::run(if check {
            codegen::Mode::Check
        } else {
            codegen::Mode::Write
        }),
        Command::Editors => editors::run(),
        Command::NewRule { topic, name } => new_rule::run(&topic, &name),
        Command::Fuzz { seconds } => fuzz::run(seconds),
        Command::Package => package::run(),
        Command::Upstream(command) => upstream::run(command),
    }
}
