//! HAR, the recording of a browser or a proxy: the bodies of the requests that went to the API.

use super::{
    embedded::Embedded,
    json_walk::{elements, get, inner},
    pointer::body,
    sent::{Endpoint, Sent},
};
use std::ops::Range;

/// The payloads of a recording, in order.
pub(super) fn payloads(text: &[u8]) -> Vec<Embedded> {
    let whole = 0..text.len();
    let entries = get(text, whole, "log").and_then(|log| get(text, log, "entries"));
    entries
        .into_iter()
        .flat_map(|entries| elements(text, entries))
        .filter_map(|entry| payload(text, get(text, entry, "request")?))
        .collect()
}

fn payload(text: &[u8], request: Range<usize>) -> Option<Embedded> {
    let url = string(text, request.clone(), "url")?;
    let endpoint = Endpoint::of(&url)?;
    let post = get(text, request.clone(), "postData")?;
    let embedded = body(text, get(text, post, "text")?)?;
    let headers: Vec<_> = get(text, request, "headers")
        .into_iter()
        .flat_map(|headers| elements(text, headers))
        .filter_map(|header| {
            let name = string(text, header.clone(), "name")?;
            let value = string(text, header, "value")?;
            Some((name.to_ascii_lowercase(), Some(value)))
        })
        .collect();
    // Recorders leave out secrets, or all headers.
    let has_key = headers
        .iter()
        .any(|(name, _)| matches!(&**name, "x-api-key" | "authorization"));
    Some(Embedded {
        sent: Sent::new(endpoint, &headers, has_key),
        ..embedded
    })
}

fn string(text: &[u8], object: Range<usize>, name: &str) -> Option<String> {
    let value = get(text, object, name)?;
    let text = inner(text, &value)?;
    Some(String::from_utf8_lossy(&text.bytes).into_owned())
}
