//! Where scripts lie, and reading them.

use std::fmt;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bezgelor_core::limits::{SCRIPT_BYTES_MAX, SCRIPT_FOLDERS_MAX, SCRIPTS_MAX};
use script::{Program, Source, compile};

/// How the files of scripts end.
const ENDING: &str = "luau";

/// Where the scripts of a realm come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A folder, with those within it.
    Folder(PathBuf),
    /// That folder once it is there, and until then what is named besides.
    Usual(PathBuf, Box<Self>),
    /// Those inside the program, for the starter tables.
    Starter,
    /// There are none.
    Nowhere,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::Usual(folder, otherwise) => write!(f, "{}, or {otherwise}", folder.display()),
            Self::Starter => f.write_str("the starter set"),
            Self::Nowhere => f.write_str("none"),
        }
    }
}

impl Origin {
    /// What it is at this moment, by a look at the disk: never [`Self::Usual`].
    #[must_use]
    pub fn here(self) -> Self {
        match self {
            Self::Usual(folder, _) if folder.is_dir() => Self::Folder(folder),
            Self::Usual(_, otherwise) => otherwise.here(),
            other => other,
        }
    }

    /// Reads and tries all scripts: those that load, and in a line each what cannot be read and
    /// what does not load. Waits for the disk, and for scripts that take long.
    #[must_use]
    pub fn load(&self) -> (Arc<Program>, Vec<String>) {
        match self.attempt() {
            Ok(loaded) => loaded,
            Err(error) => (Arc::default(), vec![error]),
        }
    }

    /// As [`Self::load`], with what cannot be read told apart from what does not load.
    ///
    /// # Errors
    /// In a sentence, when the folder or something in it cannot be read.
    pub fn attempt(&self) -> Result<(Arc<Program>, Vec<String>), String> {
        let sources = match self {
            Self::Folder(folder) => read(folder)?,
            Self::Usual(..) => return self.clone().here().attempt(),
            Self::Starter => script::starter::sources(),
            Self::Nowhere => Vec::new(),
        };
        let (program, faults) = compile(sources, &super::clock());
        Ok((program, faults.iter().map(ToString::to_string).collect()))
    }
}

/// All scripts in a folder and those within it, by their paths in it.
fn read(folder: &Path) -> Result<Vec<Source>, String> {
    let mut sources = Vec::new();
    read_into(folder, "", SCRIPT_FOLDERS_MAX, &mut sources)?;
    Ok(sources)
}

fn read_into(
    folder: &Path,
    prefix: &str,
    depth: usize,
    sources: &mut Vec<Source>,
) -> Result<(), String> {
    let why = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let entries = fs::read_dir(folder).map_err(|error| why(folder, error))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|error| why(folder, error))?.path());
    }
    paths.sort();
    for path in paths {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if name.starts_with('.') {
            continue;
        }
        let kind = fs::metadata(&path).map_err(|error| why(&path, error))?;
        let name = format!("{prefix}{name}");
        if kind.is_dir() {
            let left = depth.checked_sub(1).ok_or_else(|| {
                format!(
                    "{}: folders lie too deep within one another",
                    path.display()
                )
            })?;
            read_into(&path, &format!("{name}/"), left, sources)?;
        } else if path.extension().is_some_and(|ending| ending == ENDING) {
            if sources.len() >= SCRIPTS_MAX {
                return Err(format!(
                    "{}: more than {SCRIPTS_MAX} scripts",
                    folder.display()
                ));
            }
            let text = text(&path)?;
            sources.push(Source { name, text });
        }
    }
    Ok(())
}

/// The text of a file; one byte more than a script may have is enough to refuse it.
fn text(path: &Path) -> Result<String, String> {
    let why = |error: std::io::Error| format!("{}: {error}", path.display());
    let file = fs::File::open(path).map_err(why)?;
    let mut text = String::new();
    file.take(SCRIPT_BYTES_MAX as u64 + 1)
        .read_to_string(&mut text)
        .map_err(why)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let name = format!("bezgelor-scripts-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    #[test]
    fn scripts_are_named_by_their_paths_and_nothing_else_is_read() -> std::io::Result<()> {
        let at = folder("paths");
        fs::create_dir_all(at.join("b/c"))?;
        fs::write(at.join("b/c/deep.luau"), "log('deep')")?;
        fs::write(at.join("a.luau"), "log('a')")?;
        fs::write(at.join("README.md"), "not a script")?;
        fs::write(at.join(".hidden.luau"), "x =")?;
        let read = read(&at).expect("it reads");
        let names: Vec<&str> = read.iter().map(|source| &*source.name).collect();
        assert_eq!(names, ["a.luau", "b/c/deep.luau"]);
        let (program, faults) = Origin::Folder(at.clone()).load();
        assert_eq!((program.names().len(), faults), (2, Vec::new()));
        fs::remove_dir_all(at)
    }

    #[test]
    fn a_folder_that_comes_later_is_found() -> std::io::Result<()> {
        let at = folder("later");
        let usual = Origin::Usual(at.join("scripts"), Box::new(Origin::Starter));
        assert_eq!(usual.clone().here(), Origin::Starter);
        assert!(usual.load().0.names().len() > 1);
        fs::create_dir(at.join("scripts"))?;
        fs::write(at.join("scripts/own.luau"), "log('own')")?;
        assert_eq!(usual.clone().here(), Origin::Folder(at.join("scripts")));
        assert_eq!(usual.load().0.names().collect::<Vec<_>>(), ["own.luau"]);
        fs::remove_dir_all(at)
    }

    #[test]
    fn what_is_too_much_is_refused() -> std::io::Result<()> {
        let at = folder("bounds");
        let mut deep = at.clone();
        for _ in 0..=SCRIPT_FOLDERS_MAX {
            deep.push("d");
        }
        fs::create_dir_all(&deep)?;
        assert!(read(&at).is_err_and(|why| why.contains("too deep")));
        fs::remove_dir_all(at.join("d"))?;
        fs::write(at.join("long.luau"), "-".repeat(SCRIPT_BYTES_MAX + 5))?;
        let (_, why) = Origin::Folder(at.clone()).load();
        assert!(why[0].starts_with("long.luau: "), "{why:?}");
        for number in 0..SCRIPTS_MAX {
            fs::write(at.join(format!("{number}.luau")), "")?;
        }
        assert!(read(&at).is_err_and(|why| why.contains("more than")));
        fs::remove_dir_all(&at)?;
        let (program, why) = Origin::Folder(at).load();
        assert_eq!(
            (program.names().len(), why.len()),
            (0, 1),
            "it is not there"
        );
        Ok(())
    }
}
