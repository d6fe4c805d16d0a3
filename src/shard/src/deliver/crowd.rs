//! Messages that go to some of a crowd, turned over: what each member gets, in order.
//!
//! A step of a crowd is a square of bits, a row for each message and a column for each member. Read
//! by columns it says what a recipient gets; sixty-four columns are turned at a time, so that what
//! is being read stays in the nearest cache.

use bezgelor_core::bits;

/// Members of a stripe, and messages of a word.
pub(super) const STRIPE: usize = u64::BITS as usize;

/// The square. Its memory is kept from step to step.
#[derive(Default)]
pub(super) struct Crowd {
    /// Words of one row.
    width: usize,
    rows: Vec<u64>,
    /// Of each message: its number among all of the step.
    numbers: Vec<u32>,
    /// For each member of the stripe, which of the messages it gets.
    stripe: Vec<u64>,
}

impl Crowd {
    /// Forgets everything and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.width = 0;
        self.rows.clear();
        self.numbers.clear();
    }

    /// The messages that follow go to some of so many.
    pub(super) fn begin(&mut self, members: usize) {
        self.clear();
        self.width = members.div_ceil(STRIPE);
    }

    /// Another message, with a greater number than the one before.
    pub(super) fn push(&mut self, number: u32, chosen: &[u64]) {
        let length = chosen.len().min(self.width);
        self.rows.extend_from_slice(&chosen[..length]);
        self.numbers.push(number);
        self.rows.resize(self.numbers.len() * self.width, 0);
    }

    /// Turns the columns of the members from `first` on, a multiple of [`STRIPE`].
    pub(super) fn turn(&mut self, first: usize) {
        let blocks = self.numbers.len().div_ceil(STRIPE);
        self.stripe.resize(blocks * STRIPE, 0);
        let column = first / STRIPE;
        for (block, rows) in self.rows.chunks(self.width * STRIPE).enumerate() {
            let mut square = [0; STRIPE];
            for (word, row) in square.iter_mut().zip(rows.chunks_exact(self.width)) {
                *word = row[column];
            }
            bits::transpose(&mut square);
            for (member, word) in square.into_iter().enumerate() {
                self.stripe[member * blocks + block] = word;
            }
        }
    }

    /// Appends the numbers of the messages that `member` gets, one of the stripe turned last.
    pub(super) fn list(&self, member: usize, out: &mut Vec<u32>) {
        let blocks = self.numbers.len().div_ceil(STRIPE);
        let words = &self.stripe[member % STRIPE * blocks..][..blocks];
        out.reserve(self.numbers.len());
        for (word, numbers) in words.iter().zip(self.numbers.chunks(STRIPE)) {
            // In a crowd that sees itself, most members get most of the messages.
            if let (&u64::MAX, Some(numbers)) = (word, numbers.first_chunk::<STRIPE>()) {
                out.extend_from_slice(numbers);
                continue;
            }
            let mut rest = *word;
            while rest != 0 {
                out.push(numbers[rest.trailing_zeros() as usize]);
                rest &= rest - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_member_gets_what_has_its_bit(
            members in 1_usize..300,
            chosen in proptest::collection::vec(
                (any::<bool>(), proptest::collection::vec(any::<u64>(), 0..6)), 0..200),
        ) {
            let mut crowd = Crowd::default();
            // Twice, to see that the memory between is clean.
            for _ in 0..2 {
                crowd.begin(members);
                let rows: Vec<Vec<u64>> = chosen
                    .iter()
                    .map(|(all, words)| match all {
                        true => vec![u64::MAX; words.len()],
                        false => words.clone(),
                    })
                    .collect();
                for (number, words) in rows.iter().enumerate() {
                    crowd.push(number as u32 * 3, words);
                }
                for member in 0..members {
                    if member % STRIPE == 0 {
                        crowd.turn(member);
                    }
                    let mut listed = Vec::new();
                    crowd.list(member, &mut listed);
                    let has = |words: &Vec<u64>| {
                        words.get(member / STRIPE).is_some_and(|w| w >> (member % STRIPE) & 1 != 0)
                    };
                    let expected: Vec<u32> = rows
                        .iter()
                        .zip((0..).step_by(3))
                        .filter(|(words, _)| has(words))
                        .map(|(_, number)| number)
                        .collect();
                    prop_assert_eq!(listed, expected);
                }
            }
        }
    }
}
