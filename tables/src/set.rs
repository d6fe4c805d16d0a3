//! A set: all archives a server uses, opened and validated once, then only read.

use std::fs;
use std::marker::PhantomData;
use std::path::Path;
use std::sync::Arc;

use crate::backing::{Backing, Member};
use crate::error::ArchiveError;
use crate::flat::{self, ArchivedFlat, Parts};
use crate::header::{self, HEADER_BYTES, Kind};
use crate::manifest::{self, MANIFEST_NAME, MEMBERS_MAX};
use crate::row::{Key, Row, RowLike, View};
use crate::rows;
use crate::schema::TABLES;
use crate::text::{self, ArchivedFlatTexts, Language, Texts};

/// Members of a set in one file begin on multiples of this.
const MEMBER_ALIGN: usize = 64;

/// Tables, texts and maps, read-only. Cloning shares; every shard holds a clone.
#[derive(Clone)]
pub struct TableSet {
    inner: Arc<Inner>,
}

struct Inner {
    /// By index in [`TABLES`].
    tables: Vec<Option<Member>>,
    texts: Vec<(Language, Member)>,
    maps: Vec<(String, Member)>,
}

impl Default for TableSet {
    fn default() -> Self {
        Self::from_inner(Inner::new())
    }
}

impl Inner {
    fn new() -> Self {
        Self {
            tables: vec![None; TABLES.len()],
            texts: Vec::new(),
            maps: Vec::new(),
        }
    }

    /// Validates the archive in `range` and takes it in.
    fn add(
        &mut self,
        backing: &Arc<Backing>,
        range: std::ops::Range<usize>,
    ) -> Result<(), ArchiveError> {
        let file = backing.bytes().get(range.clone());
        let file = file.ok_or_else(|| ArchiveError::damaged("an archive outside the set"))?;
        let member = Member::new(Arc::clone(backing), range);
        match header::peek(file)?.kind {
            Kind::Table => self.tables[flat::validate(file)?] = Some(member),
            Kind::Text => {
                let language = text::validate(file)?;
                self.texts.retain(|(known, _)| *known != language);
                self.texts.push((language, member));
            }
            Kind::Map => {
                let name = crate::map::validate(file)?;
                self.maps.retain(|(known, _)| *known != name);
                self.maps.push((name, member));
            }
            Kind::Set => return Err(ArchiveError::damaged("a set inside a set")),
        }
        Ok(())
    }
}

