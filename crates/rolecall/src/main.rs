//! The command line of rolecall.

use rolecall::Io;
use std::{
    env,
    io::{IsTerminal as _, stderr, stdin, stdout},
    process::ExitCode,
};
use terminal_size::Width;

fn main() -> ExitCode {
    let status = rolecall::run(
        env::args_os(),
        &mut Io {
            stdin: &mut stdin(),
            stdout: &mut stdout(),
            stderr: &mut stderr(),
            stdout_is_terminal: stdout().is_terminal(),
            stderr_width: stderr_width(),
            // A working directory that was removed leaves relative paths as they are; opening them then says so.
            cwd: env::current_dir().unwrap_or_default(),
            env: &|name| env::var(name).ok(),
        },
    );
    status.into()
}

fn stderr_width() -> Option<u16> {
    if !stderr().is_terminal() {
        return None;
    }
    let size = terminal_size::terminal_size_of(stderr());
    // A terminal that does not tell is taken for one of the usual width.
    Some(size.map_or(80, |(Width(width), _)| width))
}
