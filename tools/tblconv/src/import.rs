//! What is to be made for one set: from an installed client or from folders of loose files. The
//! work itself is in [`crate::work`].

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tables::header::Kind;
use tables::schema;

use crate::area;
use crate::client::{ClientFiles, Found};
use crate::convert::{read_source_into, source_hash};
use crate::error::{FormatError, Result};
pub use crate::work::{Progress, Report, Step, run};

/// Files and folders looked at below a folder given on the command line.
const FILES_MAX: usize = 1_000_000;
const DEPTH_MAX: usize = 16;

/// Where bytes come from.
#[derive(Clone, Debug)]
pub(crate) enum Origin<'c> {
    /// A file and its length.
    File(PathBuf, u64),
    Client(&'c ClientFiles, Found<'c>),
}

impl Origin<'_> {
    /// Its content, into a vector whose room has served before.
    pub(crate) fn read_into(&self, bytes: &mut Vec<u8>) -> Result<()> {
        match self {
            Self::File(path, _) => read_source_into(path, bytes),
            Self::Client(files, found) => {
                *bytes = files.read(*found)?;
                Ok(())
            }
        }
    }

    /// Bytes as they are stored, the measure of progress.
    fn stored(&self) -> u64 {
        match self {
            Self::File(_, length) => *length,
            Self::Client(_, found) => found.entry.stored,
        }
    }
}

/// One archive to make.
#[derive(Debug)]
pub struct Job<'c> {
    pub(crate) kind: Kind,
    /// Table name or asset name; a guess for texts until they are read.
    pub(crate) name: String,
    /// (tile x, tile z) for maps, zero otherwise.
    pub(crate) origins: Vec<((usize, usize), Origin<'c>)>,
}

impl Job<'_> {
    /// Bytes of all its sources.
    pub(crate) fn bytes(&self) -> u64 {
        self.origins.iter().map(|(_, origin)| origin.stored()).sum()
    }

    /// Bytes of one of its sources.
    pub(crate) fn bytes_of(&self, index: usize) -> u64 {
        self.origins
            .get(index)
            .map_or(0, |(_, origin)| origin.stored())
    }

    /// Over the tiles' places and contents; contents inside client archives are named by their
    /// SHA-1.
    pub(crate) fn map_hash(&self) -> Result<u64> {
        let mut all = Vec::with_capacity(self.origins.len() * 32);
        let mut content = Vec::new();
        for ((x, z), origin) in &self.origins {
            all.extend([*x as u8, *z as u8]);
            match origin {
                Origin::Client(_, found) => all.extend(found.entry.sha1),
                Origin::File(..) => {
                    origin.read_into(&mut content)?;
                    all.extend(source_hash(&content, 0).to_le_bytes());
                }
            }
        }
        Ok(source_hash(&all, 0))
    }
}

/// What to make from an installed client.
///
/// # Errors
/// `client` when it holds neither tables nor texts nor tiles.
pub fn client_jobs(files: &ClientFiles) -> Result<Vec<Job<'_>>> {
    let mut plan = Plan::default();
    for found in files.iter() {
        plan.offer(&found.entry.path, &Origin::Client(files, found));
    }
    plan.finish("the archives")
}

/// What to make from files and folders: `*.tbl`, `*.bin` and `NAME.ZZXX.area`, each also as `.xz`.
///
/// # Errors
/// `io`, or `client` when nothing usable is there.
pub fn file_jobs(paths: &[PathBuf]) -> Result<Vec<Job<'static>>> {
    let mut plan = Plan::default();
    let mut budget = FILES_MAX;
    for path in paths {
        walk(path, DEPTH_MAX, &mut budget, &mut plan)?;
    }
    plan.finish("the files given")
}

fn walk(path: &Path, depth: usize, budget: &mut usize, plan: &mut Plan<'static>) -> Result<()> {
    let io = |e: std::io::Error| FormatError::new("io", format!("{}: {e}", path.display()));
    *budget = budget.saturating_sub(1);
    if *budget == 0 {
        return Err(FormatError::new(
            "io",
            format!("more than {FILES_MAX} files"),
        ));
    }
    let kind = fs::metadata(path).map_err(io)?;
    if kind.is_dir() && depth > 0 {
        let mut inner: Vec<PathBuf> = fs::read_dir(path)
            .map_err(io)?
            .flatten()
            .map(|entry| entry.path())
            .collect();
        inner.sort();
        for path in inner {
            walk(&path, depth - 1, budget, plan)?;
        }
    } else if kind.is_file() {
        plan.offer(
            &path.to_string_lossy(),
            &Origin::File(path.to_owned(), kind.len()),
        );
    }
    Ok(())
}

#[derive(Default)]
struct Plan<'c> {
    tables: BTreeMap<String, Origin<'c>>,
    texts: BTreeMap<String, Origin<'c>>,
    maps: BTreeMap<String, BTreeMap<(usize, usize), Origin<'c>>>,
}

impl<'c> Plan<'c> {
    fn offer(&mut self, path: &str, origin: &Origin<'c>) {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let name = name.strip_suffix(".xz").unwrap_or(name);
        let lower = name.to_ascii_lowercase();
        if let Some(stem) = lower.strip_suffix(".tbl") {
            if let Some(known) = schema::find(stem) {
                self.tables.insert(known.name.to_owned(), origin.clone());
            }
        } else if let Some(stem) = lower.strip_suffix(".bin") {
            // Other .bin files of a client lie deeper than the language files.
            if is_locale(stem) {
                self.texts.insert(stem.to_owned(), origin.clone());
            }
        } else if let Some((asset, x, z)) = area::tile_of(name) {
            self.maps
                .entry(asset.to_lowercase())
                .or_default()
                .insert((x, z), origin.clone());
        }
    }

    fn finish(self, where_: &str) -> Result<Vec<Job<'c>>> {
        let single = |kind| {
            move |(name, origin)| Job {
                kind,
                name,
                origins: vec![((0, 0), origin)],
            }
        };
        let mut jobs: Vec<Job<'c>> = self
            .maps
            .into_iter()
            .map(|(name, tiles)| Job {
                kind: Kind::Map,
                name,
                origins: tiles.into_iter().collect(),
            })
            .collect();
        // The largest first: the last thread must not start on a continent alone.
        jobs.sort_by_key(|job| std::cmp::Reverse(job.origins.len()));
        jobs.extend(self.texts.into_iter().map(single(Kind::Text)));
        jobs.extend(self.tables.into_iter().map(single(Kind::Table)));
        if jobs.is_empty() {
            let reason = format!("no tables, texts or map tiles in {where_}");
            return Err(FormatError::new("client", reason));
        }
        Ok(jobs)
    }
}

/// `en-us` and its kin.
fn is_locale(stem: &str) -> bool {
    matches!(stem.as_bytes(), [a, b, b'-', c, d]
        if [a, b, c, d].iter().all(|letter| letter.is_ascii_alphabetic()))
}
