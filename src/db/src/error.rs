//! What can go wrong between a caller and its data, in words a caller can act on.

use std::io;
use std::path::PathBuf;

use crate::ledger::{OperationId, Refusal};

/// Why a request to the stores failed.
///
/// Everything up to and including [`DbError::Refused`] means that nothing was changed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DbError {
    /// The queue before the database thread is full; nothing was sent.
    #[error("the database queue is full")]
    Busy,
    /// The stores were closed.
    #[error("the database is closed")]
    Closed,
    /// No answer within the deadline; a read, or a write that is safe to repeat.
    #[error("the database did not answer in time")]
    Timeout,
    /// The database cannot be reached, or cannot write (disk full, read only, out of connections).
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// An account with this e-mail address exists already.
    #[error("the e-mail address is taken")]
    EmailTaken,
    /// No such account, character, realm or file.
    #[error("not found")]
    NotFound,
    /// A value that no column may hold.
    #[error("invalid value: {0}")]
    Invalid(&'static str),
    /// A valuable operation whose conditions did not hold.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The commit was sent and its answer lost: ask [`crate::DbHandle::resolve`] before going on.
    #[error("the outcome of operation {0} is unknown")]
    Uncertain(OperationId),
    /// The schema was made by a newer binary.
    #[error(
        "the {store} schema is at version {found}, this program knows {known}: use a newer one"
    )]
    SchemaNewer {
        /// Which store.
        store: &'static str,
        /// Version found in the database.
        found: i64,
        /// Newest version this binary has.
        known: i64,
    },
    /// The schema's history differs from the one in the binary, or it lacks migrations and applying
    /// them was not asked for.
    #[error("the {store} schema cannot be used: migration {version} {problem}")]
    Schema {
        /// Which store.
        store: &'static str,
        /// The migration concerned.
        version: i64,
        /// What is the matter with it.
        problem: String,
    },
    /// The configured address is not one of ours.
    #[error("bad database address {0:?}: use sqlite:, sqlite://FILE or postgres://…")]
    Address(String),
    /// A file of the data directory.
    #[error("{path}: {problem}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        problem: String,
    },
    /// A stored value that this program would never write.
    #[error("corrupt data in column {column}: {problem}")]
    Corrupt {
        /// Ordinal in the query that read it.
        column: usize,
        /// Why it cannot be taken.
        problem: String,
    },
    /// A fault of this program: a statement the database rejects, a panic.
    #[error("internal database error: {0}")]
    Internal(String),
}

impl DbError {
    /// True when trying again later may help without anybody doing anything.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Busy | Self::Timeout | Self::Unavailable(_))
    }

    pub(crate) fn file(path: impl Into<PathBuf>, error: &io::Error) -> Self {
        Self::File {
            path: path.into(),
            problem: error.to_string(),
        }
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match &error {
            E::PoolTimedOut => Self::Unavailable("no connection in time".into()),
            E::PoolClosed => Self::Closed,
            E::Io(_) | E::Tls(_) | E::Protocol(_) | E::WorkerCrashed => {
                Self::Unavailable(error.to_string())
            }
            E::Database(inner) => {
                let code = inner.code().unwrap_or_default();
                if is_outage(&code) {
                    Self::Unavailable(inner.message().to_owned())
                } else if code == NO_TEXT {
                    Self::Invalid("a text holds what no text may")
                } else {
                    Self::Internal(error.to_string())
                }
            }
            E::ColumnDecode { .. } | E::Decode(_) => Self::Corrupt {
                column: 0,
                problem: error.to_string(),
            },
            _ => Self::Internal(error.to_string()),
        }
    }
}

/// SQLSTATE of PostgreSQL for bytes that are no text of its encoding: a NUL, which SQLite keeps.
const NO_TEXT: &str = "22021";

/// SQLSTATE classes of PostgreSQL and primary result codes of SQLite that mean "not now": the
/// connection, resources, an operator's intervention, deadlock, busy, full, I/O error, read only.
fn is_outage(code: &str) -> bool {
    const SQLITE: [i64; 6] = [5, 6, 8, 10, 13, 14];
    const POSTGRES: [&str; 5] = ["08", "53", "57", "58", "40"];
    // SQLSTATEs have five characters; SQLite's extended codes carry the primary one in 8 bits.
    let sqlstate = code.len() == 5 && POSTGRES.iter().any(|class| code.starts_with(class));
    let result_code = code.len() < 5
        && code
            .parse::<i64>()
            .is_ok_and(|n| SQLITE.contains(&(n & 0xFF)));
    sqlstate || result_code
}

/// True for a violated unique index or primary key.
pub(crate) fn is_unique_violation(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .is_some_and(sqlx::error::DatabaseError::is_unique_violation)
}

#[cfg(test)]
mod tests {
    use super::is_outage;

    #[test]
    fn outages_are_told_from_mistakes() {
        for code in ["08006", "53100", "57P01", "40P01", "13", "778", "5", "261"] {
            assert!(is_outage(code), "{code}");
        }
        for code in ["23505", "42601", "22001", "19", "2067", "1", ""] {
            assert!(!is_outage(code), "{code}");
        }
    }
}
