//! Payloads inside of pages, scripts, records and compressed files.

use crate::support::{CLEAN, COMMA, World, checked_report};
use rolecall::ExitStatus::Clean;
use serde_json::json;
use std::io::Write as _;

const HEADERS: &str = "-H 'x-api-key: k' -H 'anthropic-version: 2023-06-01'";

/// `line rule pointer` of what is found in a file of this name.
fn found(test: &str, name: &str, text: &str) -> Vec<String> {
    let world = World::new(test).file(name, text);
    world
        .places(name)
        .iter()
        .map(|place| place.replace(&format!("{name}:"), ""))
        .collect()
}

fn script(test: &str, text: &str) -> Vec<String> {
    found(test, "a.sh", text)
}

#[test]
fn a_command_is_linted_at_the_lines_of_its_script() {
    let text = format!(
        "#!/bin/bash\nset -e\ncurl https://api.anthropic.com/v1/messages {HEADERS} \\\n  --data '{}' | jq .\n",
        COMMA.replace("\"max_tokens\"", "\n\"max_tokens\"")
    );
    let offset = text.find(",]").unwrap();
    let world = World::new("shell").file("a.sh", &text);
    let report = world.report("a.sh");
    let finding = &report["findings"][0];
    assert_eq!(finding["rule"], "syntax/trailing-comma");
    assert_eq!(finding["pointer"], "/messages");
    assert_eq!(finding["span"]["start"]["offset"], offset);
    assert_eq!(finding["span"]["start"]["line"], 5);
    assert_eq!(
        finding["fix"]["edits"][0],
        json!({"start": offset, "end": offset + 1, "text": ""})
    );
    assert_eq!(report["findings"].as_array().unwrap().len(), 1);
    assert_eq!(report["documents"], 1);
}

/// However the body is handed to curl, the comma is found, and nothing else.
#[test]
fn bodies_come_in_many_ways() {
    let url = "https://api.anthropic.com/v1/messages";
    let double = COMMA.replace('"', "\\\"");
    let commands = [
        format!("curl {url} {HEADERS} -d '{COMMA}'"),
        format!("curl {url} {HEADERS} -sSd'{COMMA}'"),
        format!("curl -X POST {HEADERS} --data-raw '{COMMA}' --url {url}"),
        format!("curl {HEADERS} --data-binary \"{double}\" \"{url}\""),
        format!("curl {HEADERS} --json $'{COMMA}' {url}?beta=true"),
        format!("curl {url} {HEADERS} -d @- <<'EOF'\n{COMMA}\nEOF"),
        format!("curl {url} {HEADERS} -d @- <<EOF\n{COMMA}\nEOF"),
        format!("cat <<-EOF | curl {url} {HEADERS} -d @-\n\t{COMMA}\n\tEOF"),
        format!("echo '{COMMA}' | curl {url} {HEADERS} -d @-"),
        format!("curl {url} {HEADERS} -d @- <<< '{COMMA}'"),
        format!("curl {url} {HEADERS} -d \"$(cat <<'EOF'\n{COMMA}\nEOF\n)\""),
        format!("BODY='{COMMA}'\ncurl {url} {HEADERS} -d \"$BODY\""),
        format!("cat > body.json <<'EOF'\n{COMMA}\nEOF\ncurl {url} {HEADERS} -d @body.json"),
        format!("if true; then X=$(curl {url} {HEADERS} -d '{COMMA}'); fi"),
        format!("$ /usr/bin/curl {url} {HEADERS} -d '{COMMA}'"),
        format!("curl \"$BASE_URL/v1/messages\" -d '{COMMA}'"),
    ];
    for (number, command) in commands.iter().enumerate() {
        let findings = script("shell-ways", command);
        assert_eq!(findings.len(), 1, "{number}: {command}\n{findings:?}");
        let comma = command.find(",]").or_else(|| command.find(",\\]")).unwrap();
        let line = command[..comma].matches('\n').count() + 1;
        let start = command[..comma].rfind('\n').map_or(0, |end| end + 1);
        let column = comma - start + 1;
        assert_eq!(
            findings[0],
            format!("{line}:{column} syntax/trailing-comma /messages")
        );
    }
}

