//! Inline images and documents, cache markers, and what models take: cases that the examples of the rules leave out.

use rolecall_validate::{ApiVersion, Level, Levels, Options, Repairs, fix, lint};
use std::fmt::Write as _;

/// The smallest images of each kind of WebP and of GIF as web pages use them to try a browser: 1 × 1.
const SMALLEST: [(&str, &str, bool); 5] = [
    (
        "image/gif",
        "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
        false,
    ),
    (
        "image/webp",
        "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
        false,
    ),
    (
        "image/webp",
        "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
        false,
    ),
    (
        "image/webp",
        "UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAwAAAARBxAR/Q9ERP8DAABWUDggGAAAABQBAJ0BKgEAAQAAAP4AAA3AAP7mtQAAAA==",
        false,
    ),
    (
        "image/webp",
        "UklGRlIAAABXRUJQVlA4WAoAAAASAAAAAAAAAAAAQU5JTQYAAAD/////AABBTk1GJgAAAAAAAAAAAAAAAAAAAGQAAABWUDhMDQAAAC8AAAAQBxAREYiI/gcA",
        true,
    ),
];

fn found(text: &str, options: &Options) -> Vec<(&'static str, Level, String)> {
    let findings = lint(text, options).findings;
    findings
        .into_iter()
        .map(|finding| (finding.rule, finding.level, finding.pointer))
        .collect()
}

fn names(text: &str) -> Vec<&'static str> {
    let findings = lint(text, &Options::new()).findings;
    findings.into_iter().map(|finding| finding.rule).collect()
}

fn with_blocks(model: &str, blocks: &str) -> String {
    format!(
        r#"{{"model": "{model}", "max_tokens": 64, "messages": [{{"role": "user", "content": [{blocks}]}}]}}"#
    )
}

fn image(media_type: &str, data: &str) -> String {
    format!(
        r#"{{"type": "image", "source": {{"type": "base64", "media_type": "{media_type}", "data": "{data}"}}}}"#
    )
}

fn document(data: &str) -> String {
    format!(
        r#"{{"type": "document", "source": {{"type": "base64", "media_type": "application/pdf", "data": "{data}"}}}}"#
    )
}

