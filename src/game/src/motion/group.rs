//! One group of commands: its default, one value, or keys.

use bezgelor_core::time::Millis;

use super::EntityClock;
use super::keys::{Between, Keys};

/// What a group is set to.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Group<T> {
    /// What follows from the other groups.
    #[default]
    Default,
    /// This.
    Fixed(T),
    /// These, one after the other; the last of them stays.
    Keys {
        /// The values.
        keys: Keys<T>,
        /// When their first millisecond was.
        began_at: Millis,
    },
}

/// A group at a moment, ready to be told.
#[derive(Clone, Debug, PartialEq)]
pub enum Told<T> {
    /// Its default.
    Default,
    /// One value from here on.
    Fixed(T),
    /// Values, at times on the entity clock.
    Keys(Vec<u32>, Vec<T>),
}

impl<T: Between> Group<T> {
    /// The value at a moment; `None` for the default.
    #[must_use]
    pub fn at(&self, now: Millis) -> Option<T> {
        match self {
            Self::Default => None,
            Self::Fixed(value) => Some(*value),
            Self::Keys { keys, began_at } => Some(keys.at(now.since(*began_at))),
        }
    }

    /// What a client has to be told at a moment; keys that are over are one value.
    #[must_use]
    pub fn told(&self, clock: EntityClock) -> Told<T> {
        match self {
            Self::Default => Told::Default,
            Self::Fixed(value) => Told::Fixed(*value),
            Self::Keys { keys, began_at } => {
                let after_ms = clock.now.since(*began_at);
                if after_ms >= keys.lasts_ms() {
                    return Told::Fixed(keys.last());
                }
                let (times, values) = keys.told(clock, *began_at);
                Told::Keys(times, values)
            }
        }
    }
}
