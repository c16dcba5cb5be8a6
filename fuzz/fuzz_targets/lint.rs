//! Any bytes are linted and repaired without a panic; places lie in the text; repairs hold and keep JSON valid.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rolecall_validate::{ApiVersion, DocumentKind, Options, Repairs, fix, lint};

fuzz_target!(|data: &[u8]| {
    let Some((&choice, text)) = data.split_first() else {
        return;
    };
    let mut options = Options::new();
    // The first byte chooses what is known; the last kind stands for nothing known.
    options.kind = DocumentKind::ALL.get(usize::from(choice % 16)).copied();
    options.api_version = ApiVersion::ALL.get(usize::from(choice / 16 % 3)).copied();

    let report = lint(text, &options);
    for finding in &report.findings {
        assert!(
            finding.span.start <= finding.span.end && finding.span.end <= text.len(),
            "{finding:?}"
        );
        assert!(
            finding.pointer.is_empty() || finding.pointer.starts_with('/'),
            "{finding:?}"
        );
    }
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let fixed = fix(text, &options, Repairs::All);
    assert_eq!(fix(&fixed.text, &options, Repairs::All).text, fixed.text);
    if is_json(text) {
        assert!(is_json(&fixed.text), "{}", fixed.text);
    }
});

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok()
}
