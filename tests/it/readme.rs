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

#[test]
fn the_settings_in_the_pages_are_settings() {
    let folder = fixtures().join("readme");
    let mut count = 0;
    for page in ["getting-started", "migrating"] {
        let text = fs::read_to_string(workspace().join("docs").join(format!("{page}.md"))).unwrap();
        for fence in text.split("```toml\n").skip(1) {
            let (settings, _) = fence.split_once("```").unwrap();
            let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{page}-{count}.toml"));
            fs::write(&file, settings).unwrap();
            let args = ["lint", "--config", file.to_str().unwrap(), "weather.json"];
            assert!(rolecall(&args, &folder).contains("schema/unknown-field"));
            count += 1;
        }
    }
    assert_eq!(count, 2);
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
