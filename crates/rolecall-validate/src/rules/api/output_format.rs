//! Moving the former `output_format` to where the format stands now.

use crate::{
    Edit, edit,
    request::{Request, field},
    structure::{Noted, Part},
};

/// The edits that move it, unless it is something else or there is a format already.
pub(super) fn moved(request: &Request<'_>, noted: &Noted<'_>) -> Option<Vec<Edit>> {
    let Part::Field(key) = noted.part else {
        return None;
    };
    let (known, value) = request.body.entry("output_format")?;
    if known.span() != key.span() {
        return None;
    }
    let format = value.raw();
    let Some((_, config)) = request.body.entry("output_config") else {
        return Some(vec![
            edit::rename(key, "output_config"),
            edit::replace(value, format!("{{\"format\": {format}}}")),
        ]);
    };
    let is_free = config.is_object() && field(config, "format").is_none();
    (is_free && config.get("format").is_none()).then(|| {
        vec![
            edit::remove_member(key, value),
            edit::insert_member(config, "format", format),
        ]
    })
}
