use crate::support::World;

/// One error and one warning by default.
const BODY: &str = r#"{"model": "claude-opus-5", "model": "claude-opus-5", "messages": [],}"#;

fn levels(args: &str) -> Vec<String> {
    // Tests run side by side, and each set of arguments is used once.
    let folder = format!("levels{}", args.replace([' ', '/'], "-"));
    let world = World::new(&folder).file("a.json", BODY);
    let args = format!("a.json --off schema --off correctness {args}");
    let report = world.report(&args);
    report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let word = |name: &str| finding[name].as_str().unwrap().to_owned();
            format!("{} {}", word("level"), word("rule"))
        })
        .collect()
}

const TWICE: &str = "syntax/duplicate-key";
const COMMA: &str = "syntax/trailing-comma";

#[test]
fn levels_of_rules_and_groups_can_be_set() {
    assert_eq!(
        levels(""),
        [format!("warning {TWICE}"), format!("error {COMMA}")]
    );
    let error = levels("--error syntax/duplicate-key");
    assert_eq!(error, [format!("error {TWICE}"), format!("error {COMMA}")]);
    let info = levels("--info syntax");
    assert_eq!(info, [format!("info {TWICE}"), format!("info {COMMA}")]);
    let warn = levels("--warn syntax/trailing-comma,syntax/duplicate-key");
    assert_eq!(
        warn,
        [format!("warning {TWICE}"), format!("warning {COMMA}")]
    );
    assert!(levels("--off syntax").is_empty());
}

#[test]
fn a_rule_wins_over_its_group_wherever_it_stands() {
    let expected = [format!("error {COMMA}")];
    assert_eq!(
        levels("--off syntax --error syntax/trailing-comma"),
        expected
    );
    assert_eq!(
        levels("--error syntax/trailing-comma --off syntax"),
        expected
    );
}

#[test]
fn of_two_words_on_one_name_the_last_counts() {
    assert!(levels("--error syntax --off syntax").is_empty());
    assert_eq!(levels("--off syntax --error syntax").len(), 2);
    let mixed = levels("--off syntax,syntax/duplicate-key --warn syntax/duplicate-key");
    assert_eq!(mixed, [format!("warning {TWICE}")]);
}
