//! What a character has read: datacubes, and the volumes whose pages lie about as journals and
//! tales. Of each, the pieces as bits; nothing that was read is ever unread.

use serde::{Deserialize, Serialize};

use crate::limits::WRITINGS_MAX;

/// Where something to read is listed; the numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub enum Shelf {
    /// `Datacube.tbl`.
    Datacube = 0,
    /// `DatacubeVolume.tbl`.
    Volume = 1,
}

impl Shelf {
    /// The shelf with a stored number.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Datacube),
            1 => Some(Self::Volume),
            _ => None,
        }
    }
}

/// Something to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Writing {
    /// Which table lists it.
    pub shelf: Shelf,
    /// Its row there.
    pub id: u16,
}

/// Pieces by writing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lore {
    /// Ascending, none twice, at most [`WRITINGS_MAX`].
    held: Vec<(Writing, u32)>,
    /// What nobody was asked to keep yet.
    unsaved: Vec<Writing>,
}

impl Lore {
    /// From what is stored, in any order.
    #[must_use]
    pub fn from_stored(held: &[(Writing, u32)]) -> Self {
        let mut lore = Self::default();
        lore.learn_all(held);
        lore
    }

    /// All, ascending.
    #[must_use]
    pub fn all(&self) -> &[(Writing, u32)] {
        &self.held
    }

    /// The pieces of a writing that were read.
    #[must_use]
    pub fn of(&self, writing: Writing) -> u32 {
        let at = self.held.binary_search_by_key(&writing, |&(held, _)| held);
        at.map_or(0, |at| self.held[at].1)
    }

    /// Reads pieces, to be kept. What is read of the writing now, when that is more than before.
    pub fn read(&mut self, writing: Writing, pieces: u32) -> Option<u32> {
        let before = self.of(writing);
        if pieces | before == before || !self.learn(writing, pieces) {
            return None;
        }
        if !self.unsaved.contains(&writing) {
            self.unsaved.push(writing);
        }
        Some(before | pieces)
    }

    /// Takes over what somebody else keeps already.
    pub fn learn_all(&mut self, read: &[(Writing, u32)]) {
        for &(writing, pieces) in read {
            self.learn(writing, pieces);
        }
    }

    fn learn(&mut self, writing: Writing, pieces: u32) -> bool {
        match self.held.binary_search_by_key(&writing, |&(held, _)| held) {
            Ok(at) => self.held[at].1 |= pieces,
            Err(_) if self.held.len() >= WRITINGS_MAX => return false,
            Err(at) => self.held.insert(at, (writing, pieces)),
        }
        true
    }

    /// What is to be kept; from here on it is the caller's to keep.
    #[must_use]
    pub fn take_unsaved(&mut self) -> Vec<(Writing, u32)> {
        let unsaved = std::mem::take(&mut self.unsaved);
        let pieces = |writing| (writing, self.of(writing));
        unsaved.into_iter().map(pieces).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CUBE: Writing = Writing {
        shelf: Shelf::Datacube,
        id: 7,
    };
    const TALE: Writing = Writing {
        shelf: Shelf::Volume,
        id: 7,
    };

    #[test]
    fn pieces_add_up_and_are_kept_once() {
        let mut lore = Lore::from_stored(&[(TALE, 4), (CUBE, 1), (TALE, 1)]);
        assert_eq!(lore.all(), [(CUBE, 1), (TALE, 5)]);
        assert_eq!((lore.read(TALE, 2), lore.read(TALE, 5)), (Some(7), None));
        assert_eq!(lore.read(TALE, 8), Some(15));
        assert_eq!(lore.take_unsaved(), [(TALE, 15)]);
        assert!(lore.take_unsaved().is_empty());
        assert_eq!((lore.of(CUBE), lore.read(CUBE, 0)), (1, None));
    }

    #[test]
    fn there_is_an_end_of_writings() {
        let mut lore = Lore::default();
        let writing = |id| Writing { id, ..CUBE };
        for id in 0..WRITINGS_MAX as u16 {
            assert_eq!(lore.read(writing(id), 1), Some(1));
        }
        assert_eq!(lore.read(TALE, 1), None);
        assert_eq!(lore.read(writing(3), 2), Some(3));
        assert_eq!(lore.all().len(), WRITINGS_MAX);
    }

    #[test]
    fn shelves_keep_their_numbers() {
        for shelf in [Shelf::Datacube, Shelf::Volume] {
            assert_eq!(Shelf::from_number(shelf as u8), Some(shelf));
        }
        assert_eq!(Shelf::from_number(2), None);
    }
}
