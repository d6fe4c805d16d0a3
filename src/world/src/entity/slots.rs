//! Places for units, and ids that stop meaning anything once their unit is gone.
//!
//! A [`UnitId`] is a row and a generation: 18 bits say which row of the columns, 14 bits how often
//! that row was given away before. Rows are reused oldest first, so an id comes back only after
//! 16,384 lives of its row; until then a late message about somebody who left finds nobody.

use std::collections::VecDeque;

use bezgelor_core::ids::UnitId;
use bezgelor_core::limits::ENTITIES_PER_ZONE_MAX;

const ROW_BITS: u32 = 18;
const ROW_MASK: u32 = (1 << ROW_BITS) - 1;
const GENERATIONS: u16 = 1 << (32 - ROW_BITS);

const _: () = assert!(
    ENTITIES_PER_ZONE_MAX <= 1 << ROW_BITS,
    "a unit id must be able to name every row"
);

/// Row of the unit columns; only good while its unit lives.
pub(crate) type Row = u32;

/// Hands out rows. Row 0 is never given away, so that no id is 0, which the client takes for
/// nobody.
#[derive(Debug)]
pub(crate) struct Slots {
    /// How often each row was given away, those the columns no longer have among them.
    generations: Vec<u16>,
    alive: Vec<bool>,
    free: VecDeque<Row>,
    count: usize,
}

impl Slots {
    /// No row given away yet.
    pub(crate) fn new() -> Self {
        Self {
            generations: vec![0],
            alive: vec![false],
            free: VecDeque::new(),
            count: 0,
        }
    }

    /// A row for a new unit, or `None` when the zone is full.
    pub(crate) fn take(&mut self) -> Option<Row> {
        let row = if self.alive.len() < ENTITIES_PER_ZONE_MAX {
            match self.free.pop_front() {
                Some(row) => row,
                None => self.grow(),
            }
        } else {
            self.free.pop_front()?
        };
        self.alive[row as usize] = true;
        self.count += 1;
        Some(row)
    }

    fn grow(&mut self) -> Row {
        self.alive.push(false);
        if self.generations.len() < self.alive.len() {
            self.generations.push(0);
        }
        (self.alive.len() - 1) as Row
    }

    /// Gives up the rows behind the last that lives, when those are more than the others; true when
    /// it did. What was given away before keeps its number of lives.
    pub(crate) fn shrink(&mut self) -> bool {
        let last = self.alive.iter().rposition(|&alive| alive);
        let rows = last.map_or(1, |row| row + 1);
        if self.alive.len() < 2 * rows {
            return false;
        }
        self.alive.truncate(rows);
        self.alive.shrink_to_fit();
        self.free.retain(|&row| (row as usize) < rows);
        self.free.shrink_to_fit();
        true
    }

    /// Gives a row back; its id means nobody from now on.
    pub(crate) fn give_back(&mut self, row: Row) {
        let index = row as usize;
        assert!(self.alive[index], "row {row} was given back twice");
        self.alive[index] = false;
        self.generations[index] = (self.generations[index] + 1) % GENERATIONS;
        self.free.push_back(row);
        self.count -= 1;
    }

    /// Gives the unit in a row a new name: for the world it left and came into again.
    pub(crate) fn rename(&mut self, row: Row) {
        let generation = &mut self.generations[row as usize];
        *generation = (*generation + 1) % GENERATIONS;
    }

    /// The name of the unit that lives in `row`.
    pub(crate) fn id(&self, row: Row) -> UnitId {
        UnitId(u32::from(self.generations[row as usize]) << ROW_BITS | row)
    }

    /// The row of a unit that still lives.
    pub(crate) fn row(&self, id: UnitId) -> Option<Row> {
        let row = id.0 & ROW_MASK;
        let index = row as usize;
        let lives =
            *self.alive.get(index)? && u32::from(self.generations[index]) == id.0 >> ROW_BITS;
        lives.then_some(row)
    }

    /// Units alive.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Rows of the units alive, ascending.
    pub(crate) fn alive(&self) -> impl Iterator<Item = Row> {
        let rows = self.alive.iter().enumerate();
        rows.filter(|(_, alive)| **alive).map(|(row, _)| row as Row)
    }

    /// Rows there are, given away or not; the length of every column.
    pub(crate) fn rows(&self) -> usize {
        self.alive.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_outlives_nobody() {
        let mut slots = Slots::new();
        let row = slots.take().expect("room");
        let id = slots.id(row);
        assert_ne!(id, UnitId(0));
        assert_eq!(slots.row(id), Some(row));
        slots.give_back(row);
        assert_eq!(slots.row(id), None);
        let again = slots.take().expect("room");
        assert_eq!(again, row);
        assert_ne!(slots.id(again), id);
    }

    #[test]
    fn invented_ids_name_nobody() {
        let slots = Slots::new();
        for id in [0, 1, ROW_MASK, u32::MAX] {
            assert_eq!(slots.row(UnitId(id)), None);
        }
    }

    #[test]
    fn a_full_zone_takes_nobody_and_recovers() {
        let mut slots = Slots::new();
        let mut last = 0;
        while let Some(row) = slots.take() {
            last = row;
        }
        assert_eq!(slots.count(), ENTITIES_PER_ZONE_MAX - 1);
        slots.give_back(last);
        assert_eq!(slots.take(), Some(last));
    }

    #[test]
    fn rows_given_up_come_back_with_other_names() {
        let mut slots = Slots::new();
        let rows: Vec<Row> = (0..100).map(|_| slots.take().expect("room")).collect();
        let names: Vec<UnitId> = rows.iter().map(|&row| slots.id(row)).collect();
        for &row in &rows[20..] {
            slots.give_back(row);
        }
        assert!(slots.shrink());
        assert_eq!(slots.rows(), 21, "row 0 and those that live");
        assert!(!slots.shrink(), "nothing more to give up");
        assert_eq!(slots.row(names[19]), Some(rows[19]));
        assert_eq!(slots.row(names[60]), None);
        let again: Vec<UnitId> = (0..80)
            .map(|_| slots.take().map(|row| slots.id(row)).expect("room"))
            .collect();
        assert!(again.iter().all(|name| !names.contains(name)));
        assert_eq!(slots.rows(), 101);
    }

    proptest! {
        #[test]
        fn living_ids_are_distinct(takes in proptest::collection::vec(any::<bool>(), 1..300)) {
            let mut slots = Slots::new();
            let mut living: Vec<Row> = Vec::new();
            for take in takes {
                if take || living.is_empty() {
                    living.push(slots.take().expect("room"));
                } else {
                    slots.give_back(living.remove(0));
                }
                let mut ids: Vec<UnitId> = living.iter().map(|&row| slots.id(row)).collect();
                ids.sort();
                ids.dedup();
                prop_assert_eq!(ids.len(), living.len());
                prop_assert_eq!(slots.count(), living.len());
            }
        }
    }
}
