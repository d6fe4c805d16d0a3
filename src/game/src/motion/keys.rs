//! Values at times, and what lies between them.

use bezgelor_core::Vec3;
use bezgelor_core::limits::MOTION_KEYS_MAX;
use bezgelor_core::time::Millis;
use protocol::enums::{ModeType, StateFlags};

use super::EntityClock;
use super::angles::Angles;

/// A value that has a middle with another of its kind, or keeps until the next.
pub trait Between: Copy {
    /// What it is at a share of the way to `other`.
    #[must_use]
    fn between(self, other: Self, share: f32) -> Self;
}

impl Between for f32 {
    fn between(self, other: Self, share: f32) -> Self {
        self + (other - self) * share
    }
}

impl Between for Vec3 {
    fn between(self, other: Self, share: f32) -> Self {
        Self::new(
            self.x.between(other.x, share),
            self.y.between(other.y, share),
            self.z.between(other.z, share),
        )
    }
}

impl Between for Angles {
    fn between(self, other: Self, share: f32) -> Self {
        self.towards(other, share)
    }
}

impl Between for StateFlags {
    fn between(self, _: Self, _: f32) -> Self {
        self
    }
}

impl Between for ModeType {
    fn between(self, _: Self, _: f32) -> Self {
        self
    }
}

/// Why keys are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeysFault {
    /// Fewer than two, or more than `MOTION_KEYS_MAX`.
    Count,
    /// Times do not rise.
    Order,
}

/// Values at times, at least two of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Keys<T> {
    /// Milliseconds from the beginning, rising.
    times_ms: Vec<u32>,
    values: Vec<T>,
}

impl<T: Between> Keys<T> {
    /// From pairs of milliseconds since the beginning and values.
    ///
    /// # Errors
    /// [`KeysFault`].
    pub fn new(keys: &[(u32, T)]) -> Result<Self, KeysFault> {
        if !(2..=MOTION_KEYS_MAX).contains(&keys.len()) {
            return Err(KeysFault::Count);
        }
        if keys.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
            return Err(KeysFault::Order);
        }
        Ok(Self {
            times_ms: keys.iter().map(|key| key.0).collect(),
            values: keys.iter().map(|key| key.1).collect(),
        })
    }

    /// Milliseconds from the beginning to the last key.
    #[must_use]
    pub fn lasts_ms(&self) -> u64 {
        self.times_ms.last().copied().map_or(0, u64::from)
    }

    /// The value after so many milliseconds: the first before its time, the last after its own.
    #[must_use]
    pub fn at(&self, after_ms: u64) -> T {
        let (from, to, share) = self.leg(after_ms);
        self.values[from].between(self.values[to], share)
    }

    /// The value at the end.
    #[must_use]
    pub fn last(&self) -> T {
        self.values[self.values.len() - 1]
    }

    /// The two keys a moment lies between, and how far it is from the first to the second.
    pub(super) fn leg(&self, after_ms: u64) -> (usize, usize, f32) {
        let passed = self
            .times_ms
            .partition_point(|&time| u64::from(time) <= after_ms);
        let last = self.times_ms.len() - 1;
        match passed {
            0 => (0, 0, 0.0),
            passed if passed > last => (last, last, 0.0),
            to => {
                let (begins, ends) = (self.times_ms[to - 1], self.times_ms[to]);
                let share = (after_ms - u64::from(begins)) as f32 / (ends - begins) as f32;
                (to - 1, to, share)
            }
        }
    }

    /// The value of one key.
    pub(super) fn value(&self, key: usize) -> T {
        self.values[key]
    }

    /// All values.
    pub(super) fn values(&self) -> &[T] {
        &self.values
    }

    /// The keys that still matter, at times on the entity clock: from the one passed last on, and
    /// two at least.
    pub(super) fn told(&self, clock: EntityClock, began_at: Millis) -> (Vec<u32>, Vec<T>) {
        let after_ms = clock.now.since(began_at);
        let from = self.leg(after_ms).0.min(self.times_ms.len() - 2);
        let times = self.times_ms[from..].iter();
        let told = times.map(|&time| clock.told(began_at, time));
        (told.collect(), self.values[from..].to_vec())
    }
}
