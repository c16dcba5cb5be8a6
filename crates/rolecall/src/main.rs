//! The command line of rolecall.

use rolecall::Io;
use std::{
    env,
    io::{IsTerminal as _, stderr, stdin, stdout},
    process::ExitCode,
};

fn main() -> ExitCode {
    let status = rolecall::run(
        env::args_os(),
        &mut Io {
            stdin: &mut stdin(),
            stdout: &mut stdout(),
            stderr: &mut stderr(),
            stdout_is_terminal: stdout().is_terminal(),
            stderr_is_terminal: stderr().is_terminal(),
            // A working directory that was removed leaves relative paths as they are; opening them then says so.
            cwd: env::current_dir().unwrap_or_default(),
            env: &|name| env::var(name).ok(),
        },
    );
    status.into()
}
