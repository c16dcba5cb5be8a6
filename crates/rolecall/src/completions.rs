//! `rolecall completions SHELL` and `rolecall man`: made from the same description as the arguments themselves.

use crate::{ExitStatus, args};
use clap_complete::{Shell, generate};
use std::io::Write;

/// Prints the script that completes commands in a shell.
pub(crate) fn run(shell: Shell, out: &mut dyn Write) -> anyhow::Result<ExitStatus> {
    // The generator panics when it cannot write, as it does for a reader that goes away early.
    let mut script = Vec::new();
    generate(shell, &mut args::command(false), "rolecall", &mut script);
    out.write_all(&script)?;
    Ok(ExitStatus::Clean)
}

/// Prints the manual page: the program, then each command with its options.
pub(crate) fn manual(out: &mut dyn Write) -> anyhow::Result<ExitStatus> {
    let mut command = args::command(false);
    command.build();
    clap_mangen::Man::new(command.clone()).render(out)?;
    for command in command.get_subcommands() {
        let page = clap_mangen::Man::new(command.clone());
        writeln!(out, ".SH \"{}\"", command.get_name().to_uppercase())?;
        page.render_description_section(out)?;
        page.render_synopsis_section(out)?;
        page.render_options_section(out)?;
    }
    Ok(ExitStatus::Clean)
}
