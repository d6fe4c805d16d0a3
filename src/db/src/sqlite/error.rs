//! SQLite's result codes as the one error type of this crate's statements.

use std::borrow::Cow;
use std::fmt;

use rusqlite::ffi;
use sqlx::error::{DatabaseError, ErrorKind};

/// The primary code is in the lowest eight bits.
const PRIMARY: i32 = 0xFF;

/// What SQLite said.
#[derive(Debug)]
pub(super) struct SqliteError {
    /// The extended result code.
    code: i32,
    message: String,
}

impl fmt::Display for SqliteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "(code: {}) {}", self.code, self.message)
    }
}

impl std::error::Error for SqliteError {}

impl DatabaseError for SqliteError {
    fn message(&self) -> &str {
        &self.message
    }

    fn code(&self) -> Option<Cow<'_, str>> {
        Some(self.code.to_string().into())
    }

    fn as_error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        self
    }

    fn as_error_mut(&mut self) -> &mut (dyn std::error::Error + Send + Sync + 'static) {
        self
    }

    fn into_error(self: Box<Self>) -> Box<dyn std::error::Error + Send + Sync + 'static> {
        self
    }

    fn kind(&self) -> ErrorKind {
        match self.code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                ErrorKind::UniqueViolation
            }
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => ErrorKind::ForeignKeyViolation,
            ffi::SQLITE_CONSTRAINT_NOTNULL => ErrorKind::NotNullViolation,
            ffi::SQLITE_CONSTRAINT_CHECK => ErrorKind::CheckViolation,
            _ => ErrorKind::Other,
        }
    }
}

/// The error as callers of either database know it.
pub(super) fn of(error: rusqlite::Error) -> sqlx::Error {
    match error.sqlite_error() {
        Some(code) => sqlx::Error::Database(Box::new(SqliteError {
            code: code.extended_code,
            message: error.to_string(),
        })),
        None => sqlx::Error::Decode(Box::new(error)),
    }
}

fn code(error: &rusqlite::Error) -> i32 {
    error.sqlite_error().map_or(0, |error| error.extended_code)
}

/// Somebody else has the lock for a moment. A snapshot that is too old to write on is not of this
/// kind: waiting makes it no younger.
pub(super) fn is_busy(error: &rusqlite::Error) -> bool {
    let code = code(error);
    matches!(code & PRIMARY, ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED)
        && code != ffi::SQLITE_BUSY_SNAPSHOT
}

/// What makes the connection itself doubtful: another one may do better.
pub(super) fn is_of_the_file(error: &rusqlite::Error) -> bool {
    matches!(
        code(error) & PRIMARY,
        ffi::SQLITE_IOERR
            | ffi::SQLITE_CORRUPT
            | ffi::SQLITE_CANTOPEN
            | ffi::SQLITE_PROTOCOL
            | ffi::SQLITE_NOTADB
            | ffi::SQLITE_MISUSE
    )
}