/// What only a run of the script would know is not held against it; what is known beside it is.
#[test]
fn variables_are_unknown_text() {
    let text = format!(
        r#"curl https://api.anthropic.com/v1/messages {HEADERS} -d '{{
  "model": "'$MODEL'", "max_tokens": '"$MAX"',
  "temperature": 7,
  "messages": [{{"role": "user", "content": [
    {{"type": "image", "source": {{"type": "base64", "media_type": "'$TYPE'", "data": "'"$(base64 a.png)"'"}}}},
    {{"type": "text", "text": "'"${{TEXT:-"a b"}}"' and more"}},
    {{"type": "image", "source": {{"type": "base64", "media_type": "image/bmp", "data": "'`base64 b`'"}}}}
  ]}}]
}}'"#
    );
    assert_eq!(
        script("shell-unknown", &text),
        [
            "3:18 schema/out-of-range /temperature",
            "7:66 schema/not-allowed-value /messages/0/content/2/source/media_type",
        ]
    );
    let nothing = [
        "-d \"$BODY\"",
        "-d @body.json",
        "-d \"$(jq -n --arg x 1 '{model: $x}')\"",
        "-d '{\"model\": \"claude-opus-5\", ... }'",
        "-d \"{\\\"model\\\": \\\"m\\\", $MORE}\"",
        "-d '{\"model\": \"claude-opus-5\", \"max_tokens\": 1, \"messages\": '\"$MESSAGES\"'}'",
        "-F file=@a.json",
        "",
    ];
    for arguments in nothing {
        let text = format!("curl https://api.anthropic.com/v1/messages {HEADERS} {arguments}");
        let world = World::new("shell-nothing").file("a.sh", &text);
        let report = checked_report(&world.run("lint . --format json").stdout);
        assert_eq!(
            report["findings"].as_array().unwrap().len(),
            0,
            "{text}: {report}"
        );
    }
}

#[test]
fn the_address_tells_what_is_sent() {
    let kind = |url: &str, body: &str| {
        let text = format!("curl {url} {HEADERS} -d '{body}'");
        let world = World::new("shell-kind").file("a.sh", text);
        let report = world.report("a.sh --error schema");
        report["findings"][0]["kind"].as_str().map(str::to_owned)
    };
    let api = "https://api.anthropic.com/v1";
    assert_eq!(
        kind(&format!("{api}/messages"), "{}").as_deref(),
        Some("request")
    );
    assert_eq!(
        kind(&format!("{api}/messages/count_tokens"), "{}").as_deref(),
        Some("count-tokens")
    );
    assert_eq!(
        kind(&format!("{api}/messages/batches"), "{}").as_deref(),
        Some("batch")
    );
    assert_eq!(
        kind(&format!("{api}/complete"), "{}").as_deref(),
        Some("completion")
    );
    // Another API is none of our business; the file that was named holds nothing.
    assert_eq!(kind("https://example.com/v1/chat/completions", CLEAN), None);
}

/// The headers of a command hold for its body only.
#[test]
fn headers_set_the_version_and_the_betas() {
    let body = r#"{"model": "claude-haiku-4-5", "max_tokens": 16, "top_k": 5, "messages": [{"role": "user", "content": "Hi"}]}"#;
    let command = |version: &str| {
        format!(
            "curl https://api.anthropic.com/v1/messages -H 'x-api-key: k' -H \"anthropic-version: {version}\" -d '{body}'\n"
        )
    };
    let text = format!(
        "{}{}{}",
        command("2023-06-01"),
        command("2026-10-21"),
        command("$VERSION")
    );
    let world = World::new("shell-version").file("a.sh", text);
    let report = world.report("a.sh");
    let removed: Vec<_> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["api_version"] == "2026-10-21")
        .map(|finding| (finding["document"].as_u64(), finding["level"].as_str()))
        .collect();
    assert!(removed.contains(&(Some(1), Some("error"))), "{report}");
    assert!(
        !removed.iter().any(|(document, _)| *document == Some(0)),
        "{report}"
    );
    assert!(removed.contains(&(Some(2), Some("warning"))), "{report}");
}

#[test]
fn pages_hold_payloads_in_fences() {
    let page = format!(
        "# Title\n\n```json\n{COMMA}\n```\n\n1. In a list:\n\n   ```bash title=\"x\"\n   curl https://api.anthropic.com/v1/messages {HEADERS} \\\n     -d '{COMMA}'\n   ```\n\n> ~~~jsonc\n> // a comment\n> {COMMA}\n> ~~~\n\n```python\nprint({COMMA})\n```\n\n```json\n{{\"role\": \"user\",}}\n```\n\n```json\n{{\"type\": \"message\", \"content\": [],}}\n```\n"
    );
    for name in ["a.md", "a.markdown", "a.mdx"] {
        assert_eq!(
            found("markdown", name, &page),
            [
                "4:92 syntax/trailing-comma /messages",
                "11:101 syntax/trailing-comma /messages",
                "16:94 syntax/trailing-comma /messages",
            ]
        );
    }
}

