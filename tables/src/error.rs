//! Why an archive or a set could not be used: one line, ending in what to run.

use std::path::PathBuf;

/// A problem of one archive or one set.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file system refused.
    #[error("{}: {cause}", path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// The system's words.
        cause: std::io::Error,
    },
    /// The bytes are not what was written.
    #[error("damaged archive ({reason})")]
    Damaged {
        /// What exactly does not hold.
        reason: String,
    },
    /// The archive was made by another version of this software, or for another client.
    #[error("{what} is {found}, this server needs {needed}")]
    Version {
        /// "archive format" or "client build".
        what: &'static str,
        /// In the file.
        found: u32,
        /// Wanted.
        needed: u32,
    },
    /// The archive was made with other columns.
    #[error("{table} was made with another schema")]
    Schema {
        /// The table.
        table: &'static str,
    },
    /// The same error with the file it is about.
    #[error("{}: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        cause: Box<ArchiveError>,
    },
    /// The set in a folder cannot be used, with what to run.
    #[error(
        "{cause}; run `tblconv import --client CLIENT --out {}`, CLIENT being the game's folder",
        folder.display()
    )]
    Folder {
        /// Of the set.
        folder: PathBuf,
        /// What is wrong.
        cause: Box<ArchiveError>,
    },
    /// The set in one file cannot be used, with what to run.
    #[error(
        "{cause}; run `tblconv starter SOURCE {}`, SOURCE being its folder of text",
        file.display()
    )]
    SingleFile {
        /// The set.
        file: PathBuf,
        /// What is wrong.
        cause: Box<ArchiveError>,
    },
    /// The manifest of a set cannot be read.
    #[error("{}:{line}: {reason}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        reason: &'static str,
    },
    /// Rows that do not fit the schema were handed to a builder.
    #[error("{table}: {reason}")]
    Build {
        /// The table.
        table: &'static str,
        /// What does not fit.
        reason: String,
    },
}

impl ArchiveError {
    /// One line, though what checks the bytes may say several.
    pub(crate) fn damaged(reason: impl Into<String>) -> Self {
        let reason: String = reason.into();
        let lines = reason
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        Self::Damaged {
            reason: lines.collect::<Vec<_>>().join("; "),
        }
    }

    pub(crate) fn in_file(self, path: impl Into<PathBuf>) -> Self {
        Self::File {
            path: path.into(),
            cause: Box::new(self),
        }
    }
}
