//! When which unit is to be looked at again: earliest first, one entry a unit.
//!
//! What is not on the agenda costs nothing, however many units stand in the zone.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use bezgelor_core::time::Millis;

use crate::entity::slots::Row;

/// The agenda. An entry that was replaced stays in the heap until its time and is passed over.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    heap: BinaryHeap<Reverse<(Millis, Row, u32)>>,
    /// By row: the stamp of the entry that counts; even for none.
    stamps: Vec<u32>,
}

impl Agenda {
    /// Looks at a unit at a time, and not at the time said before.
    pub(crate) fn put(&mut self, row: Row, at: Millis) {
        let index = row as usize;
        if self.stamps.len() <= index {
            self.stamps.resize(index + 1, 0);
        }
        let stamp = self.stamps[index].wrapping_add(1) | 1;
        self.stamps[index] = stamp;
        self.heap.push(Reverse((at, row, stamp)));
    }

    /// Whether a unit is on it.
    pub(crate) fn holds(&self, row: Row) -> bool {
        self.stamps
            .get(row as usize)
            .is_some_and(|stamp| stamp % 2 == 1)
    }

    /// Does not look at a unit any more.
    pub(crate) fn forget(&mut self, row: Row) {
        if let Some(stamp) = self.stamps.get_mut(row as usize)
            && *stamp % 2 == 1
        {
            *stamp = stamp.wrapping_add(1);
        }
    }

    /// Drops what would be passed over anyway. Stamps stay: rows come back.
    pub(crate) fn tidy(&mut self) {
        let stamps = &self.stamps;
        let counts = |&Reverse((_, row, stamp)): &Reverse<(Millis, Row, u32)>| {
            stamps.get(row as usize) == Some(&stamp)
        };
        self.heap.retain(counts);
        self.heap.shrink_to_fit();
    }

    /// The next unit whose time has come.
    pub(crate) fn pop_due(&mut self, now: Millis) -> Option<Row> {
        while let Some(&Reverse((at, row, stamp))) = self.heap.peek() {
            if at > now {
                return None;
            }
            self.heap.pop();
            let current = &mut self.stamps[row as usize];
            if *current == stamp {
                *current = current.wrapping_add(1);
                return Some(row);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_unit_comes_once_at_the_time_said_last() {
        let mut agenda = Agenda::default();
        agenda.put(7, Millis(50));
        agenda.put(3, Millis(20));
        agenda.put(7, Millis(10));
        agenda.put(5, Millis(20));
        assert_eq!(agenda.pop_due(Millis(9)), None);
        assert!(agenda.holds(7) && !agenda.holds(4));
        let due: Vec<Row> = std::iter::from_fn(|| agenda.pop_due(Millis(60))).collect();
        assert_eq!(due, [7, 3, 5]);
        assert!(!agenda.holds(7));
        agenda.put(7, Millis(65));
        agenda.forget(7);
        agenda.forget(900);
        assert!(!agenda.holds(7));
        agenda.put(7, Millis(70));
        assert_eq!(agenda.pop_due(Millis(70)), Some(7));
    }

    #[test]
    fn who_is_forgotten_does_not_come_and_costs_nothing() {
        let mut agenda = Agenda::default();
        agenda.put(7, Millis(u64::MAX));
        agenda.put(3, Millis(20));
        agenda.forget(7);
        agenda.forget(8);
        assert!(!agenda.holds(7));
        agenda.tidy();
        assert_eq!(agenda.heap.len(), 1);
        agenda.put(7, Millis(10));
        let due: Vec<Row> = std::iter::from_fn(|| agenda.pop_due(Millis(60))).collect();
        assert_eq!(due, [7, 3]);
    }
}
