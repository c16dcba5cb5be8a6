//! A bar on standard error while long work goes on.

use super::Run;
use crate::{
    input::{InputFile, Source},
    io::Painted,
};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};
use std::{
    io, mem,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// Work that takes no longer shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// Drawings in a second.
const HERTZ: u8 = 10;

const WITH_TOTAL: &str =
    "linting {bar:30} {percent:>3} %  {decimal_bytes} of {decimal_total_bytes}, {eta} left";
const WITHOUT_TOTAL: &str = "linting {spinner} {decimal_bytes} read";

/// Shows how much of the inputs was read.
pub(super) struct Progress<'p, 'i> {
    bar: ProgressBar,
    screen: Screen,
    stderr: &'p mut Painted<'i>,
    read: &'p AtomicU64,
    begun: Instant,
    /// Whether the bar was shown.
    has_begun: bool,
}

impl<'p, 'i> Progress<'p, 'i> {
    /// A bar that is shown once the work turns out to be long, on a terminal of so many columns.
    pub(super) fn new(run: &'p Run<'_>, stderr: &'p mut Painted<'i>, width: u16) -> Self {
        let screen = Screen {
            width,
            drawn: Arc::default(),
        };
        let target = ProgressDrawTarget::term_like_with_hz(Box::new(screen.clone()), HERTZ);
        let total = total(run.files);
        let bar = ProgressBar::with_draw_target(total, target);
        let template = if total.is_some() {
            WITH_TOTAL
        } else {
            WITHOUT_TOTAL
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("━╸ "));
        }
        Self {
            bar,
            screen,
            stderr,
            read: &run.read,
            begun: Instant::now(),
            has_begun: false,
        }
    }

    /// Draws the bar as it is now, if the work turned out to be long.
    pub(super) fn show(&mut self) {
        self.has_begun |= self.begun.elapsed() >= PATIENCE;
        if self.has_begun {
            self.bar.set_position(self.read.load(Ordering::Relaxed));
            self.flush();
        }
    }

    /// Takes the bar away until it is shown again, so that something else can be written to the terminal.
    pub(super) fn hide(&mut self) {
        if self.has_begun {
            let bar = self.bar.clone();
            // What draws the bar anew stays in the buffer.
            bar.suspend(|| self.flush());
        }
    }

    /// Takes the bar away for good.
    pub(super) fn end(mut self) {
        if self.has_begun {
            self.bar.finish_and_clear();
            self.flush();
        }
    }

    /// A terminal that cannot be written to shows no bar; that is no fault of the run.
    fn flush(&mut self) {
        let drawn = mem::take(&mut *self.screen.lock());
        let stderr = self.stderr.verbatim();
        let _ = stderr.write_all(drawn.as_bytes());
        let _ = stderr.flush();
    }
}

/// The bytes of all inputs, where they are known.
fn total(files: &[InputFile]) -> Option<u64> {
    let size = |file: &InputFile| match &file.source {
        Source::Stdin => None,
        // A file that is gone is reported where it is read.
        Source::Path(path) => Some(path.metadata().map_or(0, |data| data.len())),
    };
    files.iter().map(size).sum()
}

/// What the bar draws on: its strokes are kept until they are written to the terminal, which is not ours to hold.
#[derive(Debug, Clone)]
struct Screen {
    width: u16,
    drawn: Arc<Mutex<String>>,
}

impl Screen {
    fn lock(&self) -> std::sync::MutexGuard<'_, String> {
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, text: &str) {
        self.lock().push_str(text);
    }

    /// Moves the cursor by so many lines or columns.
    fn go(&self, count: usize, direction: char) {
        if count > 0 {
            self.write(&format!("\u{1b}[{count}{direction}"));
        }
    }
}

impl TermLike for Screen {
    fn width(&self) -> u16 {
        self.width
    }

    fn move_cursor_up(&self, count: usize) -> io::Result<()> {
        self.go(count, 'A');
        Ok(())
    }

    fn move_cursor_down(&self, count: usize) -> io::Result<()> {
        self.go(count, 'B');
        Ok(())
    }

    fn move_cursor_right(&self, count: usize) -> io::Result<()> {
        self.go(count, 'C');
        Ok(())
    }

    fn move_cursor_left(&self, count: usize) -> io::Result<()> {
        self.go(count, 'D');
        Ok(())
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.write(text);
        self.write("\n");
        Ok(())
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        self.write(text);
        Ok(())
    }

    fn clear_line(&self) -> io::Result<()> {
        self.write("\r\u{1b}[2K");
        Ok(())
    }

    fn flush(&self) -> io::Result<()> {
        Ok(())
    }
}