/// Components stand around fences without blank lines, and at any depth.
#[test]
fn components_do_not_hide_fences() {
    let page = format!(
        "import X from 'x'\n\n<CodeGroup>\n```bash Shell\n\ncurl https://api.anthropic.com/v1/messages {HEADERS} -d '{COMMA}'\n\n```\n```python Python\nx = 1\n```\n</CodeGroup>\n\n<Tabs>\n    <Tab title=\"a\">\n\n        Text\n\n        ```json\n        {COMMA}\n        ```\n    </Tab>\n</Tabs>\n\nAfter:\n\n```json\n{COMMA}\n```\n"
    );
    assert_eq!(
        found("mdx", "a.mdx", &page),
        [
            "6:192 syntax/trailing-comma /messages",
            "20:100 syntax/trailing-comma /messages",
            "28:92 syntax/trailing-comma /messages",
        ]
    );
}

#[test]
fn a_page_in_any_state_is_no_failure() {
    let pages = [
        "<Tab\n```json\n{",
        "```bash\ncurl 'https://api.anthropic.com/v1/messages -d \"$(",
        "\t```json\n\t{\"messages\"",
        "{/* */}\n<A>\n</B></A>\n~~~~~",
        "\u{feff}```\r\n```json\r\n{}\r\n",
    ];
    for page in pages {
        let world = World::new("broken-page").file("a.mdx", page);
        assert_eq!(world.run("lint .").status, Clean, "{page}");
    }
    let world = World::new("bytes-page").file("a.md", b"\xff\xfe```json\n{}\n```");
    assert_eq!(world.run("lint .").status, Clean);
}

/// A variable may stand for options, so what it may hold is not missing.
#[test]
fn options_in_a_variable_are_not_missing() {
    let url = "https://api.anthropic.com/v1/messages";
    for command in [
        format!("args=({HEADERS})\ncurl {url} \"${{args[@]}}\" -d '{CLEAN}'"),
        format!("curl $OPTIONS {url} -d '{CLEAN}'"),
    ] {
        assert!(script("options", &command).is_empty(), "{command}");
    }
    let bare = format!("curl {url} -d '{CLEAN}'");
    assert_eq!(
        script("bare", &bare).len(),
        2,
        "a missing header is still one"
    );
}

/// Old pages have fences without a language, or none at all; the places are those of the page.
#[test]
fn a_block_without_a_language_is_told_by_what_it_holds() {
    let curl = format!("curl https://api.anthropic.com/v1/messages {HEADERS} \\\n  -d '{COMMA}'");
    let indented = curl.replace('\n', "\n    ");
    let pages = [
        format!("Try\n\n```\n{curl}\n```\n"),
        format!("Try\n\n\n    {indented}\n"),
        format!("```\n{COMMA}\n```\n```\nls -l\n```\n"),
    ];
    let places: Vec<_> = pages
        .iter()
        .map(|page| found("plain-fence", "a.md", page))
        .collect();
    assert_eq!(
        places,
        [
            ["5:98 syntax/trailing-comma /messages"],
            ["5:102 syntax/trailing-comma /messages"],
            ["2:92 syntax/trailing-comma /messages"],
        ]
    );
}

/// The copy of a page has lines that no shell would understand between its commands.
#[test]
fn a_text_that_shows_commands_is_no_broken_json() {
    let text = format!(
        "Claude's API\nIt's simple (\"really\nShell\n$ curl https://api.anthropic.com/v1/messages {HEADERS} \\\n     --data \\\n'{COMMA}'\nPython's turn: `\ncurl https://example.com -d '{COMMA}'\n"
    );
    assert_eq!(
        found("text-page", "page.txt", &text),
        ["6:93 syntax/trailing-comma /messages"]
    );
}

