//! Bots that handle things of value and remember what they were told, over the end of a connection
//! and of a server. What they are shown when they come back must be what they were told: what was
//! confirmed is there, what was refused is not, and only the one wish that was never answered may
//! have gone either way.

mod bags;
mod characters;

use std::fmt;

pub use bags::Bags;
pub use characters::Characters;

/// What the server shows contradicts what it told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// What of it.
    pub kind: Kind,
    /// In words.
    pub what: String,
}

/// Ways to be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something confirmed is not there, or not as it was confirmed.
    Lost,
    /// Something is there that nobody was given, or again, or under an id that was used before.
    Doubled,
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::Lost => "lost",
            Kind::Doubled => "doubled",
        };
        write!(f, "{kind}: {}", self.what)
    }
}

impl std::error::Error for Contradiction {}

fn lost(what: String) -> Contradiction {
    Contradiction {
        kind: Kind::Lost,
        what,
    }
}

fn doubled(what: String) -> Contradiction {
    Contradiction {
        kind: Kind::Doubled,
        what,
    }
}

/// What became of the wishes of one bot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Answered.
    pub told: u64,
    /// Never answered; what became of them was seen later.
    pub in_doubt: u64,
}

/// Choices that are the same for the same seed.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice that fall as `seed` says.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        // Neighbouring seeds must not begin alike; zero would stay zero.
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..4 {
            dice.roll();
        }
        dice
    }

    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`, or 0.
    pub fn below(&mut self, end: u64) -> u64 {
        // The low bits of the generator are its weakest.
        (self.roll() >> 16) % end.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dice_follow_their_seed() {
        let throw = |seed| {
            let mut dice = Dice::new(seed);
            [(); 20].map(|()| dice.below(1000))
        };
        assert_eq!(throw(5), throw(5));
        assert_ne!(throw(5), throw(6));
        assert_eq!(Dice::new(0).below(0), 0);
    }
}
