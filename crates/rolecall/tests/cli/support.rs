//! Runs the program in this process.

use rolecall::{ExitStatus, Io};
use serde_json::Value;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// A folder with files and what else a run sees of the world.
pub(crate) struct World {
    pub(crate) folder: PathBuf,
    stdin: Vec<u8>,
    env: Vec<(&'static str, &'static str)>,
    is_terminal: bool,
}

pub(crate) struct Outcome {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl World {
    /// An empty folder of this name, which must be the test's own.
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir_all(&folder).unwrap();
        Self {
            folder,
            stdin: Vec::new(),
            env: Vec::new(),
            is_terminal: false,
        }
    }

    pub(crate) fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub(crate) fn stdin(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.stdin = text.into();
        self
    }

    pub(crate) fn env(mut self, name: &'static str, value: &'static str) -> Self {
        self.env.push((name, value));
        self
    }

    pub(crate) fn terminal(mut self) -> Self {
        self.is_terminal = true;
        self
    }

    /// Runs with these arguments, separated by spaces.
    pub(crate) fn run(&self, args: &str) -> Outcome {
        let mut stdout = Vec::new();
        let mut outcome = self.run_into(args, &mut stdout);
        outcome.stdout = String::from_utf8(stdout).unwrap();
        outcome
    }

    pub(crate) fn run_into(&self, args: &str, stdout: &mut dyn Write) -> Outcome {
        let mut stderr = Vec::new();
        let env = |name: &str| {
            let found = self.env.iter().find(|(known, _)| *known == name)?;
            Some(found.1.to_owned())
        };
        let status = rolecall::run(
            ["rolecall"].into_iter().chain(args.split_whitespace()),
            &mut Io {
                stdin: &mut &*self.stdin,
                stdout,
                stderr: &mut stderr,
                stdout_is_terminal: self.is_terminal,
                stderr_width: self.is_terminal.then_some(80),
                cwd: self.folder.clone(),
                env: &env,
            },
        );
        Outcome {
            status,
            stdout: String::new(),
            stderr: String::from_utf8(stderr).unwrap(),
        }
    }

    /// Lints with the JSON report, which must be what its schema says.
    pub(crate) fn report(&self, args: &str) -> Value {
        let outcome = self.run(&format!("lint --format json {args}"));
        assert_eq!(outcome.stderr, "");
        checked_report(&outcome.stdout)
    }

    /// `file:line:column rule pointer` of each finding.
    pub(crate) fn places(&self, args: &str) -> Vec<String> {
        places(&self.report(args))
    }
}

/// Parses a JSON report and holds it against the committed schema.
pub(crate) fn checked_report(text: &str) -> Value {
    static VALIDATOR: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
        let schema = include_str!("../../schema/report-v1.schema.json");
        let schema: Value = serde_json::from_str(schema).unwrap();
        assert!(jsonschema::meta::is_valid(&schema));
        jsonschema::validator_for(&schema).unwrap()
    });
    let report: Value = serde_json::from_str(text).unwrap();
    let faults: Vec<_> = VALIDATOR
        .iter_errors(&report)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
    report
}

pub(crate) fn places(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| {
            let start = &finding["span"]["start"];
            format!(
                "{}:{}:{} {} {}",
                finding["file"].as_str().unwrap(),
                start["line"],
                start["column"],
                finding["rule"].as_str().unwrap(),
                finding["pointer"].as_str().unwrap(),
            )
        })
        .collect()
}

/// A stream whose reader went away, or whose disk is full.
pub(crate) struct Closed(pub(crate) io::ErrorKind);

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A request that nothing is wrong with.
pub(crate) const CLEAN: &str = r#"{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}"#;
/// A request with one fault, an error: a comma too many, at column 92.
pub(crate) const COMMA: &str = r#"{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"},]}"#;
/// A request with one fault, a warning: `model` twice.
pub(crate) const TWICE: &str = r#"{"model": "claude-opus-5", "model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}"#;