/// What a page leaves to the reader is no fault.
#[test]
fn placeholders_of_pages_are_not_judged() {
    let page = |body: &str| format!("```json\n{body}\n```\n");
    let bodies = [
        // Left out in part.
        r#"{"model": "claude-opus-5", "max_tokens": 9, "messages": ["..."]}"#,
        r#"{"model": "claude-opus-5", "max_tokens": 9, "messages": [{"role": "user", "content": "Hi"}, "…"], "tools": 1}"#,
        r#"{"model": "claude-opus-5", "max_tokens": 9, "messages": [{"role": "user", "content": "Hi", "...": "..."}]}"#,
        // Values to be filled in.
        r#"{"model": "<model>", "max_tokens": 9, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "<base64>"}}]}]}"#,
        r#"{"model": "{{model}}", "max_tokens": 9, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo..."}}]}]}"#,
    ];
    for body in bodies {
        let world = World::new("placeholder").file("a.md", page(body));
        assert_eq!(world.run("lint . --fail-on info").status, Clean, "{body}");
    }
    // The text of a message is what it is.
    let kept = r#"{"model": "claude-opus-5", "max_tokens": 0.5, "messages": [{"role": "user", "content": "..."}]}"#;
    assert_eq!(
        found("kept", "a.md", &page(kept)),
        ["2:42 schema/wrong-type /max_tokens"]
    );
}

/// A page that is named and holds nothing is a finding, as every file that is named; one in a folder is passed over.
#[test]
fn a_page_without_payloads_counts_only_when_named() {
    let world = World::new("empty-page")
        .file("docs/a.md", "# Nothing\n")
        .file("docs/b.sh", "echo hello\n")
        .file("docs/c.yaml", "a: 1\n");
    let report = checked_report(&world.run("lint docs --format json").stdout);
    assert_eq!(report["files"], 0);
    assert_eq!(
        world.places("docs/a.md"),
        ["docs/a.md:1:1 schema/unknown-document "]
    );
}

#[test]
fn records_hold_payloads_at_a_pointer() {
    let escaped = serde_json::to_string(COMMA).unwrap();
    let records = format!(
        "{{\"id\": 1, \"request\": {{\"body\": {COMMA}}}}}\n{{\"id\": 2}}\n{{\"id\": 3, \"request\": {{\"body\": {escaped}}}}}\n"
    );
    let world = World::new("records").file("a.jsonl", &records);
    let report = world.report("a.jsonl --pointer /request/body");
    assert_eq!(report["documents"], 2);
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 2);
    let offsets: Vec<_> = records.match_indices(",]").map(|(at, _)| at).collect();
    for (finding, offset) in findings.iter().zip(offsets) {
        assert_eq!(finding["rule"], "syntax/trailing-comma");
        assert_eq!(finding["pointer"], "/messages");
        assert_eq!(finding["span"]["start"]["offset"], offset);
        assert_eq!(finding["fix"]["edits"][0]["start"], offset);
    }
    assert_eq!(findings[1]["span"]["start"]["line"], 3);
    let refused = world.run("lint a.jsonl --pointer request");
    assert!(
        refused.stderr.contains("begins with `/`"),
        "{}",
        refused.stderr
    );
}

#[test]
fn recordings_hold_requests() {
    let entry = |url: &str, version: &str, body: &str| {
        json!({"request": {
            "method": "POST", "url": url,
            "headers": [
                {"name": "Anthropic-Version", "value": version},
                {"name": "x-api-key", "value": "k"},
            ],
            "postData": {"mimeType": "application/json", "text": body},
        }})
    };
    let api = "https://api.anthropic.com/v1/messages";
    let sampling = CLEAN.replace("16,", "16, \"top_k\": 5,");
    let har = json!({"log": {"version": "1.2", "entries": [
        entry("https://example.com/", "", COMMA),
        entry(api, "2023-06-01", COMMA),
        entry(api, "2026-10-21", &sampling),
        {"request": {"method": "GET", "url": api}},
    ]}});
    let text = serde_json::to_string_pretty(&har).unwrap();
    let world = World::new("har").file("a.har", &text);
    let report = world.report("a.har");
    assert_eq!(report["documents"], 2);
    let first = &report["findings"][0];
    assert_eq!(first["rule"], "syntax/trailing-comma");
    let comma = text.match_indices(",]").nth(1).unwrap().0;
    assert_eq!(first["span"]["start"]["offset"], comma);
    let second = &report["findings"][1];
    assert_eq!(second["api_version"], "2026-10-21");
    assert_eq!(second["level"], "error");
}

