//! Time as a value that is handed in. Nothing below the shard reads a clock.

use serde::{Deserialize, Serialize};

/// Milliseconds since the process started; never goes back.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Millis(pub u64);

impl Millis {
    /// The instant `ms` milliseconds later; saturates.
    #[must_use]
    pub fn plus(self, ms: u64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds since `earlier`, 0 when `earlier` lies ahead.
    #[must_use]
    pub fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Milliseconds since the Unix epoch, for what is stored or shown.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct UnixMillis(pub i64);

impl UnixMillis {
    /// The time `ms` milliseconds later; saturates.
    #[must_use]
    pub fn plus(self, ms: u64) -> Self {
        Self(self.0.saturating_add_unsigned(ms))
    }

    /// Whole and fractional days since `earlier`; negative when `earlier` lies ahead.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> f32 {
        const MS_PER_DAY: f64 = 86_400_000.0;
        ((self.0 - earlier.0) as f64 / MS_PER_DAY) as f32
    }
}

/// Both clocks at one instant, as the shard hands them down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// For deadlines and intervals.
    pub mono: Millis,
    /// For what is stored or shown.
    pub unix: UnixMillis,
}
