//! The arguments of the command line.

use crate::{
    config::{Choice, CommandLine, LevelList, Setting, check_selected},
    input::Pointer,
    names,
};
use clap::{
    ArgGroup, ArgMatches, Args, ColorChoice, Command, Parser, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser as _},
};
use clap_complete::Shell;
use rolecall_validate::{ApiVersion, Date, DocumentKind, Level, Platform, Repairs};
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
  rolecall lint --diff prompts/                  show what --fix would change
  rolecall lint --write-baseline baseline.json prompts/

Exit codes:
  0  nothing was found at the level of --fail-on (default: error) or above
  1  something was found; after --fix, something is left; with --diff, also where a file would change
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
    /// Tell what a rule is about, with an example, or which rules an error of the API is about.
    #[command(group = ArgGroup::new("what").args(["rule", "error"]).required(true))]
    Explain {
        /// Name of a rule, as findings carry it, or of a group of rules.
        rule: Option<String>,

        /// An error message of the API, alone or in its envelope, or `-` to read it from standard input; lists the
        /// rules that find its cause.
        #[arg(long, value_name = "MESSAGE")]
        error: Option<String>,
    },
    /// List the rules.
    Rules {
        /// How to list them.
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: RulesFormat,

        /// With the whole documentation of each rule.
        #[arg(long)]
        docs: bool,
    },
    /// Print a JSON Schema of the API, or list them.
    Schema {
        /// Name of the schema; without it, the names are listed.
        name: Option<String>,
    },
    /// Print the script that completes commands in a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page, in roff.
    Man,
}

#[derive(Debug, Args)]
#[command(after_help = LINT_EXAMPLES)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub(crate) struct LintArgs {
    /// Files, folders, patterns (`'**/*.json'`), or `-` for standard input.
    ///
    /// A folder stands for the JSON (.json, .jsonl, .ndjson), HAR (.har), Markdown (.md, .markdown, .mdx), shell (.sh,
    /// .bash, .zsh) and YAML (.yaml, .yml) files below it, also compressed (.gz, .zst); what .gitignore names, hidden
    /// files, and files that hold no payload are passed over. A file named here is always linted. In JSON Lines every
    /// line is a payload; in Markdown the JSON and `curl` commands in fences are, in shell scripts the `curl` commands.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// Name of standard input in the report; its ending tells JSON (.json) from JSON Lines (.jsonl).
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub(crate) stdin_filename: Option<String>,

    /// Where the payload stands in each document, as a JSON Pointer: `/request/body` of log records. A string there is
    /// read as JSON. Records without it are passed over.
    #[arg(
        long,
        value_name = "POINTER",
        value_parser = pointer,
        help_heading = "Input"
    )]
    pub(crate) pointer: Option<Pointer>,

    /// Of folders, lint only the files that match one of these patterns, whatever their ending. Repeatable.
    #[arg(long, value_name = "PATTERN", help_heading = "Input")]
    pub(crate) include: Vec<String>,

    /// Of folders, pass over the files and folders that match one of these patterns. Repeatable.
    #[arg(long, value_name = "PATTERN", help_heading = "Input")]
    pub(crate) exclude: Vec<String>,

    /// Number of files or pieces of files to work on at the same time; 0 is one for each core.
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Input")]
    pub(crate) threads: usize,

    /// What the documents are; when not given, what rolecall.toml says, or else `auto`.
    #[arg(
        long = "as",
        value_name = "KIND",
        help_heading = "What is known about the documents"
    )]
    pub(crate) kind: Option<Kind>,

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

    /// Where they are sent, when not to Anthropic's own API: other platforms have other limits, and name the model and the
    /// version in other places.
    #[arg(
        long,
        value_name = "PLATFORM",
        value_parser = platforms(),
        help_heading = "What is known about the documents"
    )]
    pub(crate) platform: Option<Platform>,

    /// The model to assume where a payload names none, or a variable.
    #[arg(
        long,
        value_name = "MODEL",
        value_parser = clap::builder::NonEmptyStringValueParser::new(),
        help_heading = "What is known about the documents"
    )]
    pub(crate) default_model: Option<String>,

    /// The day to judge deprecations by; when not given, the day of the bundled model table.
    #[arg(
        long,
        value_name = "YYYY-MM-DD",
        value_parser = |text: &str| text.parse::<Date>(),
        help_heading = "What is known about the documents"
    )]
    pub(crate) as_of: Option<Date>,

    /// Take settings from this file, and look for no rolecall.toml above the inputs.
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "no_config",
        help_heading = "Rules"
    )]
    pub(crate) config: Option<PathBuf>,

    /// Take settings from the command line alone.
    #[arg(long, help_heading = "Rules")]
    pub(crate) no_config: bool,

    /// Report only these rules or groups, and texts that cannot be read. Repeatable, or separated by commas, as the next
    /// four.
    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub(crate) select: Vec<String>,

    /// Report this rule or group as an error; a rule wins over its group, the last word over the first, and the command
    /// line over rolecall.toml.
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
        visible_alias = "ignore",
        value_name = "NAME",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub(crate) off: Vec<String>,

    /// Do not report the findings that this file knows.
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "write_baseline",
        help_heading = "Rules"
    )]
    pub(crate) baseline: Option<PathBuf>,

    /// Write the findings to this file, for `--baseline`, instead of reporting them.
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["fix", "diff"],
        help_heading = "Rules"
    )]
    pub(crate) write_baseline: Option<PathBuf>,

    /// The lowest level of findings that makes the exit code 1.
    #[arg(
        long,
        value_name = "LEVEL",
        default_value = "error",
        value_parser = levels(),
        help_heading = "Rules"
    )]
    pub(crate) fail_on: Level,

    /// Repair what can be repaired without changing what the model is told, and report what is left. Standard input goes
    /// repaired to standard output, and the report to standard error.
    #[arg(long, help_heading = "Repairs")]
    pub(crate) fix: bool,

    /// Take repairs that invent or drop content, too; with `--fix` or `--diff`.
    #[arg(long, help_heading = "Repairs")]
    pub(crate) unsafe_fixes: bool,

    /// Show what `--fix` would change, and write nothing; the report of the rest goes to standard error.
    #[arg(long, help_heading = "Repairs")]
    pub(crate) diff: bool,

    /// Say on standard error which findings were repaired; with `--fix` or `--diff`.
    #[arg(long, help_heading = "Repairs")]
    pub(crate) show_fixes: bool,

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

    /// Count the findings of each rule instead of showing them; with `--format human` or `json`.
    #[arg(long, help_heading = "Output")]
    pub(crate) statistics: bool,

    /// Show no line of the source.
    #[arg(long, help_heading = "Output")]
    pub(crate) redact: bool,

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
    /// The findings of `json` one in a line, as soon as they are known, and last a line with the counts
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
    /// GitLab's Code Quality report
    Gitlab,
    /// `JUnit` XML, a suite for each file
    Junit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    /// A table, for people
    Human,
    /// A JSON array
    Json,
}

