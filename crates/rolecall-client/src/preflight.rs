//! The linter, before anything is sent.

use crate::Error;
use crate::call::Request;
use crate::client::Shared;
use rolecall_validate::{ApiVersion, DocumentKind, lint};

impl Request {
    pub(crate) fn lint_as(mut self, kind: DocumentKind) -> Self {
        self.lint_as = Some(kind);
        self
    }
}

/// Fails when the linter finds an error in the body of a request that it knows.
pub(crate) fn check(shared: &Shared, request: &Request) -> Result<(), Error> {
    let (Some(options), Some(kind)) = (&shared.preflight, request.lint_as) else {
        return Ok(());
    };
    let betas = shared.betas.iter().chain(&request.betas).cloned();
    let mut options = options.clone().kind(kind).betas(betas);
    if let Ok(version) = shared.api_version.parse::<ApiVersion>() {
        options = options.api_version(version);
    }
    let report = lint(&request.body[..], &options);
    if report.is_sendable() {
        Ok(())
    } else {
        Err(Error::preflight(report))
    }
}
