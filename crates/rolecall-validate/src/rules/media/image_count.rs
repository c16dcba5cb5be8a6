//! Reports more images than the model looks at.

use crate::{
    Group,
    request::Request,
    rules::{
        Check, Rule,
        media::may_have_larger_context,
        model::{blame, id},
    },
    sink::Sink,
};

pub(super) static RULE: Rule = Rule {
    name: "image-count",
    group: Group::Correctness,
    since: "0.1.0",
    docs: r#"### What it does
Reports more images than the model takes in one request: 100 for models with a context of 200k tokens, 600 for others. Images of earlier turns and of tool results count.

### Why is this bad?
The API rejects the request.

### Source
platform.claude.com/docs/en/build-with-claude/vision (2026-08)
"#,
    check: Check::RequestNaming(&["image"], check),
};

fn check(request: &Request<'_>, sink: &mut Sink<'_>) {
    let Some((model, limit)) = request
        .model
        .and_then(|model| Some((model, model.images.as_ref()?.max_count?)))
    else {
        return;
    };
    let count = request.images.len() as u64;
    if count <= limit || may_have_larger_context(request, model) {
        return;
    }
    let Some(messages) = request.field("messages") else {
        return;
    };
    let draft = sink
        .report(
            &RULE,
            messages,
            format!(
                "the request holds {count} images; `{}` takes at most {limit}",
                id(request, model)
            ),
        )
        .help("send fewer images, or use a model with a larger context");
    blame(draft, request, model, "images").done();
}