#[test]
fn yaml_is_linted_at_its_own_places() {
    let yaml = "# a fixture\nmodel: claude-opus-5\nmax_tokens: lots\nmessages:\n  - role: user\n    content: |\n      Hi\n    extra: 1\n---\nmodel: claude-opus-5\nmax_tokens: 16\nmessages: [{role: user, content: Hi}]\n";
    assert_eq!(
        found("yaml", "a.yaml", yaml),
        [
            "3:13 schema/wrong-type /max_tokens",
            "8:5 schema/unknown-field /messages/0/extra",
        ]
    );
}

#[test]
fn compressed_files_are_told_by_their_content() {
    let text = format!("{CLEAN}\n{COMMA}\n");
    let gzip = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let zstd = |text: &str| {
        ruzstd::encoding::compress_to_vec(
            text.as_bytes(),
            ruzstd::encoding::CompressionLevel::Uncompressed,
        )
    };
    let mut frames = zstd(CLEAN);
    // A frame that is to be skipped, and another one with data.
    frames.extend([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    frames.extend(zstd(&format!("\n{COMMA}")));
    let mut members = gzip(&format!("{CLEAN}\n"));
    members.extend(gzip(COMMA));
    let world = World::new("compressed")
        .file("a.jsonl.gz", gzip(&text))
        .file("b.jsonl.zst", zstd(&text))
        .file("c.jsonl", frames)
        .file("d.ndjson", members)
        .file("e.json", gzip(COMMA))
        .stdin(gzip(COMMA));
    let expected: Vec<_> = ["a.jsonl.gz", "b.jsonl.zst", "c.jsonl", "d.ndjson"]
        .iter()
        .map(|name| format!("{name}:2:92 syntax/trailing-comma /messages"))
        .chain(["e.json:1:92 syntax/trailing-comma /messages".to_owned()])
        .collect();
    assert_eq!(world.places("."), expected);
    assert_eq!(
        world.places("-"),
        ["<stdin>:1:92 syntax/trailing-comma /messages"]
    );
    // Offsets are those of the text inside, so nothing is written back.
    let before = std::fs::read(world.folder.join("e.json")).unwrap();
    world.run("lint --fix e.json c.jsonl");
    assert_eq!(std::fs::read(world.folder.join("e.json")).unwrap(), before);
    assert!(world.run("lint --fix -").stdout.starts_with(CLEAN));
    let world = World::new("compressed-broken").file("a.jsonl.gz", &gzip(&text)[..30]);
    let outcome = world.run("lint a.jsonl.gz");
    assert!(
        outcome
            .stderr
            .starts_with("error: cannot read `a.jsonl.gz`"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn folders_can_be_filtered() {
    let world = World::new("filter")
        .file("p/a.json", COMMA)
        .file("p/b.payload", COMMA)
        .file("p/old/c.json", COMMA)
        .file("p/d.jsonl", COMMA);
    let files = |args: &str| {
        let places = world.places(args);
        let name = |place: &String| place.split(':').next().unwrap().to_owned();
        places.iter().map(name).collect::<Vec<_>>()
    };
    assert_eq!(files("p"), ["p/a.json", "p/d.jsonl", "p/old/c.json"]);
    assert_eq!(files("p --exclude old"), ["p/a.json", "p/d.jsonl"]);
    assert_eq!(files("p --exclude *.json"), ["p/d.jsonl"]);
    assert_eq!(files("--exclude ./p/old/"), ["p/a.json", "p/d.jsonl"]);
    assert_eq!(files("p --include *.payload"), ["p/b.payload"]);
    assert_eq!(files("p --include *.json --exclude p/old"), ["p/a.json"]);
    // What is named is linted all the same.
    assert_eq!(files("p/a.json --exclude a.json"), ["p/a.json"]);
}

/// A fault of a header stands at the header, or at the command that lacks it.
#[test]
fn headers_are_judged_too() {
    let url = "https://api.anthropic.com/v1/messages";
    let text = format!(
        "curl {url} -H 'x-api-key: k' \\\n  -d '{CLEAN}'\ncurl {url} -H \"x-api-key: $KEY\" \\\n  -H 'anthropic-version: 2024-01-01' -d '{CLEAN}'\ncurl {url} {HEADERS} -d '{CLEAN}'\ncurl {url} -H \"$HEADER\" -d '{CLEAN}'\ncurl http://localhost/v1/messages -d '{CLEAN}'\n"
    );
    assert_eq!(
        script("shell-headers", &text),
        [
            "1:1 anthropic-version-missing ",
            "4:7 anthropic-version-unknown ",
        ]
    );
}
