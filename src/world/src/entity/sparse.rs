//! A column in which few rows have something at a time.

use crate::entity::slots::Row;
use crate::entity::units::cut;

const NONE: u32 = u32::MAX;

/// What is given back is used again as it was left, so that its memory stays: whoever puts
/// something in says what of it counts.
#[derive(Debug)]
pub(crate) struct Sparse<T> {
    /// By row.
    of: Vec<u32>,
    slots: Vec<T>,
    free: Vec<u32>,
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self {
            of: Vec::new(),
            slots: Vec::new(),
            free: Vec::new(),
        }
    }
}

impl<T: Default> Sparse<T> {
    /// What a row has.
    pub(crate) fn get(&self, row: Row) -> Option<&T> {
        let slot = *self.of.get(row as usize)?;
        self.slots.get(slot as usize)
    }

    /// What a row has, to change it.
    pub(crate) fn get_mut(&mut self, row: Row) -> Option<&mut T> {
        let slot = *self.of.get(row as usize)?;
        self.slots.get_mut(slot as usize)
    }

    /// What a row has; something used when it had nothing.
    pub(crate) fn take(&mut self, row: Row) -> &mut T {
        let index = row as usize;
        if self.of.len() <= index {
            self.of.resize(index + 1, NONE);
        }
        if self.of[index] == NONE {
            self.of[index] = self.free.pop().unwrap_or_else(|| {
                self.slots.push(T::default());
                (self.slots.len() - 1) as u32
            });
        }
        &mut self.slots[self.of[index] as usize]
    }

    /// Forgets the rows from `rows` on, which have nothing.
    pub(crate) fn cut(&mut self, rows: usize) {
        cut(&mut self.of, rows);
    }

    /// The row has nothing any more.
    pub(crate) fn give_back(&mut self, row: Row) {
        let Some(slot) = self.of.get_mut(row as usize) else {
            return;
        };
        let slot = std::mem::replace(slot, NONE);
        if slot != NONE {
            self.free.push(slot);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_used_again_as_they_were_left() {
        let mut column: Sparse<Vec<u8>> = Sparse::default();
        column.take(7).extend([1, 2, 3]);
        assert_eq!(column.take(7).len(), 3, "the same one");
        column.take(2).push(9);
        column.give_back(7);
        column.give_back(7);
        column.give_back(900);
        assert!(column.get(7).is_none() && column.get_mut(900).is_none());
        assert_eq!(column.take(5).len(), 3, "with its memory");
        assert_eq!(column.slots.len(), 2);
        assert_eq!(column.get(2), Some(&vec![9]));
    }
}
