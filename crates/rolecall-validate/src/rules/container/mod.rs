//! Containers and skills.

mod container_upload_needs_code_execution;
mod skills_need_code_execution;

use super::Rule;
use crate::request::{Request, Tool};

/// Whether it is certain that no tool runs code: none in `tools`, and none that comes from elsewhere.
fn lacks_code_execution(request: &Request<'_>) -> bool {
    let is_readable = request
        .field("tools")
        .is_none_or(|tools| request.is_sound(tools));
    is_readable
        && !request.has_stray_fields()
        && !request.continues_thread()
        && !request.tools().any(Tool::is_code_execution)
        && request.added_tools().next().is_none()
}

/// Sorted by name.
pub(super) const RULES: &[&Rule] = &[
    &container_upload_needs_code_execution::RULE,
    &skills_need_code_execution::RULE,
];