impl Kind {
    /// The kind of the validator; its name is the same.
    pub(crate) fn known(self) -> Option<DocumentKind> {
        let value = self.to_possible_value()?;
        value.get_name().parse().ok()
    }
}

impl LintArgs {
    /// What the command line says, given the matches that these arguments were read from.
    ///
    /// # Errors
    ///
    /// When a rule or group does not exist, or `none` stands among betas.
    pub(crate) fn command_line(&self, matches: &ArgMatches) -> anyhow::Result<CommandLine> {
        Ok(CommandLine {
            kind: self.kind,
            api_version: self.api_version,
            betas: self.betas()?,
            platform: self.platform,
            default_model: self.default_model.clone(),
            as_of: self.as_of,
            levels: self.levels(matches)?,
            select: check_selected(&self.select)?,
        })
    }

    /// Where to take settings from.
    pub(crate) fn choice(&self) -> Choice<'_> {
        match &self.config {
            Some(file) => Choice::File(file),
            None if self.no_config => Choice::Nothing,
            None => Choice::Nearest,
        }
    }

    /// The repairs that are wanted, or that would be with `--fix`.
    pub(crate) fn repairs(&self) -> Repairs {
        if self.unsafe_fixes {
            Repairs::All
        } else {
            Repairs::Safe
        }
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
    fn levels(&self, matches: &ArgMatches) -> anyhow::Result<LevelList> {
        let given = [
            ("error", &self.error, Setting::At(Level::Error)),
            ("warn", &self.warn, Setting::At(Level::Warning)),
            ("info", &self.info, Setting::At(Level::Info)),
            ("off", &self.off, Setting::Off),
        ];
        let mut in_order: Vec<_> = given
            .into_iter()
            .flat_map(|(id, names, level)| {
                let places = matches.indices_of(id).into_iter().flatten();
                places.zip(names).map(move |(at, name)| (at, name, level))
            })
            .collect();
        in_order.sort_by_key(|(at, ..)| *at);
        let mut levels = LevelList::default();
        for (_, name, level) in in_order {
            levels
                .push(name, level)
                .map_err(|unknown| names::unknown(name, &unknown))?;
        }
        Ok(levels)
    }
}

fn pointer(text: &str) -> Result<Pointer, String> {
    Pointer::parse(text)
        .ok_or_else(|| "a JSON Pointer begins with `/`, like `/request/body`".to_owned())
}

fn api_versions() -> impl clap::builder::TypedValueParser<Value = ApiVersion> {
    PossibleValuesParser::new(ApiVersion::ALL.map(ApiVersion::as_str))
        .try_map(|text| text.parse::<ApiVersion>())
}

fn platforms() -> impl clap::builder::TypedValueParser<Value = Platform> {
    PossibleValuesParser::new(Platform::ALL.map(Platform::as_str))
        .try_map(|text| text.parse::<Platform>())
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
        let known: Vec<_> = Kind::value_variants()
            .iter()
            .filter_map(|kind| kind.known())
            .collect();
        assert_eq!(known, DocumentKind::ALL);
        assert_eq!(Kind::Auto.known(), None);
        assert_eq!(known.len() + 1, Kind::value_variants().len());
    }
}
