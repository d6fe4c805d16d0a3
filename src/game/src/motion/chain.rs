//! Several splines travelled as one, each after the other.
//!
//! The command that tells of one has two heights, of take-off and landing, and flags. What a client
//! makes of them is not published, and no peer sends the command; they are told as 0.

use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::limits::SPLINE_CHAIN_MAX;

use crate::spline::{Along, Sample, Spline};

/// Splines of the client's tables, in the order they are travelled.
#[derive(Clone, Debug)]
pub struct Chain {
    splines: Vec<(u32, Arc<Spline>)>,
    /// Where beside the way: right, up, ahead.
    pub formation: Vec3,
}

impl Chain {
    /// From rows of `Spline2.tbl`; `None` for none, for more than `SPLINE_CHAIN_MAX`.
    #[must_use]
    pub fn new(splines: Vec<(u32, Arc<Spline>)>, formation: Vec3) -> Option<Self> {
        (1..=SPLINE_CHAIN_MAX)
            .contains(&splines.len())
            .then_some(Self { splines, formation })
    }

    /// The rows, in their order.
    pub fn ids(&self) -> impl Iterator<Item = u32> {
        self.splines.iter().map(|&(id, _)| id)
    }

    /// World units from one end to the other, without what lies between the splines.
    #[must_use]
    pub fn length(&self) -> f32 {
        self.splines.iter().map(|(_, spline)| spline.length()).sum()
    }

    /// Seconds from one end to the other at a speed in world units a second, rests included.
    #[must_use]
    pub fn duration_s(&self, speed: f32) -> f64 {
        let each = self.splines.iter();
        each.map(|(_, spline)| spline.duration_s(speed)).sum()
    }

    /// The place and the heading of a unit that travels at this speed.
    #[must_use]
    pub fn sample(&self, speed: f32, along: Along) -> Sample {
        let mut left_s = along.share * self.duration_s(speed);
        let last = self.splines.len() - 1;
        for (at, (_, spline)) in self.splines.iter().enumerate() {
            let whole_s = spline.duration_s(speed);
            if left_s <= whole_s || at == last {
                let share = (left_s / whole_s).clamp(0.0, 1.0);
                return spline.sample(speed, Along { share, ..along });
            }
            left_s -= whole_s;
        }
        Sample::default()
    }
}
