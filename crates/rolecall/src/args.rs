//! The arguments of the command line.

use crate::names;
use clap::{
    ArgMatches, Args, ColorChoice, Command, Parser, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser as _},
};
use rolecall_validate::{ApiVersion, Date, DocumentKind, Level, Levels, Options};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  rolecall lint request.json             lint one payload
  rolecall lint prompts/ batch.jsonl     lint a folder and a batch file
  rolecall explain syntax/duplicate-key  read what a rule is about

Exit codes:
  0  nothing was found at the level of --fail-on (default: error) or above
  1  something was found
  2  the run itself failed: bad usage, an unreadable input, a path that matched nothing";

const LINT_EXAMPLES: &str = "\
Examples:
  rolecall lint                                  lint every payload below this folder
  rolecall lint request.json 'fixtures/**/*.json'
  build-request | rolecall lint - --as request   lint standard input
  rolecall lint --api-version 2026-10-21 --beta files-api-2025-04-14 request.json
  rolecall lint --error deprecated --off syntax/duplicate-key prompts/
  rolecall lint --format json --output report.json prompts/

Exit codes:
  0  nothing was found at the level of --fail-on (default: error) or above
  1  something was found
  2  the run itself failed: bad usage, an unreadable input, a path that matched nothing";

/// Finds what Anthropic's Messages API would reject in your payloads, before you send them.
#[derive(Debug, Parser)]
#[command(
    name = "rolecall",
    version,
    max_term_width = 100,
    after_help = EXAMPLES,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Subcommands,

    /// When to use colour; `NO_COLOR` is respected.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Subcommands {
    /// Find faults in payloads.
    Lint(Box<LintArgs>),
    /// Tell what a rule is about, with an example.
    Explain {
        /// Name of a rule, as findings carry it, or of a group of rules.
        rule: String,
    },
    /// List the rules.
    Rules {
        /// How to list them.
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: RulesFormat,
    },
    /// Print a JSON Schema of the API, or list them.
    Schema {
        /// Name of the schema; without it, the names are listed.
        name: Option<String>,
    },
}

#[derive(Debug, Args)]
#[command(after_help = LINT_EXAMPLES)]
pub(crate) struct LintArgs {
    /// Files, folders, patterns (`'**/*.json'`), or `-` for standard input.
    ///
    /// A folder stands for the .json, .jsonl and .ndjson files below it; what .gitignore names, hidden files, and files
    /// that look like no payload are passed over. A file named here is always linted. In JSON Lines (.jsonl, .ndjson)
    /// every line is a payload.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// Name of standard input in the report; its ending tells JSON (.json) from JSON Lines (.jsonl).
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub(crate) stdin_filename: Option<String>,

    /// Number of files or pieces of files to work on at the same time; 0 is one for each core.
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Input")]
    pub(crate) threads: usize,

    /// What the documents are.
    #[arg(
        long = "as",
        value_name = "KIND",
        default_value = "auto",
        help_heading = "What is known about the documents"
    )]
    pub(crate) kind: Kind,

    /// The `anthropic-version` header that they are sent with; when not given, a fault of one version only is a
    /// warning.
    #[arg(
        long,
        value_name = "VERSION",
        value_parser = api_versions(),
        help_heading = "What is known about the documents"
    )]
    pub(crate) api_version: Option<ApiVersion>,

    /// An `anthropic-beta` value that they are sent with, or `none` when they are sent without; when not given, a
    /// missing beta is no finding. Repeatable, or separated by commas.
    #[arg(
        long,
        value_name = "BETA",
        value_delimiter = ',',
        help_heading = "What is known about the documents"
    )]
    pub(crate) beta: Vec<String>,

    /// The day to judge deprecations by; when not given, the day of the bundled model table.
    #[arg(
        long,
        value_name = "YYYY-MM-DD",
        value_parser = |text: &str| text.parse::<Date>(),
        help_heading = "What is known about the documents"
    )]
    pub(crate) as_of: Option<Date>,

    /// Report this rule or group as an error. Repeatable, or separated by commas, as the next three; a rule wins over
    /// its group, the last word over the first.
    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub(crate) error: Vec<String>,

    /// Report this rule or group as a warning.
    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub(crate) warn: Vec<String>,

    /// Report this rule or group as information.
    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub(crate) info: Vec<String>,

    /// Do not report this rule or group.
    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub(crate) off: Vec<String>,

    /// The lowest level of findings that makes the exit code 1.
    #[arg(
        long,
        value_name = "LEVEL",
        default_value = "error",
        value_parser = levels(),
        help_heading = "Rules"
    )]
    pub(crate) fail_on: Level,

    /// How to write the report; it never changes the exit code.
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        help_heading = "Output"
    )]
    pub(crate) format: Format,

    /// Write the report to this file instead of standard output.
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// Print findings and errors only, no summary.
    #[arg(long, short, conflicts_with = "verbose", help_heading = "Output")]
    pub(crate) quiet: bool,

    /// Say on standard error which files were linted and which were passed over.
    #[arg(long, short, help_heading = "Output")]
    pub(crate) verbose: bool,
}

