//! For people: compiler style, with the lines of the source.

use super::{Reporter, Totals, visible};
use crate::lint::{Excerpt, Mark, Point, Problem};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use clap::builder::styling::{AnsiColor, Style};
use rolecall_validate::Level as FindingLevel;
use std::io::{self, Write};

const ARROW: Style = AnsiColor::BrightBlue.on_default().bold();

pub(super) struct Human {
    renderer: Renderer,
    is_quiet: bool,
    /// A rule to read about.
    first_rule: Option<&'static str>,
}

impl Human {
    pub(super) fn new(is_quiet: bool) -> Self {
        Self {
            // The stream drops the colours where they are not wanted. Lines are cut before they get here.
            renderer: Renderer::styled().term_width(1000),
            is_quiet,
            first_rule: None,
        }
    }

    /// Draws a title with an excerpt below it. The renderer would take the column from the excerpt, whose lines may
    /// be cut at the left; so the position is put in here.
    fn draw(
        &self,
        out: &mut dyn Write,
        file: &str,
        point: Point,
        last_line: usize,
        group: Group<'_>,
    ) -> io::Result<()> {
        let drawn = self.renderer.render(&[group]);
        let (title, rest) = drawn.split_once('\n').unwrap_or((&drawn, ""));
        let width = last_line.to_string().len();
        writeln!(
            out,
            "{title}\n{:width$}{ARROW}-->{ARROW:#} {}:{}:{}",
            "",
            visible(file),
            point.line,
            point.column,
        )?;
        if rest.is_empty() {
            return Ok(());
        }
        writeln!(out, "{rest}")
    }
}

impl Reporter for Human {
    fn problem(&mut self, out: &mut dyn Write, file: &str, problem: Problem) -> io::Result<()> {
        let finding = &problem.finding;
        self.first_rule.get_or_insert(finding.rule);
        let level = match finding.level {
            FindingLevel::Error => Level::ERROR,
            FindingLevel::Warning => Level::WARNING,
            FindingLevel::Info => Level::INFO,
        };
        let title = level
            .primary_title(visible(&finding.message))
            .id(finding.rule);
        let mut excerpts = problem.excerpts.iter();
        let first = excerpts.next();
        let mut group = match first {
            Some(excerpt) => title.element(snippet(excerpt)),
            None => Group::with_title(title),
        };
        if let Some(help) = &finding.help {
            group = group.element(Level::HELP.message(visible(help)));
        }
        if let Some(place) = place_in_document(&problem) {
            group = group.element(Level::NOTE.no_name().message(place));
        }
        let point = problem.place.start;
        self.draw(out, file, point, first.map_or(point.line, last_line), group)?;
        for excerpt in excerpts {
            let label = excerpt.marks.first().and_then(|mark| mark.label.as_deref());
            let title = Level::NOTE.primary_title(visible(label.unwrap_or_default()));
            let group = title.element(snippet(excerpt));
            self.draw(out, file, excerpt.point, last_line(excerpt), group)?;
        }
        writeln!(out)
    }

    fn finish(&mut self, out: &mut dyn Write, totals: &Totals) -> io::Result<()> {
        if self.is_quiet {
            return Ok(());
        }
        writeln!(out, "{}", totals.summary())?;
        if let Some(rule) = self.first_rule {
            writeln!(out, "to read more about a rule: rolecall explain {rule}")?;
        }
        Ok(())
    }
}

/// Number of the last line that is drawn.
fn last_line(excerpt: &Excerpt) -> usize {
    excerpt.first_line + excerpt.text.matches('\n').count()
}

fn snippet(excerpt: &Excerpt) -> Snippet<'_, Annotation<'_>> {
    Snippet::source(excerpt.text.as_str())
        .line_start(excerpt.first_line)
        // Every line of an excerpt was chosen to be shown.
        .fold(false)
        .annotations(excerpt.marks.iter().map(annotation))
}

fn annotation(mark: &Mark) -> Annotation<'_> {
    if mark.is_primary {
        return AnnotationKind::Primary.span(mark.range.clone());
    }
    AnnotationKind::Context
        .span(mark.range.clone())
        .label(mark.label.as_deref().map(visible))
}

/// `at /requests/3/params/model (custom_id "a")`.
fn place_in_document(problem: &Problem) -> Option<String> {
    let finding = &problem.finding;
    let id = finding
        .custom_id
        .as_ref()
        .map(|id| format!("custom_id \"{}\"", visible(id)));
    match (&*finding.pointer, id) {
        ("", None) => None,
        ("", Some(id)) => Some(format!("in {id}")),
        (pointer, None) => Some(format!("at {}", visible(pointer))),
        (pointer, Some(id)) => Some(format!("at {} ({id})", visible(pointer))),
    }
}
