//! The programs behind `cargo xtask bench`.

mod baseline;
mod compare;
mod others;
mod process;

use anyhow::Result;
use clap::{Parser, Subcommand};
use compare::Settings;
use others::Others;
use rolecall_bench::corpus;
use std::path::PathBuf;

/// What rolecall is measured with.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Time rolecall beside others, and hold the ratios to their targets.
    Compare {
        /// The program to measure, built for release.
        rolecall: PathBuf,
        /// Where the corpus and other programs are kept.
        folder: PathBuf,
        /// Size of the mix.
        #[arg(long, default_value_t = 100)]
        megabytes: usize,
        /// How often each program is timed.
        #[arg(long, default_value_t = 7)]
        runs: usize,
        /// Install ajv, check-jsonschema and jsonschema-cli first (needs npm, Python and cargo).
        #[arg(long)]
        install: bool,
    },
    /// Write the payloads to measure on.
    Corpus { folder: PathBuf, megabytes: usize },
    /// Parse every line of a file into `serde_json::Value`.
    Parse { file: PathBuf },
    /// Validate every line of a file with the `jsonschema` crate.
    Jsonschema { schema: PathBuf, file: PathBuf },
    /// Read every byte of a file.
    Scan { file: PathBuf },
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Compare {
            rolecall,
            folder,
            megabytes,
            runs,
            install,
        } => {
            let tools = folder.join("others");
            let others = if install {
                Others::install(&tools)?
            } else {
                Others::find(&tools)
            };
            compare::run(&Settings {
                rolecall,
                folder,
                megabytes,
                runs,
                others,
            })?;
        }
        Command::Corpus { folder, megabytes } => corpus::write(&folder, megabytes).map(drop)?,
        Command::Parse { file } => baseline::parse(&file)?,
        Command::Jsonschema { schema, file } => baseline::jsonschema(&schema, &file)?,
        Command::Scan { file } => baseline::scan(&file)?,
    }
    Ok(())
}
