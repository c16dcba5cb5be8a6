//! `cargo xtask package`: whether each library can be published, and used from outside of the workspace.

use crate::codegen::workspace;
use anyhow::{Context as _, Result, bail, ensure};
use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

const LIBRARIES: &[&str] = &[
    "rolecall-types",
    "rolecall-validate",
    "rolecall-client",
    "rolecall",
];

/// The most packages that the lockfile of a user of `rolecall-types` may hold, the user itself included.
const MOST_PACKAGES: usize = 15;

/// What a stranger would write first.
const STRANGER: &str = r##"use rolecall_types::{CreateMessage, InputMessage, Message};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let request = CreateMessage::new("claude-opus-5", 1024, [InputMessage::user("Hello")]);
    let text = serde_json::to_string(&request)?;
    assert_eq!(serde_json::from_str::<CreateMessage>(&text)?, request);
    let reply: Message = serde_json::from_str(
        r#"{"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5",
            "content": [{"type": "text", "text": "Hi!"}], "stop_reason": "end_turn", "stop_sequence": null,
            "usage": {"input_tokens": 8, "output_tokens": 3}}"#,
    )?;
    assert_eq!(reply.text(), "Hi!");
    println!("the packaged types read and write");
    Ok(())
}
"##;

pub(crate) fn run() -> Result<()> {
    let workspace = workspace()?;
    let folder = workspace.join("target/package");
    let mut package = Command::new("cargo");
    package
        .current_dir(&workspace)
        .args(["package", "--locked", "--allow-dirty", "--no-verify"]);
    for library in LIBRARIES {
        package.args(["--package", library]);
    }
    succeed(&mut package)?;

    ensure_tls_in_rust(&workspace)?;

    let version = version(&workspace)?;
    let stranger = workspace.join("target/stranger");
    if stranger.exists() {
        fs::remove_dir_all(&stranger)?;
    }
    // The unpacked crate stands beside the user, because below it it would join its workspace.
    let user = stranger.join("user");
    fs::create_dir_all(user.join("src"))?;
    let archive = folder.join(format!("rolecall-types-{version}.crate"));
    succeed(
        Command::new("tar")
            .arg("-xzf")
            .arg(&archive)
            .arg("-C")
            .arg(&stranger),
    )?;
    let manifest = format!(
        "[package]\nname = \"stranger\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n[dependencies]\n\
         rolecall-types = {{ path = \"../rolecall-types-{version}\" }}\nserde_json = \"1\"\n"
    );
    fs::write(user.join("Cargo.toml"), manifest)?;
    fs::write(user.join("src/main.rs"), STRANGER)?;
    let target = workspace.join("target/stranger-build");
    succeed(
        Command::new("cargo")
            .current_dir(&user)
            .env("CARGO_TARGET_DIR", &target)
            .args(["run", "--quiet"]),
    )?;

    let lockfile = fs::read_to_string(user.join("Cargo.lock"))?;
    let packages = lockfile.matches("[[package]]").count();
    ensure!(
        packages <= MOST_PACKAGES,
        "a user of rolecall-types locks {packages} packages, more than {MOST_PACKAGES}"
    );
    writeln!(
        std::io::stdout(),
        "{} libraries packaged; a crate outside of the workspace uses the packaged types and locks {packages} packages",
        LIBRARIES.len()
    )?;
    Ok(())
}

/// Without `native-tls`, the client needs nothing of the system's TLS library.
fn ensure_tls_in_rust(workspace: &Path) -> Result<()> {
    let output = Command::new("cargo")
        .current_dir(workspace)
        .args(["tree", "--locked", "--package", "rolecall-client"])
        .args(["--edges", "normal,build", "--prefix", "none"])
        .output()
        .context("cannot start cargo")?;
    ensure!(output.status.success(), "`cargo tree` failed");
    let tree = String::from_utf8(output.stdout)?;
    ensure!(
        tree.lines().any(|line| line.starts_with("rustls ")),
        "the client does not depend on rustls"
    );
    // `openssl-probe` only knows where systems keep their certificates.
    for name in ["openssl ", "openssl-sys ", "native-tls "] {
        ensure!(
            !tree.lines().any(|line| line.starts_with(name)),
            "the client depends on {name}by default"
        );
    }
    Ok(())
}

fn version(workspace: &Path) -> Result<String> {
    let manifest: PathBuf = workspace.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("version = "))
        .context("the workspace manifest has no version")?;
    Ok(line.trim_matches('"').to_owned())
}

fn succeed(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))?;
    if !status.success() {
        bail!("`{}` failed", command.get_program().to_string_lossy());
    }
    Ok(())
}
