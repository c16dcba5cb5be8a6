//! The program from the outside: arguments, files and streams in; reports and exit codes out.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails by panicking, as the test does"
)]

mod baselines;
mod embedded;
mod exit_codes;
mod formats;
mod help;
mod inputs;
mod large;
mod levels;
mod process;
mod repairs;
mod reports;
mod settings;
mod support;
mod wordings;