impl TableSet {
    /// Opens a set: a folder with a manifest as `tblconv` writes it, or a set in one file. Maps and
    /// validates everything; afterwards no lookup can fail other than by not finding a row.
    ///
    /// # Errors
    /// One line that names the file, what is wrong with it and what to run.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, ArchiveError> {
        let path = path.as_ref();
        let folder = match fs::metadata(path) {
            Ok(found) if found.is_dir() => Self::open_folder(path),
            Ok(_) => {
                let set = Backing::map(path).and_then(|backing| {
                    Self::from_backing(backing).map_err(|error| error.in_file(path))
                });
                return set.map_err(|cause| ArchiveError::SingleFile {
                    file: path.to_owned(),
                    cause: Box::new(cause),
                });
            }
            // Whoever names what is not there most likely means the set of their client.
            Err(cause) => Err(ArchiveError::Io {
                path: path.to_owned(),
                cause,
            }),
        };
        folder.map_err(|cause| ArchiveError::Folder {
            folder: path.to_owned(),
            cause: Box::new(cause),
        })
    }

    fn open_folder(path: &Path) -> Result<Self, ArchiveError> {
        let manifest = path.join(MANIFEST_NAME);
        let text = fs::read_to_string(&manifest).map_err(|cause| ArchiveError::Io {
            path: manifest.clone(),
            cause,
        })?;
        let mut inner = Inner::new();
        for entry in manifest::parse(&manifest, &text)? {
            let file = path.join(&entry.file);
            let backing = Arc::new(Backing::map(&file)?);
            let header = header::peek(backing.bytes()).map_err(|e| e.in_file(&file))?;
            if header.checksum != entry.checksum || header.kind != entry.kind {
                return Err(ArchiveError::damaged("not the manifest's content").in_file(&file));
            }
            let range = 0..backing.bytes().len();
            inner.add(&backing, range).map_err(|e| e.in_file(&file))?;
            backing.release_pages();
        }
        Ok(Self::from_inner(inner))
    }

    /// Opens a set held in memory, as [`pack_set`] makes it. Copies the bytes once.
    ///
    /// # Errors
    /// As [`TableSet::open`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ArchiveError> {
        Self::from_backing(Backing::Memory(flat::aligned(bytes)))
    }

    fn from_backing(backing: Backing) -> Result<Self, ArchiveError> {
        let backing = Arc::new(backing);
        let mut inner = Inner::new();
        let header = header::peek(backing.bytes())?;
        if header.kind == Kind::Set {
            let (_, payload) = header::open(backing.bytes())?;
            for range in members_of(payload)? {
                inner.add(&backing, range)?;
            }
        } else {
            let range = 0..backing.bytes().len();
            inner.add(&backing, range)?;
        }
        backing.release_pages();
        Ok(Self::from_inner(inner))
    }

    fn from_inner(inner: Inner) -> Self {
        Self {
            inner: Arc::new(inner),
        }
    }

    /// This set with the members it lacks taken from another.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let mut inner = Inner::new();
        let pairs = self.inner.tables.iter().zip(&other.inner.tables);
        inner.tables = pairs
            .map(|(mine, theirs)| mine.as_ref().or(theirs.as_ref()).cloned())
            .collect();
        inner.texts.clone_from(&self.inner.texts);
        for (language, member) in &other.inner.texts {
            if !inner.texts.iter().any(|(known, _)| known == language) {
                inner.texts.push((*language, member.clone()));
            }
        }
        inner.maps.clone_from(&self.inner.maps);
        for (name, member) in &other.inner.maps {
            if !inner.maps.iter().any(|(known, _)| known == name) {
                inner.maps.push((name.clone(), member.clone()));
            }
        }
        Self::from_inner(inner)
    }

    /// The table of a view; empty when the set has no such table.
    #[inline]
    #[must_use]
    pub fn table<'a, V: View<'a>>(&'a self) -> Table<'a, V> {
        Table {
            parts: self.parts(V::INDEX),
            view: PhantomData,
        }
    }

    /// The table with this index in [`TABLES`], untyped.
    #[inline]
    #[must_use]
    pub fn table_at(&self, index: usize) -> Table<'_, Row<'_>> {
        Table {
            parts: self.parts(index),
            view: PhantomData,
        }
    }

    #[inline]
    #[expect(
        unsafe_code,
        reason = "the member was validated as this type by `Inner::add`"
    )]
    fn parts(&self, index: usize) -> Parts<'_> {
        match self.inner.tables.get(index) {
            // SAFETY: only `flat::validate` fills `tables`.
            Some(Some(member)) => Parts::of(unsafe { member.root::<ArchivedFlat>() }),
            _ => Parts::EMPTY,
        }
    }

    /// Whether the set has the table with this index in [`TABLES`], with or without rows.
    #[must_use]
    pub fn has(&self, index: usize) -> bool {
        self.inner.tables.get(index).is_some_and(Option::is_some)
    }

    /// The archive file of a table as it is stored.
    #[must_use]
    pub fn table_file(&self, index: usize) -> Option<&[u8]> {
        self.inner.tables.get(index)?.as_ref().map(Member::file)
    }

    /// The languages present.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        self.inner.texts.iter().map(|(language, _)| *language)
    }

    /// All texts of a language.
    #[must_use]
    #[expect(
        unsafe_code,
        reason = "the member was validated as this type by `Inner::add`"
    )]
    pub fn texts(&self, language: Language) -> Option<Texts<'_>> {
        let (_, member) = self
            .inner
            .texts
            .iter()
            .find(|(known, _)| *known == language)?;
        // SAFETY: only `text::validate` fills `texts`.
        Some(Texts(unsafe { member.root::<ArchivedFlatTexts>() }))
    }

    /// A text by id; 0 is none.
    #[must_use]
    pub fn text(&self, language: Language, id: u32) -> Option<&str> {
        self.texts(language)?.get(id)
    }

    /// The asset names of the maps present.
    pub fn map_names(&self) -> impl Iterator<Item = &str> {
        self.inner.maps.iter().map(|(name, _)| name.as_str())
    }

    /// The map of a world by its `World.assetPath` (`Map\Western`) or the last part of it. What
    /// holds a map for long takes [`TableSet::terrain`].
    #[must_use]
    pub fn map(&self, asset: &str) -> Option<crate::map::Map<'_>> {
        self.map_member(asset).map(map_of)
    }

    /// Only maps are in `maps`: `map::validate` fills it.
    pub(crate) fn map_member(&self, asset: &str) -> Option<&Member> {
        let name = asset.rsplit(['\\', '/']).next().unwrap_or(asset);
        let mut maps = self.inner.maps.iter();
        let found = maps.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, member)| member)
    }
}

