//! What the span of a request says about its answer: counts, no contents.

use rolecall_types::Message;
use tracing::Span;

pub(crate) fn record(span: &Span, message: &Message) {
    span.record("input_tokens", message.usage.input_tokens);
    span.record("output_tokens", message.usage.output_tokens);
    if let Some(reason) = &message.stop_reason {
        span.record("stop_reason", reason.as_str());
    }
}
