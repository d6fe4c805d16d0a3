//! What is wrong with a file of the client: a stable code and one line.

use std::fmt;

/// A file is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError {
    /// Short and stable, for tests and scripts: `magic`, `row-count`, `string-range`, ….
    pub code: &'static str,
    /// What was found, and where.
    pub reason: String,
}

impl FormatError {
    /// An error from its code and reason.
    #[must_use]
    pub fn new(code: &'static str, reason: impl Into<String>) -> Self {
        Self {
            code,
            reason: reason.into(),
        }
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.reason)
    }
}

impl std::error::Error for FormatError {}

/// The result of every reader here.
pub type Result<T> = std::result::Result<T, FormatError>;