/// Base64 as RFC 4648 describes it, six bits at a time.
fn encode(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    let mut text: String = bits
        .chunks(6)
        .map(|chunk| {
            let value = (0..6).fold(0, |value, at| {
                value << 1 | chunk.get(at).copied().unwrap_or(0)
            });
            char::from(ALPHABET[usize::from(value)])
        })
        .collect();
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

#[test]
fn formats_and_frames_are_read_from_real_files() {
    let mut levels = Levels::default();
    levels.set("pedantic", Some(Level::Info)).unwrap();
    let options = Options::new().levels(levels);
    for (media_type, data, is_animated) in SMALLEST {
        let text = with_blocks("claude-opus-5", &image(media_type, data));
        let report = lint(&text, &options);
        let found: Vec<_> = report.findings.iter().map(|f| f.rule).collect();
        let expected: &[_] = if is_animated {
            &["image-animated", "image-tiny"]
        } else {
            &["image-tiny"]
        };
        assert_eq!(found, expected, "{data}");
        let tiny = report.findings.last().unwrap();
        assert!(tiny.message.contains("1 × 1 pixels"), "{}", tiny.message);
        // The same file under another name.
        let text = with_blocks("claude-opus-5", &image("image/png", data));
        assert_eq!(names(&text), ["image-media-type-mismatch"]);
        let fixed = fix(&text, &Options::new(), Repairs::Safe);
        assert_eq!(
            fixed.text,
            with_blocks("claude-opus-5", &image(media_type, data))
        );
    }
}

#[test]
fn sizes_stand_where_the_formats_put_them() {
    // 8001 is 0x1f41, 300 is 0x012c.
    let mut jpeg = vec![0xff, 0xd8, 0xff, 0xe1, 0x10, 0x02];
    jpeg.extend([0; 0x1000]);
    // Filling, a comment, tables, and only then the frame: precision, height, width.
    jpeg.extend([0xff, 0xff, 0xff, 0xfe, 0, 3, b'x', 0xff, 0xc4, 0, 2]);
    jpeg.extend([0xff, 0xc2, 0, 11, 8, 0x1f, 0x41, 0x01, 0x2c, 1, 1, 0x11, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend([0, 0, 0x01, 0x2c, 0, 0, 0x1f, 0x41, 8, 2, 0, 0, 0]);
    let gif = b"GIF87a\x2c\x01\x41\x1f\x80\0\0".to_vec();
    let lossy = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\x30\x01\0\x9d\x01\x2a\x2c\x01\x41\x1f".to_vec();
    // 299 (0x012b) in 14 bits, then 8000 (0x1f40) in 14 bits.
    let bits: u32 = 0x012b | 0x1f40 << 14;
    let mut lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f".to_vec();
    lossless.extend(bits.to_le_bytes());
    // Flags, three reserved bytes, 299 and 8000 in 24 bits each.
    let extended = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x2b\x01\0\x40\x1f\0".to_vec();
    for (media_type, bytes) in [
        ("image/jpeg", jpeg),
        ("image/png", png),
        ("image/gif", gif),
        ("image/webp", lossy),
        ("image/webp", lossless),
        ("image/webp", extended),
    ] {
        let text = with_blocks("claude-opus-5", &image(media_type, &encode(&bytes)));
        let findings = lint(&text, &Options::new()).findings;
        assert_eq!(findings.len(), 1, "{media_type}: {findings:?}");
        assert_eq!(findings[0].rule, "image-dimensions-max");
        let message = &findings[0].message;
        assert!(
            message.contains("300 × 8001 pixels"),
            "{media_type}: {message}"
        );
    }
}

#[test]
fn broken_headers_are_no_sizes() {
    let ends = [
        &b"\xff\xd8\xff"[..],
        b"\xff\xd8\xff\xe1\xff\xff",
        b"\xff\xd8\xff\xe1\0\0\xff\xe1\0\0",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a\x2c",
        b"RIFF\0\0\0\0WEBP",
        b"RIFF\0\0\0\0WEBPVP8X",
    ];
    for bytes in ends {
        for padding in 0..3 {
            let mut bytes = bytes.to_vec();
            bytes.extend(vec![0; padding]);
            for media_type in ["image/jpeg", "image/png"] {
                let text = with_blocks("claude-opus-5", &image(media_type, &encode(&bytes)));
                let found = names(&text);
                assert!(!found.contains(&"image-dimensions-max"), "{bytes:?}");
            }
        }
    }
}

#[test]
fn escaped_slashes_are_slashes() {
    // As PHP writes them.
    let data = SMALLEST[0].1.replace('/', "\\/");
    let text = with_blocks("claude-opus-5", &image("image/gif", &data));
    assert_eq!(names(&text), [""; 0]);
}

#[test]
fn spellings_of_base64_are_repaired() {
    let (media_type, data, _) = SMALLEST[4];
    let whole = with_blocks("claude-opus-5", &image(media_type, data));
    let (first, rest) = data.split_at(76);
    let unpadded = data.trim_end_matches('=');
    for spelling in [
        format!("data:{media_type};base64,{data}"),
        format!("{first}\\n{rest}\\n"),
        data.replace('+', "-").replace('/', "_"),
        unpadded.to_owned(),
    ] {
        let text = with_blocks("claude-opus-5", &image(media_type, &spelling));
        let fixed = fix(&text, &Options::new(), Repairs::Safe);
        assert_eq!(fixed.text, whole, "{spelling}");
    }
    // A URL that says another type than the source: first the prefix goes, then the type is put right.
    let lying = image("image/jpeg", &format!("data:image/jpeg;base64,{data}"));
    let fixed = fix(
        &with_blocks("claude-opus-5", &lying),
        &Options::new(),
        Repairs::Safe,
    );
    assert_eq!(fixed.text, whole);
    let url = format!(
        r#"{{"type": "image", "source": {{"type": "url", "url": "data:{media_type};base64,{data}"}}}}"#
    );
    let fixed = fix(
        &with_blocks("claude-opus-5", &url),
        &Options::new(),
        Repairs::Safe,
    );
    assert_eq!(fixed.text, whole);
}

#[test]
fn placeholders_are_left_alone_and_cut_data_are_not() {
    for data in ["$IMAGE", "<base64 data>", "{{ image }}", "..."] {
        assert_eq!(
            names(&with_blocks("claude-opus-5", &image("image/png", data))),
            [""; 0],
            "{data}"
        );
        assert_eq!(
            names(&with_blocks("claude-opus-5", &document(data))),
            [""; 0],
            "{data}"
        );
    }
    let cut = with_blocks("claude-opus-5", &image("image/jpeg", "/9j/4AAQSkZJRg..."));
    let expected = "/messages/0/content/0/source/data".to_owned();
    assert_eq!(
        found(&cut, &Options::new()),
        [("image-base64-invalid", Level::Warning, expected)]
    );
}

#[test]
fn long_images_are_measured_in_characters() {
    let signature = "iVBORw0KGgoAAAAN";
    for (length, expected) in [(10_485_760, &[][..]), (10_485_764, &["image-bytes-max"])] {
        let data = format!("{signature}{}", "A".repeat(length - signature.len()));
        assert_eq!(
            names(&with_blocks("claude-opus-5", &image("image/png", &data))),
            expected
        );
    }
}

#[test]
fn images_are_counted_by_model_and_beta() {
    let one = r#"{"type": "image", "source": {"type": "file", "file_id": "file_1"}}"#;
    let of = |count| vec![one; count].join(", ");
    for (model, most) in [("claude-haiku-4-5", 100), ("claude-opus-5", 600)] {
        assert_eq!(names(&with_blocks(model, &of(most))), [""; 0]);
        assert_eq!(names(&with_blocks(model, &of(most + 1))), ["image-count"]);
    }
    let long = with_blocks("claude-sonnet-4-5-20250929", &of(101));
    let on = |date: &str| Options::new().as_of(date.parse().unwrap());
    let is_reported = |options: &Options| {
        let found = found(&long, options);
        found.iter().any(|(rule, ..)| *rule == "image-count")
    };
    // The beta raised the limit until 2026-04-30.
    assert!(!is_reported(&on("2026-01-01")));
    assert!(is_reported(&on("2026-01-01").betas([""; 0])));
    assert!(is_reported(&on("2026-06-01")));
    assert!(!is_reported(
        &on("2026-06-01").betas(["context-1m-2025-08-07"])
    ));
}

#[test]
fn encrypted_documents_are_found_by_either_form_of_trailer() {
    let body = "%PDF-1.7\n";
    let table = |extra: &str| {
        format!(
            "{body}xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R{extra}>>\nstartxref\n9\n%%EOF\n"
        )
    };
    let stream = |extra: &str| {
        format!(
            "{body}7 0 obj\n<</Type/XRef/Size 1{extra}>>stream\nxx\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
        )
    };
    let forms: [&dyn Fn(&str) -> String; 2] = [&table, &stream];
    for form in forms {
        for (extra, expected) in [
            ("", &[][..]),
            ("/EncryptMetadata false", &[]),
            ("/Encrypt 3 0 R", &["document-pdf-encrypted"]),
        ] {
            let text = with_blocks("claude-opus-5", &document(&encode(form(extra).as_bytes())));
            assert_eq!(names(&text), expected, "{}", form(extra));
        }
    }
    // The word alone, in the text of the document, is no encryption.
    let talk = format!(
        "{body}1 0 obj (/Encrypt 3 0 R) endobj\n{}",
        table("").replace(body, "")
    );
    let text = with_blocks("claude-opus-5", &document(&encode(talk.as_bytes())));
    assert_eq!(names(&text), [""; 0]);
}

#[test]
fn one_parameter_is_one_finding() {
    let request = |model: &str, more: &str| {
        format!(
            r#"{{"model": "{model}", "max_tokens": 4096, {more}, "messages": [{{"role": "user", "content": "Hi"}}]}}"#
        )
    };
    let old = Options::new().api_version(ApiVersion::V2023_06_01);
    let new = Options::new().api_version(ApiVersion::V2026_10_21);
    let at = |rule, level, name: &str| (rule, level, format!("/{name}"));
    // What is wrong under either version is an error also where the version is unknown.
    let hot = request("claude-opus-5", r#""temperature": 0.5"#);
    let of_model = [at("sampling-model-removed", Level::Error, "temperature")];
    assert_eq!(found(&hot, &Options::new()), of_model);
    assert_eq!(found(&hot, &old), of_model);
    assert_eq!(
        found(&hot, &new),
        [at("removed-in-api-version", Level::Error, "temperature")]
    );
    // Sources disagree on what is above the default.
    let top = request("claude-opus-5", r#""top_p": 1"#);
    assert_eq!(
        found(&top, &old),
        [at("sampling-model-removed", Level::Warning, "top_p")]
    );
    assert_eq!(
        found(&top, &Options::new()),
        [at("removed-in-api-version", Level::Warning, "top_p")]
    );
    let strict = request("claude-haiku-5-5", r#""top_p": 1"#);
    assert_eq!(
        found(&strict, &old),
        [at("sampling-model-removed", Level::Error, "top_p")]
    );
    // The defaults pass, though not both of them on a model that takes one.
    assert_eq!(
        found(
            &request("claude-opus-5", r#""temperature": 1, "top_p": 0.99"#),
            &old
        ),
        []
    );
    let both = request("claude-haiku-5-5", r#""temperature": 1, "top_p": 0.99"#);
    assert_eq!(
        found(&both, &old),
        [at("sampling-both", Level::Error, "top_p")]
    );
    let fixed = fix(&both, &old, Repairs::Safe);
    assert_eq!(fixed.text, request("claude-haiku-5-5", r#""top_p": 0.99"#));
}

#[test]
fn markers_over_the_limit_are_cut_from_the_oldest_message_on() {
    let mark = r#", "cache_control": {"type": "ephemeral"}"#;
    let request = |first: &str, second: &str| {
        let text = |mark: &str| format!(r#"{{"type": "text", "text": "x"{mark}}}"#);
        format!(
            r#"{{"model": "claude-opus-5", "max_tokens": 64, "system": [{}], "messages": [{{"role": "user", "content": [{}, {}]}}, {{"role": "assistant", "content": "y"}}, {{"role": "user", "content": [{}, {}, {}]}}]}}"#,
            text(mark),
            text(first),
            text(second),
            text(mark),
            text(mark),
            text(mark)
        )
    };
    let text = request(mark, mark);
    let expected = "/messages/2/content/1/cache_control".to_owned();
    assert_eq!(
        found(&text, &Options::new()),
        [("cache-control-max", Level::Error, expected)]
    );
    let fixed = fix(&text, &Options::new(), Repairs::All);
    assert_eq!(fixed.text, request("", ""));
}

#[test]
fn an_automatic_marker_on_a_marked_block_is_no_marker_of_its_own() {
    let marked = r#"{"type": "text", "text": "x", "cache_control": {"type": "ephemeral"}}"#;
    let plain = r#"{"type": "text", "text": "x"}"#;
    let request = |last: &str| {
        format!(
            r#"{{"model": "claude-opus-5", "max_tokens": 64, "cache_control": {{"type": "ephemeral"}}, "messages": [{{"role": "user", "content": [{marked}, {marked}, {marked}, {marked}{last}]}}]}}"#
        )
    };
    assert_eq!(names(&request("")), [""; 0]);
    assert_eq!(
        names(&request(&format!(", {plain}"))),
        ["cache-control-max"]
    );
}

#[test]
fn models_are_judged_by_the_day() {
    let request = |model: &str| {
        format!(
            r#"{{"model": "{model}", "max_tokens": 99999, "messages": [{{"role": "user", "content": "Hi"}}]}}"#
        )
    };
    let on = |date: &str| Options::new().as_of(date.parse().unwrap());
    let rules = |model: &str, options: &Options| -> Vec<_> {
        found(&request(model), options)
            .into_iter()
            .map(|(rule, ..)| rule)
            .collect()
    };
    // Deprecated on 2025-06-30, retired on 2026-01-05; its limit is 4096 tokens.
    let opus = "claude-3-opus-20240229";
    assert_eq!(rules(opus, &on("2025-06-29")), ["max-tokens-model-cap"]);
    assert_eq!(
        rules(opus, &on("2025-06-30")),
        ["model-deprecated", "max-tokens-model-cap"]
    );
    assert_eq!(rules(opus, &on("2026-01-05")), ["model-retired"]);
    // To be retired on 2026-11-30.
    assert_eq!(
        rules("claude-sonnet-4-5", &on("2026-11-29")),
        ["model-deprecated", "max-tokens-model-cap"]
    );
    assert_eq!(
        rules("claude-sonnet-4-5", &on("2026-11-30")),
        ["model-retired"]
    );
    for elsewhere in [
        "us.anthropic.claude-opus-4-6-v1:0",
        "claude-sonnet-4@20250514",
        "anthropic/claude-opus-5",
        "$MODEL",
        "<model>",
    ] {
        assert_eq!(rules(elsewhere, &Options::new()), [""; 0], "{elsewhere}");
    }
    for (slip, meant) in [
        ("claude-opus-4-8-20260528", "claude-opus-4-8"),
        ("claude-sonnet-4-5-latest", "claude-sonnet-4-5"),
        ("claude-sonet-5", "claude-sonnet-5"),
    ] {
        let findings = lint(&request(slip), &Options::new()).findings;
        assert_eq!(findings.len(), 1, "{slip}");
        assert_eq!(findings[0].rule, "unknown-model");
        assert_eq!(findings[0].help, Some(format!("did you mean `{meant}`?")));
    }
}

/// A PDF of some pages in plain objects, with the cross-reference table that PDF 1.4 describes.
fn pdf(pages: usize, trailer: &str) -> Vec<u8> {
    let kids: Vec<_> = (0..pages).map(|page| format!("{} 0 R", page + 3)).collect();
    let mut objects = vec![
        "<</Type/Catalog /Pages 2 0 R /PageMode/UseNone>>".to_owned(),
        format!(
            "<</Type /Pages\n/Kids [{}]\n/Count {pages}>>",
            kids.join(" ")
        ),
    ];
    objects.extend(
        kids.iter()
            .map(|_| "<</Type/Page /Parent 2 0 R /MediaBox[0 0 9 9]>>".to_owned()),
    );
    let mut file = "%PDF-1.4\n%\u{e4}\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).expect("a string takes everything");
        writeln!(file, "{} 0 obj\n{object}\nendobj", number + 1)
            .expect("a string takes everything");
    }
    let at = file.len();
    file += &table;
    writeln!(
        file,
        "trailer\n<</Size {} /Root 1 0 R{trailer}>>",
        objects.len() + 1
    )
    .expect("a string takes everything");
    writeln!(file, "startxref\n{at}\n%%EOF").expect("a string takes everything");
    file.into_bytes()
}

#[test]
fn pages_are_counted_where_the_file_says_how_many_it_has() {
    let with = |model: &str, files: &[Vec<u8>]| {
        let documents: Vec<_> = files.iter().map(|file| document(&encode(file))).collect();
        with_blocks(model, &documents.join(", "))
    };
    let haiku = |files: &[Vec<u8>]| names(&with("claude-haiku-4-5", files));
    assert!(haiku(&[pdf(100, "")]).is_empty());
    assert_eq!(haiku(&[pdf(101, "")]), ["document-pdf-pages"]);
    assert!(haiku(&[pdf(60, ""), pdf(40, "")]).is_empty());
    assert_eq!(haiku(&[pdf(60, ""), pdf(41, "")]), ["document-pdf-pages"]);
    let text = with("claude-haiku-4-5", &[pdf(60, ""), pdf(41, "")]);
    let finding = lint(&text, &Options::new()).findings.remove(0);
    assert_eq!(finding.pointer, "/messages");
    assert_eq!(
        finding.message,
        "the PDF documents of the request have 101 pages; `claude-haiku-4-5` reads at most 100"
    );
    assert_eq!(finding.related[0].message, "60 of them");
    // A context of a million tokens takes 600.
    assert!(names(&with("claude-opus-5", &[pdf(600, "")])).is_empty());
    assert_eq!(
        names(&with("claude-opus-5", &[pdf(601, "")])),
        ["document-pdf-pages"]
    );
    // Nobody says what a model that is not in the table takes, nor how many pages an encrypted file has.
    assert!(names(&with("us.anthropic.claude-haiku-4-5", &[pdf(101, "")])).is_empty());
    assert_eq!(
        haiku(&[pdf(101, " /Encrypt 9 0 R")]),
        ["document-pdf-encrypted"]
    );
}

#[test]
fn pages_are_not_guessed() {
    let plain = String::from_utf8(pdf(101, "")).unwrap();
    let wrong_offset = plain.replacen("startxref\n", "startxref\n1", 1);
    let indirect = plain.replace("/Count 101", "/Count 7 0 R");
    let twice = plain.replace("/Count 101", "/Count 101 /Count 5");
    let other_object = plain.replacen("2 0 obj", "9 0 obj", 1);
    let freed = plain.replacen(" 00000 n \n", " 00000 f \n", 2);
    let hybrid = String::from_utf8(pdf(101, " /XRefStm 17")).unwrap();
    let endless = {
        let at = plain.find("xref\n").unwrap();
        String::from_utf8(pdf(101, &format!(" /Prev {at}"))).unwrap()
    };
    for file in [
        wrong_offset,
        indirect,
        twice,
        other_object,
        freed,
        hybrid,
        endless,
    ] {
        let text = with_blocks("claude-haiku-4-5", &document(&encode(file.as_bytes())));
        assert_eq!(names(&text), Vec::<&str>::new(), "{file}");
    }
}

#[test]
fn a_file_that_was_added_to_is_read_from_its_newest_table() {
    let mut file = String::from_utf8(pdf(1, "")).unwrap();
    let table = file.find("xref\n0").unwrap();
    let pages = file.len();
    file += "2 0 obj\n<</Type/Pages /Count 101 /Kids[3 0 R]>>\nendobj\n";
    let at = file.len();
    writeln!(
        file,
        "xref\n2 1\n{pages:010} 00000 n \ntrailer\n<</Size 4 /Root 1 0 R /Prev {table}>>\nstartxref\n{at}\n%%EOF"
    )
    .unwrap();
    let text = with_blocks("claude-haiku-4-5", &document(&encode(file.as_bytes())));
    assert_eq!(names(&text), ["document-pdf-pages"]);
}
