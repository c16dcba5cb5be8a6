//! The command line of rolecall: [`run`] is the whole program, with its surroundings passed in.
//!
//! The rules live in `rolecall-validate`; this crate reads inputs and writes reports.

#![warn(missing_docs)]

mod args;
mod completions;
mod config;
mod exit;
mod explain;
mod generated;
mod input;
mod io;
mod lint;
mod names;
mod output;
mod rules_list;
mod schema;
mod wording;

pub use exit::ExitStatus;
pub use io::Io;

use args::{Cli, Subcommands};
use clap::{ArgMatches, ColorChoice, FromArgMatches as _};
use io::{Label, Streams};
use std::{ffi::OsString, io::Write as _};

/// Runs the program with these arguments, the program's name first.
pub fn run<A>(args: impl IntoIterator<Item = A>, io: &mut Io<'_>) -> ExitStatus
where
    A: Into<OsString> + Clone,
{
    let parsed = args::command(io.stdout_is_terminal)
        .try_get_matches_from(args)
        .and_then(|matches| Ok((Cli::from_arg_matches(&matches)?, matches)));
    let (cli, matches) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return refuse(&error, io),
    };
    let mut streams = Streams::new(io, cli.color);
    let result = dispatch(&cli, &matches, &mut streams)
        .and_then(|status| Ok(streams.stdout.flush().map(|()| status)?));
    match result {
        Ok(status) => status,
        Err(error) if io::is_broken_pipe(&error) => ExitStatus::Clean,
        Err(error) => {
            streams.complain(Label::Error, format_args!("{error:#}"));
            ExitStatus::Failed
        }
    }
}

fn dispatch(
    cli: &Cli,
    matches: &ArgMatches,
    streams: &mut Streams<'_>,
) -> anyhow::Result<ExitStatus> {
    match &cli.command {
        Subcommands::Lint(args) => {
            let own = matches.subcommand().map_or(matches, |(_, own)| own);
            lint::run(args, &args.command_line(own)?, streams)
        }
        Subcommands::Explain { rule, error } => {
            explain::run(rule.as_deref(), error.as_deref(), streams)
        }
        Subcommands::Rules { format, docs } => rules_list::run(*format, *docs, &mut streams.stdout),
        Subcommands::Schema { name } => schema::run(name.as_deref(), &mut streams.stdout),
        Subcommands::Completions { shell } => completions::run(*shell, &mut streams.stdout),
        Subcommands::Man => completions::manual(&mut streams.stdout),
    }
}

/// Prints what the argument parser has to say: help and version, or what is wrong with the arguments.
fn refuse(error: &clap::Error, io: &mut Io<'_>) -> ExitStatus {
    let mut streams = Streams::new(io, ColorChoice::Auto);
    let text = error.render();
    if error.use_stderr() {
        let _ = write!(streams.stderr, "{}", text.ansi());
        if error.kind() == clap::error::ErrorKind::InvalidSubcommand {
            let _ = writeln!(streams.stderr, "To lint files: rolecall lint PATH…");
        }
        return ExitStatus::Failed;
    }
    match write!(streams.stdout, "{}", text.ansi()).and_then(|()| streams.stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitStatus::Failed,
        _ => ExitStatus::Clean,
    }
}
