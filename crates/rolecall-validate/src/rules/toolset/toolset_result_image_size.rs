//! Reports a screenshot that the model does not read in full size.

use super::results;
use crate::{
    Group,
    request::{Request, field, plain_str},
    rules::{Check, Rule, media::excess, model::blame},
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "toolset-result-image-size",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports an inline image in the result for a member of a toolset that is larger than the model reads without scaling.

### Why is this bad?
The model points at coordinates of the image, so the API does not scale it down there, and rejects it.

### Example
```json,fail
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "screenshot", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAAC7gAAAMgAQAAAACbtBKdAAAACElEQVR4nAMAAAAAAUgGidIAAAAASUVORK5CYII="}}]}]}]}
```

### Use instead
```json,pass
{"model": "claude-opus-5-5", "max_tokens": 64, "tools": [{"type": "browser_toolset_20260801"}], "messages": [{"role": "user", "content": "Look."}, {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "screenshot", "toolset_name": "browser", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "toolset_name": "browser", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgoAAAANSUhEUgAABQAAAAMgAQAAAABU4/JWAAAACElEQVR4nAMAAAAAAUgGidIAAAAASUVORK5CYII="}}]}]}]}
```

### Source
platform.claude.com/docs/en/agents-and-tools/tool-use/computer-use-tool (2026-08)
"#,
    check: Check::RequestNaming(&["toolset_name"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some(model) = request.model else {
        return;
    };
    for (call, result) in results(request) {
        if field(call.value, "toolset_name").is_none() {
            continue;
        }
        let whole = result.span();
        let inside = request.images.iter().filter(|image| {
            let span = image.block.span();
            whole.start <= span.start && span.end <= whole.end
        });
        for image in inside {
            let asked = image.block.get("transformations");
            // Where the request says so, the same fault is found for any image.
            let is_found =
                asked.is_some_and(|asked| plain_str(asked, "oversized_image") == Some("error"));
            let size = image.inline.as_ref().and_then(|inline| inline.header?.size);
            let Some((width, height)) = size.filter(|_| !is_found) else {
                continue;
            };
            if let Some(reason) = excess(model, (width, height)) {
                let draft = sink
                    .report(
                        &RULE,
                        image.block,
                        format!(
                            "this image has {width} × {height} pixels, {reason} that `{}` reads without scaling",
                            model.id
                        ),
                    )
                    .related(call.value, "the call")
                    .help("scale it down, and the coordinates of the calls up");
                blame(draft, request, model, "images").done();
            }
        }
    }
}
