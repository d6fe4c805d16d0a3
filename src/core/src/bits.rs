//! Sets of small numbers, a bit each: who of a crowd is meant. A thousand of them are 128 bytes,
//! are copied and joined sixty-four at a time, and come out in ascending order.

/// Numbers of one word.
const WORD: usize = u64::BITS as usize;

/// A growing set. Lives wherever its owner does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BitSet {
    words: Vec<u64>,
    count: u32,
}

impl BitSet {
    /// An empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            words: Vec::new(),
            count: 0,
        }
    }

    /// Whether `number` is in it.
    #[must_use]
    pub fn contains(&self, number: u32) -> bool {
        let word = self.words.get(number as usize / WORD).copied();
        word.is_some_and(|word| word >> (number as usize % WORD) & 1 != 0)
    }

    /// Adds a number; false when it was there.
    pub fn insert(&mut self, number: u32) -> bool {
        let at = number as usize / WORD;
        if self.words.len() <= at {
            self.words.resize(at + 1, 0);
        }
        let bit = 1 << (number as usize % WORD);
        let is_new = self.words[at] & bit == 0;
        self.words[at] |= bit;
        self.count += u32::from(is_new);
        is_new
    }

    /// Takes a number out; false when it was not there.
    pub fn remove(&mut self, number: u32) -> bool {
        let was = self.contains(number);
        if was {
            self.words[number as usize / WORD] &= !(1 << (number as usize % WORD));
            self.count -= 1;
        }
        was
    }

    /// Takes all out and keeps the memory.
    pub fn clear(&mut self) {
        self.words.clear();
        self.count = 0;
    }

    /// The numbers that are in it, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        numbers(&self.words)
    }

    /// The numbers that are in it and not in `other`, ascending.
    pub fn without<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = u32> + 'a {
        let others = other.words.iter().copied().chain(std::iter::repeat(0));
        let words = self.words.iter().zip(others).zip(0_u32..);
        words.flat_map(|((word, other), at)| of_word(word & !other, at))
    }

    /// Numbers in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// True without any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether any number in it has its bit in `mask`, that of its place within a word.
    #[must_use]
    pub fn has_any_of(&self, mask: u64) -> bool {
        self.words.iter().any(|word| word & mask != 0)
    }

    /// Number n is bit n % 64 of word n / 64; words at the end may be missing or empty.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        &self.words
    }
}

/// A word with one bit in each `step`, beginning with the lowest; `step` is from 1 to 63.
#[must_use]
pub const fn every(step: u32) -> u64 {
    u64::MAX / ((1 << step) - 1)
}

/// The numbers whose bits are set in `words`, ascending.
pub fn numbers(words: &[u64]) -> impl Iterator<Item = u32> {
    words
        .iter()
        .zip(0_u32..)
        .flat_map(|(&word, at)| of_word(word, at))
}

/// The numbers of word `at`, ascending.
fn of_word(word: u64, at: u32) -> impl Iterator<Item = u32> {
    // Each value has one bit less than the one before it.
    let rest = std::iter::successors(Some(word), |&rest| Some(rest & rest.wrapping_sub(1)));
    let bits = rest.take_while(|&rest| rest != 0).map(u64::trailing_zeros);
    bits.map(move |bit| at * u64::BITS + bit)
}

/// Turns a square of bits over: bit m of word n becomes bit n of word m.
pub fn transpose(square: &mut [u64; WORD]) {
    let mut width = WORD / 2;
    let mut low = u64::from(u32::MAX);
    while width > 0 {
        for block in (0..WORD).step_by(2 * width) {
            for row in block..block + width {
                // The upper right quarter changes places with the lower left one.
                let moved = (square[row] >> width ^ square[row + width]) & low;
                square[row] ^= moved << width;
                square[row + width] ^= moved;
            }
        }
        width /= 2;
        low ^= low << width;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_set_of_what_was_put_and_not_taken(
            changes in proptest::collection::vec((0_u32..300, any::<bool>()), 0..200),
        ) {
            let (mut bits, mut plain) = (BitSet::default(), BTreeSet::new());
            for (number, put) in changes {
                if put {
                    prop_assert_eq!(bits.insert(number), plain.insert(number));
                } else {
                    prop_assert_eq!(bits.remove(number), plain.remove(&number));
                }
                prop_assert_eq!(bits.len(), plain.len());
                prop_assert_eq!(bits.is_empty(), plain.is_empty());
            }
            prop_assert!((0..320).all(|n| bits.contains(n) == plain.contains(&n)));
            let listed: Vec<u32> = bits.iter().collect();
            prop_assert_eq!(listed, plain.into_iter().collect::<Vec<u32>>());
            bits.clear();
            prop_assert_eq!((bits.len(), bits.iter().count()), (0, 0));
        }

        #[test]
        fn a_difference_has_what_only_the_first_has(
            some in proptest::collection::btree_set(0_u32..300, 0..100),
            others in proptest::collection::btree_set(0_u32..500, 0..100),
        ) {
            let set = |of: &BTreeSet<u32>| {
                let mut set = BitSet::new();
                for number in of {
                    set.insert(*number);
                }
                set
            };
            let listed: Vec<u32> = set(&some).without(&set(&others)).collect();
            prop_assert_eq!(listed, some.difference(&others).copied().collect::<Vec<u32>>());
        }

        #[test]
        fn a_square_turned_over_has_rows_for_columns(
            rows in proptest::collection::vec(any::<u64>(), WORD),
        ) {
            let mut square = <[u64; WORD]>::try_from(rows.clone()).expect("as many");
            transpose(&mut square);
            for (n, row) in rows.iter().enumerate() {
                for (m, column) in square.iter().enumerate() {
                    prop_assert_eq!(row >> m & 1, column >> n & 1, "{} {}", n, m);
                }
            }
        }
    }
}
