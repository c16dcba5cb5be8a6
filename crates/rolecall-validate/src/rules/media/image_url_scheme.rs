//! Reports an address that the API cannot reach.

use crate::{
    Edit, Group, Span,
    edit::{quoted, replace},
    json::Value,
    media::{data_url, is_placeholder},
    request::{Block, Request, plain_str},
    rules::{Check, Rule},
    sink::Sink,
};
use std::net::{Ipv4Addr, Ipv6Addr};

pub(super) static RULE: Rule = Rule {
    name: "image-url-scheme",
    group: Group::Suspicious,
    since: "0.1.0",
    docs: r#"### What it does
Reports the `url` of an image or a document that is not `http` or `https`, or leads to a private network. A `data:` URL is turned into a source of type `base64`.

### Why is this bad?
The API downloads the file itself, so the address must be public.

### Example
```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "url", "url": "file:///home/me/cat.png"}}, {"type": "text", "text": "What is this?"}]}]}
```

```json,fail
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "url", "url": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQAAAACFI5MzAAAAHElEQVR42u3BgQAAAADDoPlTX+EAVQEAAAAAfAYUUAABxFrmKwAAAABJRU5ErkJggg=="}}, {"type": "text", "text": "What is this?"}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "url", "url": "https://example.com/cat.png"}}, {"type": "text", "text": "What is this?"}]}]}
```

```json,pass
{"model": "claude-opus-5", "max_tokens": 64, "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQAAAACFI5MzAAAAHElEQVR42u3BgQAAAADDoPlTX+EAVQEAAAAAfAYUUAABxFrmKwAAAABJRU5ErkJggg=="}}, {"type": "text", "text": "What is this?"}]}]}
```

### Source
platform.claude.com/docs/en/build-with-claude/vision (2026-08), by inference
"#,
    check: Check::RequestNaming(&["image", "document"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let nested = request.nested.iter().map(|nested| nested.block);
    for block in request.blocks.iter().copied().chain(nested) {
        if matches!(block.tag, "image" | "document") {
            check_block(block, request, sink);
        }
    }
}

fn check_block(block: Block<'_>, request: &Request<'_>, sink: &mut Sink<'_>) {
    let source = block
        .value
        .get("source")
        .filter(|source| plain_str(*source, "type") == Some("url") && request.is_sound(*source));
    let Some(value) = source.and_then(|source| source.get("url")) else {
        return;
    };
    let Some(url) = value.as_str().filter(|url| !is_placeholder(url)) else {
        return;
    };
    let fault = if data_url(&url).is_some() {
        "`url` holds the file itself, which belongs into a source of type `base64`"
    } else {
        match host(&url) {
            None => "`url` is no address that begins with `http://` or `https://`",
            Some(host) if is_private(host) => {
                "`url` leads to a private network, which the API does not reach"
            }
            Some(_) => return,
        }
    };
    let draft = sink
        .report(&RULE, value, fault)
        .help("give a public address, or send the file as base64");
    match source.and_then(|source| inline(source, value)) {
        Some(edits) => draft.safe_fix(edits).done(),
        None => draft.done(),
    }
}

/// The edits that turn a `data:` URL into a source of type `base64`.
fn inline(source: Value<'_>, url: Value<'_>) -> Option<Vec<Edit>> {
    let (key, _) = source.entry("url")?;
    let (media_type, length) = data_url(url.as_plain_str()?)?;
    let start = url.span().start + 1;
    let prefix = Edit {
        span: Span {
            start,
            end: start + length,
        },
        text: String::new(),
    };
    let names = Edit {
        span: key.span(),
        text: format!("\"media_type\": {}, \"data\"", quoted(media_type)),
    };
    let mut edits = vec![replace(source.get("type")?, "\"base64\""), names, prefix];
    edits.sort_by_key(|edit| edit.span);
    Some(edits)
}

/// The host of an address of the web.
fn host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.trim().split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let name = match host.strip_prefix('[') {
        Some(address) => address.split(']').next()?,
        None => host.split(':').next()?,
    };
    (is_web && !name.is_empty()).then_some(name)
}

fn is_private(host: &str) -> bool {
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        return address.is_private()
            || address.is_loopback()
            || address.is_link_local()
            || address.is_unspecified();
    }
    if let Ok(address) = host.parse::<Ipv6Addr>() {
        return address.is_loopback()
            || address.is_unique_local()
            || address.is_unicast_link_local();
    }
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    host == "localhost"
        || [".localhost", ".local", ".internal"]
            .iter()
            .any(|end| host.ends_with(end))
}
