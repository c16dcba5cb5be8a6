//! README.md shows what the linter really prints.

use crate::support::{fixtures, workspace};
use std::{fs, path::Path};

#[test]
fn the_readme_shows_the_real_output() {
    let readme = fs::read_to_string(workspace().join("README.md")).unwrap();
    let folder = fixtures().join("readme");
    let payload = fs::read_to_string(folder.join("weather.json")).unwrap();
    assert!(
        readme.contains(&format!("```json\n{payload}```")),
        "README.md shows another payload"
    );

    let (_, shown) = readme.split_once("$ rolecall lint weather.json\n").unwrap();
    let (shown, _) = shown.split_once("```").unwrap();
    let printed = rolecall(&["lint", "--color", "never", "weather.json"], &folder);
    assert_eq!(shown, printed);
}

/// What the linter prints when it is run in a folder.
fn rolecall(args: &[&str], folder: &Path) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut io = rolecall::Io {
        stdin: &mut std::io::empty(),
        stdout: &mut out,
        stderr: &mut err,
        stdout_is_terminal: false,
        stderr_width: None,
        cwd: folder.to_owned(),
        env: &|_| None,
    };
    rolecall::run(std::iter::once(&"rolecall").chain(args), &mut io);
    assert_eq!(String::from_utf8(err).unwrap(), "");
    String::from_utf8(out).unwrap()
}