/// What the documents are said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Find out by the shape of each document
    Auto,
    /// Body of POST `/v1/messages`
    Request,
    /// Body of POST `/v1/messages/count_tokens`
    CountTokens,
    /// Body of POST `/v1/messages/batches`, or one item of it
    Batch,
    /// Body of the legacy POST `/v1/complete`
    Completion,
    /// A message that the API answered
    Response,
    /// Events of a streamed answer: server-sent events, JSON Lines or an array
    Stream,
    /// One line of the results of a batch
    BatchResult,
    /// An error that the API answered
    Error,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the lines of the source, for people
    Human,
    /// One line each: `file:line:column: level[rule] message`
    Concise,
    /// One JSON document; `rolecall schema report` describes it
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    /// A table, for people
    Human,
    /// A JSON array
    Json,
}

impl Kind {
    pub(crate) fn known(self) -> Option<DocumentKind> {
        match self {
            Self::Auto => None,
            Self::Request => Some(DocumentKind::Request),
            Self::CountTokens => Some(DocumentKind::CountTokens),
            Self::Batch => Some(DocumentKind::Batch),
            Self::Completion => Some(DocumentKind::Completion),
            Self::Response => Some(DocumentKind::Response),
            Self::Stream => Some(DocumentKind::Stream),
            Self::BatchResult => Some(DocumentKind::BatchResult),
            Self::Error => Some(DocumentKind::Error),
        }
    }
}

impl LintArgs {
    /// What the validator needs to know, given the matches that these arguments were read from.
    ///
    /// # Errors
    ///
    /// When a rule or group does not exist, or `none` stands among betas.
    pub(crate) fn options(&self, matches: &ArgMatches) -> anyhow::Result<Options> {
        let mut options = Options::new().levels(self.levels(matches)?);
        options.kind = self.kind.known();
        options.api_version = self.api_version;
        options.as_of = self.as_of;
        options.betas = self.betas()?;
        Ok(options)
    }

    fn betas(&self) -> anyhow::Result<Option<Vec<String>>> {
        match &*self.beta {
            [] => Ok(None),
            [none] if none == "none" => Ok(Some(Vec::new())),
            betas if betas.iter().any(|beta| beta == "none") => {
                anyhow::bail!(
                    "`--beta none` says that no beta is sent; name no other beta beside it"
                )
            }
            betas => Ok(Some(betas.to_vec())),
        }
    }

    /// Applies the level options in the order of the command line, so that the last word wins.
    fn levels(&self, matches: &ArgMatches) -> anyhow::Result<Levels> {
        let given = [
            ("error", &self.error, Some(Level::Error)),
            ("warn", &self.warn, Some(Level::Warning)),
            ("info", &self.info, Some(Level::Info)),
            ("off", &self.off, None),
        ];
        let mut in_order: Vec<_> = given
            .into_iter()
            .flat_map(|(id, names, level)| {
                let places = matches.indices_of(id).into_iter().flatten();
                places.zip(names).map(move |(at, name)| (at, name, level))
            })
            .collect();
        in_order.sort_by_key(|(at, ..)| *at);
        let mut levels = Levels::default();
        for (_, name, level) in in_order {
            levels
                .set(name, level)
                .map_err(|unknown| names::unknown(name, &unknown))?;
        }
        Ok(levels)
    }
}

fn api_versions() -> impl clap::builder::TypedValueParser<Value = ApiVersion> {
    PossibleValuesParser::new(ApiVersion::ALL.map(ApiVersion::as_str))
        .try_map(|text| text.parse::<ApiVersion>())
}

fn levels() -> impl clap::builder::TypedValueParser<Value = Level> {
    PossibleValuesParser::new([Level::Error, Level::Warning, Level::Info].map(Level::as_str))
        .try_map(|text| text.parse::<Level>())
}

/// The command that parses the arguments; without a terminal its help has a fixed width, so that it never changes.
pub(crate) fn command(is_terminal: bool) -> Command {
    let command = <Cli as clap::CommandFactory>::command();
    if is_terminal {
        command
    } else {
        command.term_width(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_consistent() {
        command(false).debug_assert();
    }

    #[test]
    fn every_kind_of_the_validator_can_be_named() {
        let named: Vec<_> = Kind::value_variants()
            .iter()
            .filter_map(|kind| {
                let name = kind.to_possible_value()?.get_name().to_owned();
                Some((kind.known()?, name))
            })
            .collect();
        for kind in DocumentKind::ALL {
            assert!(named.contains(&(kind, kind.as_str().to_owned())), "{kind}");
        }
    }
}
