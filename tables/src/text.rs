//! The texts of one language: id to UTF-8, from the client's `en-US.bin` and its kin.

use std::collections::HashMap;

use rkyv::rancor::BoxedError;
use rkyv::{Archive, Serialize};

use crate::error::ArchiveError;
use crate::header::{self, Kind};

/// A language by the number in its text file (`formats.md` section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(pub u32);

impl Language {
    /// en-US.
    pub const ENGLISH: Self = Self(1);
    /// de-DE.
    pub const GERMAN: Self = Self(2);
    /// fr-FR.
    pub const FRENCH: Self = Self(3);
    /// ko-KR.
    pub const KOREAN: Self = Self(4);
    /// zh-CN.
    pub const CHINESE: Self = Self(5);
}

/// What a text file says of itself, kept so that it can be written again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextLabels {
    /// "en-US".
    pub tag: String,
    /// "English".
    pub short: String,
    /// "English (US)".
    pub long: String,
    /// See [`Language`].
    pub language: u32,
    /// Windows locale id.
    pub lcid: u32,
}

impl TextLabels {
    /// What the client's own file of a language says of itself; `None` for a tag that is none of
    /// the client's languages.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let known = [
            (Language::ENGLISH, "en-US", 1033, "English", "English (US)"),
            (
                Language::GERMAN,
                "de-DE",
                1031,
                "Deutsch",
                "Deutsch (Deutschland)",
            ),
            (
                Language::FRENCH,
                "fr-FR",
                1036,
                "Francais",
                "Francais (France)",
            ),
            (Language::KOREAN, "ko-KR", 1042, "Korean", "Korean"),
        ];
        let mut known = known.into_iter();
        let (language, tag, lcid, short, long) =
            known.find(|(_, known, ..)| known.eq_ignore_ascii_case(tag))?;
        Some(Self {
            tag: tag.to_owned(),
            short: short.to_owned(),
            long: long.to_owned(),
            language: language.0,
            lcid,
        })
    }
}

#[derive(Archive, Serialize, Debug, Default)]
pub(crate) struct FlatTexts {
    tag: String,
    short: String,
    long: String,
    language: u32,
    lcid: u32,
    /// Ascending.
    ids: Vec<u32>,
    starts: Vec<u32>,
    lengths: Vec<u32>,
    heap: String,
}

/// Archives texts; `texts` ascend by id.
///
/// # Errors
/// When ids do not ascend or the texts outgrow 32-bit offsets.
pub fn archive_texts(
    labels: &TextLabels,
    texts: &[(u32, &str)],
    source_hash: u64,
) -> Result<Vec<u8>, ArchiveError> {
    let mut flat = FlatTexts {
        tag: labels.tag.clone(),
        short: labels.short.clone(),
        long: labels.long.clone(),
        language: labels.language,
        lcid: labels.lcid,
        ..FlatTexts::default()
    };
    let refuse = |reason: String| ArchiveError::Build {
        table: "texts",
        reason,
    };
    let mut pooled: HashMap<&str, u32> = HashMap::new();
    for &(id, text) in texts {
        if flat.ids.last().is_some_and(|last| *last >= id) {
            return Err(refuse(format!("id {id} does not ascend")));
        }
        let too_long = || refuse(format!("id {id}: more than 4 GiB of text"));
        let start = match pooled.get(text) {
            Some(start) => *start,
            None => {
                let start = u32::try_from(flat.heap.len()).map_err(|_| too_long())?;
                flat.heap.push_str(text);
                pooled.insert(text, start);
                start
            }
        };
        flat.ids.push(id);
        flat.starts.push(start);
        flat.lengths
            .push(u32::try_from(text.len()).map_err(|_| too_long())?);
    }
    header::seal_value(
        Kind::Text,
        0,
        source_hash,
        flat.heap.len() + flat.ids.len() * 12,
        &flat,
        Vec::new(),
    )
    .map_err(|error| refuse(error.to_string()))
}

/// The texts of one language, borrowed from a set.
#[derive(Clone, Copy)]
pub struct Texts<'a>(pub(crate) &'a ArchivedFlatTexts);

impl std::fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts")
            .field("language", &self.language())
            .field("texts", &self.len())
            .finish()
    }
}

impl<'a> Texts<'a> {
    /// What the source said of itself.
    #[must_use]
    pub fn labels(self) -> TextLabels {
        TextLabels {
            tag: self.0.tag.to_string(),
            short: self.0.short.to_string(),
            long: self.0.long.to_string(),
            language: self.0.language.to_native(),
            lcid: self.0.lcid.to_native(),
        }
    }

    /// Its language.
    #[must_use]
    pub fn language(self) -> Language {
        Language(self.0.language.to_native())
    }

    /// Number of texts.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.ids.len()
    }

    /// True without texts.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0.ids.is_empty()
    }

    /// The text of an id.
    #[must_use]
    pub fn get(self, id: u32) -> Option<&'a str> {
        let at = self
            .0
            .ids
            .binary_search_by_key(&id, |id| id.to_native())
            .ok()?;
        self.at(at)
    }

    fn at(self, index: usize) -> Option<&'a str> {
        let start = self.0.starts.get(index)?.to_native() as usize;
        let length = self.0.lengths.get(index)?.to_native() as usize;
        self.0.heap.get(start..start.checked_add(length)?)
    }

    /// The text at a place in the order of ids.
    pub(crate) fn nth(self, index: usize) -> Option<(u32, &'a str)> {
        let id = self.0.ids.get(index)?.to_native();
        Some((id, self.at(index).unwrap_or("")))
    }

    /// All texts, ascending by id.
    pub fn iter(self) -> impl Iterator<Item = (u32, &'a str)> {
        let ids = self.0.ids.iter().enumerate();
        ids.map(move |(index, id)| (id.to_native(), self.at(index).unwrap_or("")))
    }
}

/// Validates a text archive in full and names its language.
pub(crate) fn validate(file: &[u8]) -> Result<Language, ArchiveError> {
    let (header, payload) = header::open(file)?;
    if header.kind != Kind::Text {
        return Err(ArchiveError::damaged("not a text archive"));
    }
    let flat = rkyv::access::<ArchivedFlatTexts, BoxedError>(payload)
        .map_err(|error| ArchiveError::damaged(error.to_string()))?;
    let texts = Texts(flat);
    if flat.starts.len() != flat.ids.len() || flat.lengths.len() != flat.ids.len() {
        return Err(ArchiveError::damaged("text columns disagree"));
    }
    if !flat
        .ids
        .windows(2)
        .all(|pair| pair[0].to_native() < pair[1].to_native())
    {
        return Err(ArchiveError::damaged("text ids do not ascend"));
    }
    if !(0..texts.len()).all(|index| texts.at(index).is_some()) {
        return Err(ArchiveError::damaged("a text lies outside the heap"));
    }
    Ok(texts.language())
}
