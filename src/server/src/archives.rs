//! Which tables a realm plays on: the operator's, those in the data directory, or our own.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use tables::TableSet;

/// Folder of the data directory that is used when it is there.
pub const FOLDER: &str = "tables";

/// Where the tables come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Archives {
    /// Archives that `tblconv` made.
    Folder(PathBuf),
    /// The starter set inside the binary.
    Starter,
}

impl Archives {
    /// The folder given, else `tables` in the data directory when it is there, else the starter.
    #[must_use]
    pub fn choose(given: Option<&Path>, data_dir: &Path) -> Self {
        let usual = data_dir.join(FOLDER);
        match given {
            Some(folder) => Self::Folder(folder.to_owned()),
            None if usual.is_dir() => Self::Folder(usual),
            None => Self::Starter,
        }
    }

    /// Opens and validates them.
    ///
    /// # Errors
    /// One line that names the file, what is wrong with it and what to run.
    pub fn open(&self) -> anyhow::Result<TableSet> {
        match self {
            // The error tells its cause itself; a chain would tell it twice.
            Self::Folder(folder) => TableSet::open(folder).map_err(|error| anyhow!("{error}")),
            Self::Starter => tables::starter::embedded().context("the starter set"),
        }
    }

    /// Tables the realm plays by that `set`, which was opened from these, does not have. The
    /// starter set has every one of them: it grows with each feature.
    ///
    /// # Errors
    /// When the starter set inside the binary cannot be opened.
    pub fn missing(&self, set: &TableSet) -> anyhow::Result<Vec<&'static str>> {
        if *self == Self::Starter {
            return Ok(Vec::new());
        }
        let needed = Self::Starter.open()?;
        let tables = tables::schema::TABLES.iter().enumerate();
        let missing = tables.filter(|(index, _)| needed.has(*index) && !set.has(*index));
        Ok(missing.map(|(_, table)| table.name).collect())
    }
}

impl fmt::Display for Archives {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(out, "{}", folder.display()),
            Self::Starter => out.write_str("the starter set"),
        }
    }
}

/// Rows in all tables of `set`.
#[must_use]
pub fn rows(set: &TableSet) -> usize {
    let tables = 0..tables::schema::TABLES.len();
    tables.map(|index| set.table_at(index).len()).sum()
}

/// Counts in the background how many references of the tables lead to no row, and logs it. They
/// are part of the client's data and stop nothing; a set put together from several sources shows
/// in the number.
///
/// # Errors
/// When no thread can be started.
pub fn tell_dangling(set: &TableSet) -> anyhow::Result<()> {
    let set = set.clone();
    let count = move || {
        let (mut checked, mut dangling) = (0, 0);
        for report in tables::check_references(&set) {
            checked += report.checked;
            dangling += report.dangling;
        }
        tracing::info!(
            dangling,
            checked,
            "references in the tables that lead to no row; `tblconv references` lists them"
        );
    };
    let thread = std::thread::Builder::new().name("references".into());
    thread
        .spawn(count)
        .context("count the tables' references")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_wins_and_the_starter_is_last() -> std::io::Result<()> {
        let data = std::env::temp_dir().join(format!("bezgelor-archives-{}", std::process::id()));
        let given = Path::new("elsewhere");
        assert_eq!(Archives::choose(None, &data), Archives::Starter);
        std::fs::create_dir_all(data.join(FOLDER))?;
        assert_eq!(
            Archives::choose(None, &data),
            Archives::Folder(data.join(FOLDER))
        );
        assert_eq!(
            Archives::choose(Some(given), &data),
            Archives::Folder(given.into())
        );
        std::fs::remove_dir_all(&data)
    }

    #[test]
    fn the_starter_opens_and_a_missing_folder_does_not() {
        assert!(
            Archives::Starter
                .open()
                .is_ok_and(|set| !set.world().is_empty())
        );
        let missing = Archives::Folder("no/such/folder".into()).open();
        assert!(missing.is_err_and(|error| error.to_string().contains("no/such/folder")));
    }
}
