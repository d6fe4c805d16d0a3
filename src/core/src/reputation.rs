//! What factions think of a character: one number for each that has made up its mind.

use serde::{Deserialize, Serialize};

use crate::limits::REPUTATIONS_MAX;

/// Amounts by row of `Faction2.tbl`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reputations {
    /// Ascending by faction, none twice, at most [`REPUTATIONS_MAX`].
    held: Vec<(u16, f32)>,
    /// Factions whose amount nobody was asked to keep yet.
    unsaved: Vec<u16>,
}

impl Reputations {
    /// From what is stored, in any order.
    #[must_use]
    pub fn from_stored(mut held: Vec<(u16, f32)>) -> Self {
        held.sort_by_key(|&(faction, _)| faction);
        held.dedup_by_key(|&mut (faction, _)| faction);
        held.truncate(REPUTATIONS_MAX);
        let unsaved = Vec::new();
        Self { held, unsaved }
    }

    /// All, ascending by faction.
    #[must_use]
    pub fn all(&self) -> &[(u16, f32)] {
        &self.held
    }

    /// What a faction thinks of the character, when it has made up its mind.
    #[must_use]
    pub fn of(&self, faction: u16) -> Option<f32> {
        let at = self.held.binary_search_by_key(&faction, |&(id, _)| id);
        at.ok().map(|at| self.held[at].1)
    }

    /// Changes what a faction thinks, to be kept; false when there is no room for another.
    pub fn set(&mut self, faction: u16, amount: f32) -> bool {
        let is_held = self.learn(faction, amount);
        if is_held && !self.unsaved.contains(&faction) {
            self.unsaved.push(faction);
        }
        is_held
    }

    /// Takes over amounts that somebody else keeps already.
    pub fn learn_all(&mut self, amounts: &[(u16, f32)]) {
        for &(faction, amount) in amounts {
            self.learn(faction, amount);
        }
    }

    fn learn(&mut self, faction: u16, amount: f32) -> bool {
        match self.held.binary_search_by_key(&faction, |&(id, _)| id) {
            Ok(at) => self.held[at].1 = amount,
            Err(_) if self.held.len() >= REPUTATIONS_MAX => return false,
            Err(at) => self.held.insert(at, (faction, amount)),
        }
        true
    }

    /// What is to be kept; from here on it is the caller's to keep.
    #[must_use]
    pub fn take_unsaved(&mut self) -> Vec<(u16, f32)> {
        let unsaved = std::mem::take(&mut self.unsaved);
        let amount = |faction| Some((faction, self.of(faction)?));
        unsaved.into_iter().filter_map(amount).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_kept_once_with_its_newest_amount() {
        let mut reputations = Reputations::from_stored(vec![(9, 1.0), (3, 2.0), (9, 5.0)]);
        assert_eq!(reputations.all(), [(3, 2.0), (9, 1.0)]);
        assert!(reputations.set(5, 4.0) && reputations.set(5, -7.0) && reputations.set(3, 0.0));
        reputations.learn_all(&[(1, 8.0)]);
        assert_eq!(reputations.take_unsaved(), [(5, -7.0), (3, 0.0)]);
        assert!(reputations.take_unsaved().is_empty());
        assert_eq!((reputations.of(1), reputations.of(2)), (Some(8.0), None));
    }

    #[test]
    fn there_is_an_end_of_factions() {
        let mut reputations = Reputations::default();
        for faction in 0..REPUTATIONS_MAX as u16 {
            assert!(reputations.set(faction, 1.0));
        }
        assert!(!reputations.set(u16::MAX, 1.0) && reputations.set(0, 2.0));
        assert_eq!(reputations.all().len(), REPUTATIONS_MAX);
    }
}
