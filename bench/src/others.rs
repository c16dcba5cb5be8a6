//! Validators of other makers, timed where they are installed.

use crate::process::Contender;
use anyhow::{Context as _, Result, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const AJV: &str = "ajv / full lint";
const CHECK_JSONSCHEMA: &str = "check-jsonschema / full lint";
const JSONSCHEMA_CLI: &str = "jsonschema-cli / full lint";

/// Where the others are.
#[derive(Default)]
pub struct Others {
    /// A folder with `node_modules/ajv`.
    ajv: Option<PathBuf>,
    check_jsonschema: Option<PathBuf>,
    jsonschema_cli: Option<PathBuf>,
    folder: PathBuf,
}

impl Others {
    /// Looks for what an earlier [`Others::install`] has left in a folder.
    pub fn find(folder: &Path) -> Self {
        let there = |path: PathBuf| path.exists().then_some(path);
        Self {
            ajv: there(folder.join("node_modules/ajv")).map(|_| folder.to_owned()),
            check_jsonschema: there(folder.join("venv/bin/check-jsonschema")),
            jsonschema_cli: there(folder.join("cargo/bin/jsonschema-cli")),
            folder: folder.to_owned(),
        }
    }

    /// Installs them from their registries; needs npm, Python and cargo.
    pub fn install(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        call(folder, "npm", &["install", "--no-save", "--prefix", ".", "ajv@8"])?;
        call(folder, "python3", &["-m", "venv", "venv"])?;
        call(folder, "venv/bin/pip", &["install", "--quiet", "check-jsonschema"])?;
        call(folder, "cargo", &["install", "--root", "cargo", "jsonschema-cli", "--locked"])?;
        Ok(Self::find(folder))
    }

    pub fn contenders(&self, schema: &Path, lines: &Path) -> Vec<Contender> {
        let mut contenders = Vec::new();
        if let Some(folder) = &self.ajv {
            let script = folder.join("ajv.cjs");
            if fs::write(&script, AJV_SCRIPT).is_ok() {
                let arguments = [script.as_path(), schema, lines];
                contenders.push(Contender::new(AJV, Path::new("node"), arguments));
            }
        }
        // These two take one document in a file, so each gets the lines as files of their own.
        let files = self.folder.join("lines");
        if (self.check_jsonschema.is_some() || self.jsonschema_cli.is_some())
            && split(lines, &files).is_ok()
        {
            if let Some(program) = &self.check_jsonschema {
                contenders.push(Contender::new(CHECK_JSONSCHEMA, program, {
                    let mut arguments = vec!["--schemafile".into(), schema.to_owned()];
                    arguments.extend(listed(&files));
                    arguments
                }));
            }
            if let Some(program) = &self.jsonschema_cli {
                contenders.push(Contender::new(JSONSCHEMA_CLI, program, {
                    let mut arguments = vec!["validate".into(), schema.to_owned()];
                    for file in listed(&files) {
                        arguments.push("--instance".into());
                        arguments.push(file);
                    }
                    arguments
                }));
            }
        }
        contenders
    }

    /// How many times as long as a full lint it should take.
    pub fn target(&self, name: &str) -> f64 {
        match name {
            AJV => 10.0,
            CHECK_JSONSCHEMA => 300.0,
            _ => 1.0,
        }
    }
}

/// Compiles the schema once and validates every line.
const AJV_SCRIPT: &str = r#"
const fs = require("fs");
const Ajv = require("ajv/dist/2020");
const [schema, lines] = process.argv.slice(2).map((path) => fs.readFileSync(path, "utf8"));
const validate = new Ajv({ strict: false, allErrors: true, logger: false, validateFormats: false })
  .compile(JSON.parse(schema));
for (const line of lines.split("\n")) {
  if (line && !validate(JSON.parse(line))) {
    console.error(validate.errors);
    process.exit(1);
  }
}
"#;

fn split(lines: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (number, line) in fs::read_to_string(lines)?.lines().enumerate() {
        fs::write(folder.join(format!("{number:06}.json")), line)?;
    }
    Ok(())
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

fn call(folder: &Path, program: &str, arguments: &[&str]) -> Result<()> {
    // A program inside of the folder is named by its path there.
    let inside = folder.join(program);
    let program = if inside.exists() { inside } else { program.into() };
    let status = Command::new(&program)
        .args(arguments)
        .current_dir(folder)
        .status()
        .with_context(|| format!("cannot start {}", program.display()))?;
    ensure!(status.success(), "{} ended with {status}", program.display());
    Ok(())
}
