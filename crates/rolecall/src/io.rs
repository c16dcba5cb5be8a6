//! What a run reads from and writes to.

use anstream::adapter::StripBytes;
use clap::ColorChoice;
use std::{
    fmt,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

/// Everything that a run knows of the world, so that tests can run it in their own process.
pub struct Io<'a> {
    /// Read when a path is `-`.
    pub stdin: &'a mut (dyn Read + Send),
    /// Takes reports and help.
    pub stdout: &'a mut dyn Write,
    /// Takes what went wrong with the run itself.
    pub stderr: &'a mut dyn Write,
    /// Whether a person looks at `stdout`.
    pub stdout_is_terminal: bool,
    /// The columns of the terminal that `stderr` goes to, where it goes to one.
    pub stderr_width: Option<u16>,
    /// Relative paths start here.
    pub cwd: PathBuf,
    /// Looks up an environment variable.
    pub env: &'a dyn Fn(&str) -> Option<String>,
}

/// The streams of one run, after it is decided where colour goes.
pub(crate) struct Streams<'a> {
    pub(crate) stdin: &'a mut (dyn Read + Send),
    pub(crate) stdout: BufWriter<Painted<'a>>,
    pub(crate) stderr: Painted<'a>,
    pub(crate) cwd: &'a Path,
    pub(crate) stderr_width: Option<u16>,
    /// Whether `stdout` is written for a person: it goes to a terminal, or is to have colour.
    pub(crate) stdout_is_for_eyes: bool,
}

/// A stream that drops colour codes where they are not wanted.
pub(crate) struct Painted<'a> {
    inner: &'a mut dyn Write,
    strip: Option<StripBytes>,
}

impl<'a> Painted<'a> {
    fn new(inner: &'a mut dyn Write, has_color: bool) -> Self {
        let strip = (!has_color).then(StripBytes::new);
        Self { inner, strip }
    }

    /// The stream itself, for what must not be changed on the way.
    pub(crate) fn verbatim(&mut self) -> &mut dyn Write {
        &mut *self.inner
    }
}

impl Write for Painted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.strip {
            None => self.inner.write(bytes),
            Some(strip) => {
                for plain in strip.strip_next(bytes) {
                    self.inner.write_all(plain)?;
                }
                Ok(bytes.len())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<'a> Streams<'a> {
    pub(crate) fn new(io: &'a mut Io<'_>, color: ColorChoice) -> Self {
        let stdout_color = wants_color(color, io.stdout_is_terminal, io.env);
        let stderr_color = wants_color(color, io.stderr_width.is_some(), io.env);
        Self {
            stdin: &mut *io.stdin,
            stdout: BufWriter::new(Painted::new(&mut *io.stdout, stdout_color)),
            stderr: Painted::new(&mut *io.stderr, stderr_color),
            cwd: &io.cwd,
            stderr_width: io.stderr_width,
            stdout_is_for_eyes: io.stdout_is_terminal || stdout_color,
        }
    }

    /// Says what went wrong with the run. A failing standard error leaves nobody to tell.
    pub(crate) fn complain(&mut self, label: Label, message: impl fmt::Display) {
        let style = label.style();
        let name = label.name();
        let _ = writeln!(self.stderr, "{style}{name}{style:#}: {message}");
    }
}

/// The first word of a line on standard error.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Label {
    Error,
    Warning,
}

impl Label {
    fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }

    fn style(self) -> clap::builder::styling::Style {
        use clap::builder::styling::AnsiColor;
        match self {
            Self::Error => AnsiColor::Red.on_default().bold(),
            Self::Warning => AnsiColor::Yellow.on_default().bold(),
        }
    }
}

/// Follows the conventions of no-color.org and `CLICOLOR_FORCE`; what the command line says wins.
fn wants_color(
    choice: ColorChoice,
    is_terminal: bool,
    env: &dyn Fn(&str) -> Option<String>,
) -> bool {
    let is_set = |name| env(name).is_some_and(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if is_set("NO_COLOR") => false,
        ColorChoice::Auto if env("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        ColorChoice::Auto => is_terminal && env("TERM").as_deref() != Some("dumb"),
    }
}

/// Whether the reader of our output went away, as `rolecall … | head` does.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

impl fmt::Debug for Io<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Io")
            .field("stdout_is_terminal", &self.stdout_is_terminal)
            .field("stderr_width", &self.stderr_width)
            .field("cwd", &self.cwd)
            .finish_non_exhaustive()
    }
}
