//! Write-behind of soft state on one shard: the newest state of each character, in batches, until
//! the database has it.
//!
//! Pure: [`Saves`] decides what to write next, a task of the host writes it. While the database is
//! away nothing is lost; there is one entry per character, so memory is bounded by the players.

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

use bezgelor_core::ids::CharacterId;
use bezgelor_core::limits::SOFT_STATE_BATCH_MAX;
use bezgelor_core::model::CharacterSoftState;

/// States waiting to be written. Lives on one shard.
#[derive(Debug, Default)]
pub struct Saves {
    waiting: BTreeMap<CharacterId, CharacterSoftState>,
    /// Characters that are gone: somebody waits for their state to be safe.
    last: BTreeSet<CharacterId>,
    writing: Option<Vec<CharacterSoftState>>,
}

impl Saves {
    /// Takes a state; of two of the same character the newer counts, with what was seen in both.
    pub fn push(&mut self, state: CharacterSoftState) {
        match self.waiting.entry(state.id) {
            Entry::Vacant(place) => _ = place.insert(state),
            Entry::Occupied(mut kept) => kept.get_mut().merge(state),
        }
    }

    /// The character is gone: report it once everything of it is written.
    pub fn push_last(&mut self, id: CharacterId) {
        self.last.insert(id);
    }

    /// The next batch to write; none while one is being written or nothing waits.
    pub fn begin(&mut self) -> Option<Vec<CharacterSoftState>> {
        if self.writing.is_some() || self.waiting.is_empty() {
            return None;
        }
        let mut batch = Vec::with_capacity(self.waiting.len().min(SOFT_STATE_BATCH_MAX));
        // Those somebody waits for come first.
        let urgent = self.last.iter().filter(|id| self.waiting.contains_key(id));
        let rest = self.waiting.keys().filter(|id| !self.last.contains(id));
        let ids: Vec<CharacterId> = urgent
            .chain(rest)
            .copied()
            .take(SOFT_STATE_BATCH_MAX)
            .collect();
        batch.extend(ids.iter().filter_map(|id| self.waiting.remove(id)));
        self.writing = Some(batch.clone());
        Some(batch)
    }

    /// The batch is in the database; the characters that are safe and gone.
    pub fn written(&mut self) -> Vec<CharacterId> {
        self.writing = None;
        self.safe()
    }

    /// The batch is not in the database; it waits again.
    pub fn failed(&mut self) {
        for state in self.writing.take().unwrap_or_default() {
            self.push(state);
        }
    }

    /// Characters that are gone and of which nothing waits.
    fn safe(&mut self) -> Vec<CharacterId> {
        let waiting = &self.waiting;
        let (waits, safe) = self.last.iter().partition(|id| waiting.contains_key(id));
        self.last = waits;
        let safe: BTreeSet<CharacterId> = safe;
        safe.into_iter().collect()
    }

    /// Characters that are gone and never had anything to write.
    pub fn nothing_to_write(&mut self) -> Vec<CharacterId> {
        if self.last.is_empty() || self.writing.is_some() {
            return Vec::new();
        }
        self.safe()
    }

    /// Whether somebody waits for a write.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        !self.last.is_empty()
    }

    /// Whether everything is in the database.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.writing.is_none() && self.last.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use bezgelor_core::geometry::Placement;
    use bezgelor_core::ids::{WorldId, WorldZoneId};
    use bezgelor_core::time::UnixMillis;

    use super::*;

    fn state(id: u64, revision: u64) -> CharacterSoftState {
        CharacterSoftState {
            id: CharacterId(id),
            world_id: WorldId(1),
            world_zone_id: WorldZoneId(0),
            placement: Placement::default(),
            played_s: 0,
            last_online_at: UnixMillis(0),
            revision,
            seen: Vec::new(),
            reputations: Vec::new(),
            read: Vec::new(),
            condition: Default::default(),
        }
    }

    #[test]
    fn only_the_newest_state_is_written() {
        let mut saves = Saves::default();
        saves.push(state(1, 2));
        saves.push(state(1, 1));
        saves.push(state(1, 3));
        assert_eq!(saves.begin(), Some(vec![state(1, 3)]));
        assert_eq!(saves.begin(), None, "one batch at a time");
        assert_eq!(saves.written(), []);
        assert!(saves.is_empty());
    }

    #[test]
    fn a_failed_batch_waits_again_but_never_overtakes() {
        let mut saves = Saves::default();
        saves.push(state(1, 1));
        saves.push(state(2, 1));
        saves.begin();
        saves.push(state(1, 2));
        saves.failed();
        assert_eq!(saves.begin(), Some(vec![state(1, 2), state(2, 1)]));
    }

    #[test]
    fn what_was_seen_before_is_not_lost_to_a_newer_state() {
        let mut saves = Saves::default();
        let saw = |revision, seen: &[u16]| CharacterSoftState {
            seen: seen.to_vec(),
            ..state(1, revision)
        };
        saves.push(saw(1, &[7]));
        saves.begin();
        saves.push(saw(3, &[9]));
        saves.push(saw(2, &[8]));
        saves.failed();
        let batch = saves.begin().expect("a state waits");
        assert_eq!(batch, [saw(3, &[9, 8, 7])]);
    }

    #[test]
    fn who_is_gone_is_reported_when_nothing_of_it_waits() {
        let mut saves = Saves::default();
        saves.push(state(1, 1));
        saves.begin();
        saves.push(state(1, 2));
        saves.push_last(CharacterId(1));
        assert_eq!(saves.written(), [], "revision 2 is not written yet");
        saves.begin();
        assert_eq!(saves.written(), [CharacterId(1)]);
        saves.push_last(CharacterId(2));
        assert!(!saves.is_empty());
        assert_eq!(saves.nothing_to_write(), [CharacterId(2)]);
        assert!(saves.is_empty());
    }

    #[test]
    fn the_awaited_go_first() {
        let mut saves = Saves::default();
        for id in 0..2 * SOFT_STATE_BATCH_MAX as u64 {
            saves.push(state(id, 1));
        }
        let awaited = CharacterId(2 * SOFT_STATE_BATCH_MAX as u64 - 1);
        saves.push_last(awaited);
        let batch = saves.begin().expect("states wait");
        assert_eq!((batch.len(), batch[0].id), (SOFT_STATE_BATCH_MAX, awaited));
        assert_eq!(saves.written(), [awaited]);
    }
}
