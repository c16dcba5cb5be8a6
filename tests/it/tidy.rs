//! House rules that no compiler checks.

use crate::support::workspace;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folders of all members of the workspace.
fn members() -> Vec<PathBuf> {
    let crates = fs::read_dir(workspace().join("crates")).unwrap();
    let mut members: Vec<_> = crates.map(|entry| entry.unwrap().path()).collect();
    members.extend([workspace().join("xtask"), workspace().join("tests")]);
    members.sort();
    members
}

fn manifest(member: &Path) -> String {
    fs::read_to_string(member.join("Cargo.toml")).unwrap()
}

#[test]
fn every_member_inherits_the_lints() {
    for member in members() {
        // Cargo does not inherit them by itself.
        assert!(
            manifest(&member).contains("[lints]\nworkspace = true\n"),
            "{}",
            member.display()
        );
    }
}

#[test]
fn dependencies_are_sorted() {
    for member in members().into_iter().chain([workspace()]) {
        let manifest = manifest(&member);
        for table in manifest.split("\n[").filter(|table| {
            table
                .lines()
                .next()
                .unwrap_or("")
                .ends_with("dependencies]")
        }) {
            let names: Vec<_> = table
                .lines()
                .skip(1)
                .filter(|line| {
                    line.contains('=') && line.starts_with(|c: char| c.is_ascii_lowercase())
                })
                .map(|line| line.split(['=', '.', ' ']).next().unwrap().to_owned())
                .filter(|name| !name.starts_with("rolecall-") || member != workspace())
                .collect();
            let mut sorted = names.clone();
            sorted.sort();
            assert_eq!(names, sorted, "{}", member.display());
        }
    }
}

#[test]
fn the_types_depend_on_serde_and_serde_json_only() {
    let manifest = manifest(&workspace().join("crates/rolecall-types"));
    let (_, table) = manifest.split_once("[dependencies]\n").unwrap();
    let needed: Vec<_> = table
        .lines()
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.is_empty() && !line.contains("optional = true"))
        .map(|line| line.split(['.', ' ', '=']).next().unwrap())
        .collect();
    assert_eq!(needed, ["serde", "serde_json"]);
}

#[test]
fn the_libraries_declare_what_they_need_of_rust() {
    for (library, version) in [("rolecall-types", "1.85"), ("rolecall-validate", "1.89")] {
        let declared = format!("rust-version = \"{version}\"");
        let manifest = manifest(&workspace().join("crates").join(library));
        assert!(manifest.contains(&declared), "{library}");
    }
}