/// The map in a member of [`TableSet::map_member`]'s.
#[inline]
#[expect(
    unsafe_code,
    reason = "the member was validated as this type by `Inner::add`"
)]
pub(crate) fn map_of(member: &Member) -> crate::map::Map<'_> {
    // SAFETY: only `map::validate` fills `maps`.
    crate::map::Map(unsafe { member.root::<crate::map::ArchivedFlatMap>() })
}

impl std::fmt::Debug for TableSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableSet")
            .field("tables", &self.inner.tables.iter().flatten().count())
            .field("texts", &self.inner.texts.len())
            .field("maps", &self.inner.maps.len())
            .finish()
    }
}

/// One table of a set, seen through its view. Copy; borrows the set.
#[derive(Clone, Copy)]
pub struct Table<'a, V> {
    parts: Parts<'a>,
    view: PhantomData<V>,
}

impl<'a, V: RowLike<'a>> Table<'a, V> {
    /// The row of an id. No allocation, no search unless the ids are sparse.
    #[inline]
    #[must_use]
    pub fn get(self, id: impl Key) -> Option<V> {
        self.parts.find(id.row_id()).map(V::from_row)
    }

    /// Rows in the file's order, which is not always the order of ids.
    pub fn iter(self) -> impl Iterator<Item = V> + use<'a, V> {
        let parts = self.parts;
        (0..parts.rows).filter_map(move |index| parts.row(index).map(V::from_row))
    }

    /// Number of rows.
    #[must_use]
    pub fn len(self) -> usize {
        self.parts.rows
    }

    /// True without rows.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.parts.rows == 0
    }

    /// Whether a row of this id exists.
    #[must_use]
    pub fn contains(self, id: impl Key) -> bool {
        self.parts.find(id.row_id()).is_some()
    }
}

include!(concat!(env!("OUT_DIR"), "/set.rs"));

/// Puts archives together into one file that [`TableSet::from_bytes`] and [`TableSet::open`] take.
#[must_use]
pub fn pack_set(archives: &[Vec<u8>]) -> Vec<u8> {
    let mut payload = Vec::new();
    payload.extend_from_slice(&(archives.len() as u64).to_le_bytes());
    let mut at = HEADER_BYTES + 8 + archives.len() * 16;
    let mut starts = Vec::with_capacity(archives.len());
    for archive in archives {
        at = at.next_multiple_of(MEMBER_ALIGN);
        starts.push(at);
        payload.extend_from_slice(&(at as u64).to_le_bytes());
        payload.extend_from_slice(&(archive.len() as u64).to_le_bytes());
        at += archive.len();
    }
    for (start, archive) in starts.iter().zip(archives) {
        payload.resize(start - HEADER_BYTES, 0);
        payload.extend_from_slice(archive);
    }
    header::seal(Kind::Set, 0, 0, &payload)
}

/// The ranges of the members in the whole file.
fn members_of(payload: &[u8]) -> Result<Vec<std::ops::Range<usize>>, ArchiveError> {
    let cut = || ArchiveError::damaged("the list of members is cut");
    let long = |at: usize| {
        let bytes = payload.get(at..at.checked_add(8)?)?;
        usize::try_from(u64::from_le_bytes(bytes.try_into().ok()?)).ok()
    };
    let count = long(0)
        .filter(|count| *count <= MEMBERS_MAX)
        .ok_or_else(cut)?;
    let mut ranges = Vec::with_capacity(count);
    for index in 0..count {
        let start = long(8 + index * 16).ok_or_else(cut)?;
        let length = long(16 + index * 16).ok_or_else(cut)?;
        let end = start.checked_add(length).ok_or_else(cut)?;
        if start % MEMBER_ALIGN != 0 || end > payload.len() + HEADER_BYTES {
            return Err(ArchiveError::damaged("a member outside the set"));
        }
        ranges.push(start..end);
    }
    Ok(ranges)
}
