//! Exit codes, which scripts rely on.

use std::process::ExitCode;

/// How a run ended. The output format never changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// 0: nothing was found at the level of `--fail-on` or above.
    Clean,
    /// 1: something was found at that level; the payloads need mending.
    Findings,
    /// 2: the run itself failed: bad usage, an input that could not be read, or a path that matched nothing. The
    /// result is incomplete, so a CI job should fail whatever was found.
    Failed,
}

impl ExitStatus {
    /// The number that the process ends with.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        status.code().into()
    }
}
