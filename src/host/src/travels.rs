//! Write-behind of what journeys leave behind on one shard: one character at a time, the newest of
//! each.
//!
//! Pure, like [`crate::saves`]. Each change is of moment and rare, so there are no batches.

use std::collections::{BTreeMap, BTreeSet};

use bezgelor_core::ids::CharacterId;
use bezgelor_core::travel::Travel;

/// What waits to be written. Lives on one shard.
#[derive(Debug, Default)]
pub struct Travels {
    waiting: BTreeMap<CharacterId, Travel>,
    writing: Option<(CharacterId, Travel)>,
    /// Characters whose soft state is safe and whose journeys are not.
    saved: BTreeSet<CharacterId>,
}

impl Travels {
    /// Takes a state; a newer one of the same character replaces it.
    pub fn push(&mut self, id: CharacterId, travel: Travel) {
        match self.waiting.get_mut(&id) {
            Some(kept) if kept.revision > travel.revision => {}
            Some(kept) => *kept = travel,
            None => drop(self.waiting.insert(id, travel)),
        }
    }

    /// The next to write; none while one is being written or nothing waits. Those somebody waits
    /// for come first.
    pub fn begin(&mut self) -> Option<(CharacterId, Travel)> {
        if self.writing.is_some() {
            return None;
        }
        let awaited = self.saved.iter().find(|id| self.waiting.contains_key(id));
        let id = awaited.or(self.waiting.keys().next()).copied()?;
        let next = (id, self.waiting.remove(&id)?);
        self.writing = Some(next.clone());
        Some(next)
    }

    /// It is in the database, or waits again. The character, when it may be reported as saved now.
    pub fn written(&mut self, kept: bool) -> Option<CharacterId> {
        let (id, travel) = self.writing.take()?;
        if !kept {
            self.push(id, travel);
            return None;
        }
        let more = self.waiting.contains_key(&id);
        (!more && self.saved.remove(&id)).then_some(id)
    }

    /// True when a character whose soft state is safe has to wait for its journeys;
    /// [`Travels::written`] reports it.
    pub fn holds(&mut self, id: CharacterId) -> bool {
        let writing = self.writing.as_ref().is_some_and(|(own, _)| *own == id);
        let holds = writing || self.waiting.contains_key(&id);
        if holds {
            self.saved.insert(id);
        }
        holds
    }

    /// Whether everything is in the database.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.writing.is_none() && self.saved.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn travel(revision: u64) -> Travel {
        Travel {
            revision,
            ..Travel::default()
        }
    }

    const ANNA: CharacterId = CharacterId(1);
    const BERT: CharacterId = CharacterId(2);

    #[test]
    fn the_newest_is_written_one_at_a_time_and_a_failure_waits_again() {
        let mut travels = Travels::default();
        travels.push(ANNA, travel(2));
        travels.push(ANNA, travel(1));
        travels.push(BERT, travel(1));
        assert_eq!(travels.begin(), Some((ANNA, travel(2))));
        assert_eq!(travels.begin(), None);
        travels.push(ANNA, travel(3));
        assert_eq!(travels.written(false), None, "and does not overtake");
        assert_eq!(travels.begin(), Some((ANNA, travel(3))));
        assert_eq!(travels.written(true), None, "nobody waits for it");
        assert_eq!(travels.begin(), Some((BERT, travel(1))));
        travels.written(true);
        assert!(travels.is_empty());
    }

    #[test]
    fn who_is_gone_is_reported_when_nothing_of_it_waits_and_goes_first() {
        let mut travels = Travels::default();
        assert!(!travels.holds(BERT));
        travels.push(ANNA, travel(1));
        travels.push(BERT, travel(1));
        assert!(travels.holds(BERT));
        assert_eq!(travels.begin(), Some((BERT, travel(1))));
        travels.push(BERT, travel(2));
        assert_eq!(travels.written(true), None, "more of it waits");
        assert_eq!(travels.begin(), Some((BERT, travel(2))));
        assert_eq!(travels.written(true), Some(BERT));
    }
}
