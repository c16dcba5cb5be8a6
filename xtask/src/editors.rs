//! `cargo xtask editors`: the schemas for editors, tried with the JSON language server of VS Code.

use crate::codegen::workspace;
use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

/// The language servers of VS Code as one npm package.
const PACKAGE: &str = "vscode-langservers-extracted@4.10.0";

/// Installs the server below `target/` and asks it what an editor would ask.
#[expect(clippy::print_stdout, reason = "it tells what it found")]
pub(crate) fn run() -> Result<()> {
    let root = workspace()?;
    let folder = root.join("target/editors");
    fs::create_dir_all(&folder)?;
    install(&folder)?;
    let schema = schema(&root)?;
    let mut server = Server::start(&folder)?;
    server.configure(&schema)?;

    let clean = r#"{"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}"#;
    let found = server.open("clean.request.json", clean)?;
    ensure!(found.is_empty(), "a payload without faults has {found:?}");
    println!("no diagnostic for a payload without faults");

    let broken = r#"{"model": "claude-opus-5", "max_tokens": "16", "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi", "txt": 1}]}]}"#;
    let found = server.open("broken.request.json", broken)?;
    for place in ["\"16\"", "\"txt\""] {
        let at = broken.find(place).context("it is there")?;
        let diagnostic = found.iter().find(|found| found.start == at);
        let diagnostic = diagnostic.with_context(|| format!("nothing at {place}: {found:?}"))?;
        println!("at {place}: {}", diagnostic.message);
    }
    ensure!(found.len() == 2, "more than the two faults: {found:?}");

    let text = r#"{"model": "claude-opus-5", "max_tokens": 16, "messages": [], "": 1}"#;
    server.open("edited.request.json", text)?;
    let at = text.find("\"\"").context("it is there")? + 1;
    let offered = server.complete("edited.request.json", at)?;
    for key in ["system", "temperature", "tools", "thinking"] {
        let described = offered.iter().find(|(label, _)| label == key);
        let (_, words) = described.with_context(|| format!("{key} is not offered"))?;
        ensure!(!words.is_empty(), "{key} is offered without description");
    }
    ensure!(
        offered.iter().all(|(label, _)| label != "model"),
        "a key that is there is offered again"
    );
    println!("{} keys are offered, with descriptions", offered.len());
    Ok(())
}

fn install(folder: &Path) -> Result<()> {
    if folder.join("node_modules").exists() {
        return Ok(());
    }
    let status = Command::new("npm")
        .args(["install", "--no-save", "--ignore-scripts", "--prefix"])
        .arg(folder)
        .arg(PACKAGE)
        .status()
        .context("cannot start npm")?;
    ensure!(status.success(), "npm cannot install {PACKAGE}");
    Ok(())
}

/// What the program prints for editors.
fn schema(root: &Path) -> Result<Value> {
    let output = Command::new("cargo")
        .current_dir(root)
        .args([
            "run",
            "--quiet",
            "--package",
            "rolecall",
            "--",
            "schema",
            "request",
        ])
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    ensure!(output.status.success(), "the program prints no schema");
    Ok(serde_json::from_slice(&output.stdout)?)
}

#[derive(Debug)]
struct Diagnostic {
    /// Column of the one line, which is ASCII.
    start: usize,
    message: String,
}

/// A language server that speaks over its standard streams.
struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// Number of the last request.
    last: u64,
}

impl Server {
    fn start(folder: &Path) -> Result<Self> {
        let mut child = Command::new(folder.join("node_modules/.bin/vscode-json-language-server"))
            .arg("--stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start the language server")?;
        let input = child.stdin.take().context("it has an input")?;
        let output = child.stdout.take().context("it has an output")?;
        Ok(Self {
            child,
            input,
            output: BufReader::new(output),
            last: 0,
        })
    }

    fn configure(&mut self, schema: &Value) -> Result<()> {
        let formats = json!(["markdown", "plaintext"]);
        let item = json!({"completionItem": {"documentationFormat": formats}});
        self.ask(
            "initialize",
            &json!({
                "processId": null,
                "rootUri": null,
                "capabilities": {"textDocument": {"completion": item}},
            }),
        )?;
        self.tell("initialized", &json!({}))?;
        let association = json!({"fileMatch": ["*.request.json"], "schema": schema});
        let settings = json!({"json": {"validate": {"enable": true}, "schemas": [association]}});
        self.tell(
            "workspace/didChangeConfiguration",
            &json!({"settings": settings}),
        )
    }

    /// Opens a document of one line, and waits for what the server has to say about it.
    fn open(&mut self, name: &str, text: &str) -> Result<Vec<Diagnostic>> {
        let uri = uri(name);
        self.tell(
            "textDocument/didOpen",
            &json!({"textDocument": {"uri": uri, "languageId": "json", "version": 1, "text": text}}),
        )?;
        loop {
            let message = self.receive()?;
            let params = &message["params"];
            if message["method"] != "textDocument/publishDiagnostics" || params["uri"] != *uri {
                continue;
            }
            let diagnostics = params["diagnostics"].as_array().context("a list")?;
            return diagnostics
                .iter()
                .map(|diagnostic| {
                    let start = &diagnostic["range"]["start"]["character"];
                    Ok(Diagnostic {
                        start: usize::try_from(start.as_u64().context("a column")?)?,
                        message: diagnostic["message"]
                            .as_str()
                            .unwrap_or_default()
                            .to_owned(),
                    })
                })
                .collect();
        }
    }

    /// The keys that are offered at a column, with their descriptions.
    fn complete(&mut self, name: &str, column: usize) -> Result<Vec<(String, String)>> {
        let result = self.ask(
            "textDocument/completion",
            &json!({
                "textDocument": {"uri": uri(name)},
                "position": {"line": 0, "character": column},
            }),
        )?;
        let items = result["items"].as_array().context("a list of items")?;
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            value => value["value"].as_str().unwrap_or_default().to_owned(),
        };
        Ok(items
            .iter()
            .map(|item| (text(&item["label"]), text(&item["documentation"])))
            .collect())
    }

    fn ask(&mut self, method: &str, params: &Value) -> Result<Value> {
        self.last += 1;
        let id = self.last;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))?;
        loop {
            let mut message = self.receive()?;
            if message["id"] == id && message.get("method").is_none() {
                ensure!(
                    message.get("error").is_none(),
                    "{method}: {}",
                    message["error"]
                );
                return Ok(message["result"].take());
            }
        }
    }

    fn tell(&mut self, method: &str, params: &Value) -> Result<()> {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}))
    }

    fn send(&mut self, message: &Value) -> Result<()> {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len())?;
        Ok(self.input.flush()?)
    }

    fn receive(&mut self) -> Result<Value> {
        let mut length = None;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line)? == 0 {
                bail!("the language server ended");
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(number) = line.strip_prefix("Content-Length: ") {
                length = Some(number.parse()?);
            }
        }
        let mut text = vec![0; length.context("a message without length")?];
        self.output.read_exact(&mut text)?;
        Ok(serde_json::from_slice(&text)?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It waits for more to do; nothing is lost when it is ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn uri(name: &str) -> String {
    format!("file:///editors/{name}")
}
