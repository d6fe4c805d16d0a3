//! What a character has seen of the maps: groups of hexes, which come into view as a whole.

use serde::{Deserialize, Serialize};

use crate::limits::HEX_GROUPS_MAX;

/// The groups a character has seen (`MapZoneHexGroup.tbl`). They are only ever added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explored {
    /// All of them, ascending, none twice.
    groups: Vec<u16>,
    /// Those of them that nobody was asked to keep yet, in the order they were seen.
    unsaved: Vec<u16>,
}

impl Explored {
    /// From what is stored, in any order.
    #[must_use]
    pub fn from_stored(mut groups: Vec<u16>) -> Self {
        groups.sort_unstable();
        groups.dedup();
        let unsaved = Vec::new();
        Self { groups, unsaved }
    }

    /// All groups seen, ascending.
    #[must_use]
    pub fn groups(&self) -> &[u16] {
        &self.groups
    }

    /// Whether a group was seen.
    #[must_use]
    pub fn has(&self, group: u16) -> bool {
        self.groups.binary_search(&group).is_ok()
    }

    /// Sees a group, to be kept; true when it is new.
    pub fn see(&mut self, group: u16) -> bool {
        let is_new = self.learn(group);
        if is_new {
            self.unsaved.push(group);
        }
        is_new
    }

    /// Takes over groups that somebody else keeps already.
    pub fn learn_all(&mut self, groups: &[u16]) {
        for &group in groups {
            self.learn(group);
        }
    }

    fn learn(&mut self, group: u16) -> bool {
        let place = self.groups.binary_search(&group);
        if let Err(at) = place
            && usize::from(group) < HEX_GROUPS_MAX
        {
            self.groups.insert(at, group);
            return true;
        }
        false
    }

    /// What is to be kept; from here on it is the caller's to keep.
    #[must_use]
    pub fn take_unsaved(&mut self) -> Vec<u16> {
        std::mem::take(&mut self.unsaved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_seen_once_and_kept_once() {
        let mut explored = Explored::from_stored(vec![9, 3, 9]);
        assert!(explored.see(5) && !explored.see(5) && !explored.see(3));
        assert!(!explored.see(HEX_GROUPS_MAX as u16), "no group has it");
        explored.learn_all(&[1, 5]);
        assert_eq!(explored.groups(), [1, 3, 5, 9]);
        assert_eq!(explored.take_unsaved(), [5], "the others are kept already");
        assert!(explored.take_unsaved().is_empty() && explored.has(5));
    }
}
