//! Inputs that are read in pieces: the same findings as of the whole, in flat memory, with a bar.

use crate::support::{CLEAN, COMMA, Outcome, World, checked_report};
use rolecall::{ExitStatus, Io};
use rolecall_validate::{Options, lint};
use serde_json::{Value, json};
use std::{
    io::{self, Read, Write},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// A body of this many items of about 10 kB, which begins to be read in pieces at a hundred.
fn body(count: usize, change: impl Fn(usize, &mut Value)) -> Value {
    let items = (0..count).map(|number| {
        let mut item = json!({"custom_id": format!("id-{number}"), "params": serde_json::from_str::<Value>(CLEAN).unwrap()});
        item["params"]["messages"][0]["content"] = "lörem ],{\" ".repeat(800).into();
        change(number, &mut item);
        item
    });
    json!({"requests": items.collect::<Vec<_>>()})
}

/// A finding that can be compared: rule, level, pointer, span, message and the item that it stands in.
type Plain = (String, String, String, u64, u64, String, Option<String>);

fn of_report(report: &Value) -> Vec<Plain> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| {
            let offset = |end: &str| finding["span"][end]["offset"].as_u64().unwrap();
            (
                text(&finding["rule"]),
                text(&finding["level"]),
                text(&finding["pointer"]),
                offset("start"),
                offset("end"),
                text(&finding["message"]),
                finding["custom_id"].as_str().map(str::to_owned),
            )
        })
        .collect()
}

fn of_whole(text: &str) -> Vec<Plain> {
    let findings = lint(text, &Options::new()).findings.into_iter();
    findings
        .map(|finding| {
            (
                finding.rule.to_owned(),
                finding.level.as_str().to_owned(),
                finding.pointer,
                finding.span.start as u64,
                finding.span.end as u64,
                finding.message,
                finding.custom_id,
            )
        })
        .collect()
}

#[test]
fn a_large_body_has_the_findings_of_the_whole() {
    let faulty = body(400, |number, item| match number {
        7 => item["custom_id"] = "not an id".into(),
        150 => item["params"]["temprature"] = 1.into(),
        // Twice in one piece, and once more in another.
        151 | 152 | 390 => item["custom_id"] = "id-3".into(),
        250 => *item = json!({"params": 1}),
        251 => *item = json!({}),
        399 => item["params"]["stream"] = true.into(),
        _ => {}
    });
    let compact = faulty.to_string();
    let pretty = serde_json::to_string_pretty(&faulty).unwrap();
    let commented = compact.replacen(
        "},{\"custom_id\":\"id-200\"",
        "}, // a \"],\n /* b */ {\"custom_id\":\"id-200\"",
        1,
    );
    let trailing = format!("{},]}}", compact.strip_suffix("]}").unwrap());
    let world = World::new("large-bodies")
        .file("compact.json", &compact)
        .file("pretty.json", &pretty)
        .file("commented.json", &commented)
        .file("trailing.json", &trailing);
    for (name, text) in [
        ("compact.json", &compact),
        ("pretty.json", &pretty),
        ("commented.json", &commented),
        ("trailing.json", &trailing),
    ] {
        let report = world.report(name);
        assert_eq!(report["documents"], 1);
        let mut whole = of_whole(text);
        assert!(whole.len() > 8, "{name}");
        let mut found = of_report(&report);
        whole.sort();
        found.sort();
        assert_eq!(found, whole, "{name}");
        let lines: Vec<_> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| {
                let start = &finding["span"]["start"];
                (
                    start["offset"].as_u64().unwrap(),
                    start["line"].as_u64().unwrap(),
                    start["column"].as_u64().unwrap(),
                )
            })
            .collect();
        assert!(lines.is_sorted(), "{name}");
        for (offset, line, column) in lines {
            let before = &text[..usize::try_from(offset).unwrap()];
            let last = before.rsplit('\n').next().unwrap();
            assert_eq!(line, 1 + before.matches('\n').count() as u64);
            assert_eq!(column, 1 + last.chars().count() as u64);
        }
        let again = world.run(&format!("lint --format json --threads 1 {name}"));
        assert_eq!(checked_report(&again.stdout), report);
    }
}

#[test]
fn what_is_wrong_behind_the_items_is_found() {
    let text = body(150, |_, _| {}).to_string();
    let text = text.strip_suffix("]}").unwrap();
    let world = World::new("large-tails")
        .file("field.json", format!("{text}], \"betas\": []}}\n"))
        .file("cut.json", text)
        .file("broken.json", format!("{text}}}, {{]}}"))
        .file("more.json", format!("{text}]}} x"));
    for name in ["field.json", "cut.json", "broken.json", "more.json"] {
        let text = std::fs::read_to_string(world.folder.join(name)).unwrap();
        let mut whole = of_whole(&text);
        assert!(!whole.is_empty());
        if name == "cut.json" {
            // The bracket that is not closed is not there any more, so the place is the end.
            let end = text.len() as u64;
            (whole[0].3, whole[0].4) = (end, end);
        }
        assert_eq!(of_report(&world.report(name)), whole, "{name}");
    }
}

#[test]
fn the_items_of_a_large_body_are_counted() {
    // Empty items, which take no time to lint, a dozen bytes each so that the body is large.
    let items = vec!["{}         "; 100_001].join(",");
    let text = format!("{{\"requests\":[{items}]}}");
    let report = World::new("large-count")
        .file("a.json", &text)
        .report("--select schema/wrong-length a.json");
    let rules: Vec<_> = of_report(&report)
        .into_iter()
        .map(|(rule, _, pointer, ..)| (rule, pointer))
        .collect();
    assert_eq!(
        rules,
        [("schema/wrong-length".to_owned(), "/requests".to_owned())]
    );
}

#[test]
fn a_large_body_is_repaired_as_a_whole() {
    let text = body(150, |_, _| {}).to_string();
    let broken = text.replacen(
        "},{\"custom_id\":\"id-140\"",
        "}, // why\n{\"custom_id\":\"id-140\"",
        1,
    );
    let world = World::new("large-repair").file("a.json", &broken);
    let outcome = world.run("lint --fix a.json");
    assert_eq!(outcome.status, ExitStatus::Clean, "{}", outcome.stdout);
    let repaired: Value =
        serde_json::from_slice(&std::fs::read(world.folder.join("a.json")).unwrap()).unwrap();
    assert_eq!(repaired, serde_json::from_str::<Value>(&text).unwrap());
}

#[test]
fn ids_are_compared_across_lines() {
    let line = |id: &str| format!("{{\"custom_id\": \"{id}\", \"params\": {CLEAN}}}\n");
    let batch = line("a") + &line("b") + &line("a");
    let world = World::new("ids-across-lines")
        .file("a.jsonl", &batch)
        .file("b.jsonl", line("b"))
        .file(
            "bodies.jsonl",
            format!(
                "{{\"requests\": [{0}]}}\n{{\"requests\": [{0}]}}\n",
                line("a").trim()
            ),
        );
    assert_eq!(
        world.places("."),
        ["a.jsonl:3:15 batch-custom-id-unique /custom_id"]
    );
    assert_eq!(world.places("--off batch-custom-id-unique ."), [""; 0]);
    let fixed = world.run("lint --fix a.jsonl");
    assert_eq!(fixed.status, ExitStatus::Findings);
    let human = world.run("lint a.jsonl").stdout;
    assert!(human.contains("3 | {\"custom_id\": \"a\""), "{human}");
}

/// Standard input that tells, before each read, how many bytes were taken from it.
struct Pipe<'l, F> {
    text: &'l [u8],
    taken: usize,
    before: F,
}

impl<F: FnMut(usize)> Read for Pipe<'_, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (self.before)(self.taken);
        let rest = &self.text[self.taken..];
        let count = buffer.len().min(rest.len()).min(1 << 16);
        buffer[..count].copy_from_slice(&rest[..count]);
        self.taken += count;
        Ok(count)
    }
}

/// An output that can be looked at while it is written.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Lints a text that arrives through a pipe; `before` hears, before each read, how much was taken and what was written.
/// Both streams go to a terminal where it has a width.
fn piped(
    args: &str,
    text: &str,
    width: Option<u16>,
    mut before: impl FnMut(usize, &str) + Send,
) -> Outcome {
    let (mut stdout, mut stderr) = (Shared::default(), Shared::default());
    let seen = stdout.clone();
    let mut stdin = Pipe {
        text: text.as_bytes(),
        taken: 0,
        before: |taken| before(taken, &seen.text()),
    };
    let status = rolecall::run(
        ["rolecall", "lint", "-"]
            .into_iter()
            .chain(args.split_whitespace()),
        &mut Io {
            stdin: &mut stdin,
            stdout: &mut stdout,
            stderr: &mut stderr,
            stdout_is_terminal: width.is_some(),
            stderr_width: width,
            cwd: std::env::temp_dir(),
            env: &|_| None,
        },
    );
    Outcome {
        status,
        stdout: stdout.text(),
        stderr: stderr.text(),
    }
}

const MIB: usize = 1 << 20;

/// About three megabytes of requests, one in a line, of which the first has a fault.
fn lines() -> String {
    let long = CLEAN.replace("Hi", &"x ".repeat(20_000));
    format!("{COMMA}\n{}", format!("{long}\n").repeat(80))
}

#[test]
fn lines_of_standard_input_are_not_held() {
    let text = lines();
    let mut written = Vec::new();
    let outcome = piped(
        "--format jsonl --threads 1",
        &text,
        None,
        |taken, so_far| {
            if taken > 2 * MIB {
                written.push(so_far.to_owned());
            }
        },
    );
    assert!(text.len() > 3 * MIB && written.len() > 2);
    for written in written {
        assert!(written.contains("syntax/trailing-comma"), "{written}");
    }
    assert_eq!(outcome.status, ExitStatus::Findings);
    let last: Value = serde_json::from_str(outcome.stdout.lines().last().unwrap()).unwrap();
    assert_eq!(last["documents"], 81);
}

#[test]
fn long_work_shows_a_bar_to_a_person_only() {
    let text = lines();
    let lint = |args: &str, width| {
        let mut has_waited = false;
        piped(args, &text, width, |taken, _| {
            if taken > MIB && !has_waited {
                has_waited = true;
                thread::sleep(Duration::from_millis(600));
            }
        })
    };
    let outcome = lint("--color never --threads 1", Some(80));
    assert!(outcome.stderr.contains("linting"), "{:?}", outcome.stderr);
    let shown = outcome.stderr.rsplit('\r').next().unwrap();
    assert_eq!(
        shown, "\u{1b}[2K",
        "the bar is not taken away: {:?}",
        outcome.stderr
    );
    assert!(
        !outcome.stdout.contains("linting") && outcome.stdout.contains("1 error in 81 documents")
    );
    for (args, width) in [("--quiet", Some(80)), ("", None)] {
        assert_eq!(lint(args, width).stderr, "");
    }
}

#[test]
fn short_work_shows_no_bar() {
    let outcome = World::new("short-work")
        .terminal()
        .stdin(CLEAN)
        .run("lint -");
    assert_eq!(outcome.stderr, "");
}
