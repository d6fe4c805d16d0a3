//! How long somebody can hold its breath under water, and what it costs to stay there.
//!
//! The client shows breath as a meter of 100: its interface has that number, and so has the row of
//! `Hazard.tbl` for it. What is lost a second is the property `BreathDecay` (125), 0.8 by
//! `UnitProperty2.tbl`. That hazards count by the second is what the client shows of those that are
//! timers: they lose 1, and it writes their meter as minutes and seconds. How breath comes back and
//! what it costs to have none is not published; those numbers are ours.

use bezgelor_core::time::Millis;

/// Milliseconds between two looks at who is under water, and between two moments that hurt. Ours.
pub const PULSE_MS: u64 = 1_000;
/// Of all health, what each moment without breath costs. Ours.
pub const PULSE_SHARE: f32 = 0.1;
/// Of all breath, what a second in the air gives back. Ours.
const REFILL: f32 = 0.2;
/// World units from the feet to above the mouth of the tallest who swims: whoever swims at the
/// surface breathes. Ours.
const MOUTH: f32 = 3.0;

/// What the tables say of drowning; [`Drowning::default`] is what the client's own say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drowning {
    /// The row of `Hazard.tbl` that the client shows.
    pub hazard: u16,
    /// Its meter when it has run its whole way.
    pub meter_max: f32,
    /// Whether the meter is full at the beginning and runs empty, or the other way about.
    pub starts_full: bool,
    /// Shares of the way at which the meter has passed a threshold; 0 for none.
    pub thresholds: [f32; 3],
    /// Of the meter, what is lost a second.
    pub decay: f32,
}

impl Default for Drowning {
    fn default() -> Self {
        Self {
            hazard: 1,
            meter_max: 100.0,
            starts_full: false,
            thresholds: [0.25, 0.5, 0.75],
            decay: 0.8,
        }
    }
}

impl Drowning {
    /// What the meter shows when a share of all breath, 0 to 1, is gone.
    #[must_use]
    pub fn meter(&self, lost: f32) -> f32 {
        let share = if self.starts_full { 1.0 - lost } else { lost };
        share * self.meter_max
    }

    /// How many thresholds that has passed.
    #[must_use]
    pub fn passed(&self, lost: f32) -> u32 {
        let passed = self.thresholds.iter().filter(|&&at| at > 0.0 && lost >= at);
        passed.count() as u32
    }
}

/// Somebody's breath.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Breath {
    /// The share that is gone, 0 to 1.
    lost: f32,
    /// When it was looked at last, while it is followed.
    seen_at: Option<Millis>,
    /// Its client shows the meter.
    pub is_shown: bool,
}

impl Breath {
    /// Time has passed, all of it under water or all of it not. True when somebody who is under
    /// water has no breath left.
    pub fn pass(&mut self, now: Millis, is_under: bool, drowning: &Drowning) -> bool {
        let seen_at = self.seen_at.replace(now).unwrap_or(now);
        let seconds = now.since(seen_at) as f32 / 1_000.0;
        let change = if is_under {
            drowning.decay / drowning.meter_max * seconds
        } else {
            -REFILL * seconds
        };
        // What is no number would be for ever.
        let change = if change.is_finite() { change } else { 0.0 };
        self.lost = (self.lost + change).clamp(0.0, 1.0);
        is_under && self.lost >= 1.0
    }

    /// The share that is gone, 0 to 1.
    #[must_use]
    pub fn lost(&self) -> f32 {
        self.lost
    }
}

/// Whether somebody who stands at a height has its mouth under a surface.
#[must_use]
pub fn is_under(height: f32, surface: f32) -> bool {
    surface - height > MOUTH
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn breath_lasts_two_minutes_and_comes_back_in_seconds() {
        let (mut breath, drowning) = (Breath::default(), Drowning::default());
        let mut pass = |at: u64, is_under| breath.pass(Millis(at * 1_000), is_under, &drowning);
        assert!(!pass(0, true), "it is looked at for the first time");
        let first = (1..200).find(|&at| pass(at, true));
        assert_eq!(first, Some(125));
        assert!(pass(126, true), "as long as it stays");
        assert!(!pass(127, false));
        assert!(!pass(132, false));
        assert!(breath.lost().abs() < 1e-6);
    }

    #[test]
    fn the_meter_runs_the_way_its_row_says() {
        let fills = Drowning::default();
        let empties = Drowning {
            starts_full: true,
            ..fills
        };
        assert!((fills.meter(0.3) - 30.0).abs() < 1e-4);
        assert!((empties.meter(0.3) - 70.0).abs() < 1e-4);
        assert_eq!(
            [0.0, 0.25, 0.6, 1.0].map(|lost| fills.passed(lost)),
            [0, 1, 2, 3]
        );
    }

    #[test]
    fn who_swims_at_the_surface_breathes() {
        assert!(!is_under(-2.5, 0.0));
        assert!(is_under(-3.5, 0.0));
        assert!(!is_under(f32::NAN, 0.0) && !is_under(0.0, f32::NAN));
    }

    proptest! {
        #[test]
        fn nobody_drowns_early_whatever_the_tables_say(
            ms in proptest::collection::vec(0_u64..5_000, 1..60),
            decay in any::<f32>(),
            meter_max in any::<f32>(),
        ) {
            let drowning = Drowning { meter_max, decay, ..Drowning::default() };
            let (mut breath, mut now) = (Breath::default(), 0);
            for ms in ms {
                now += ms;
                breath.pass(Millis(now), now % 3 == 0, &drowning);
                prop_assert!((0.0..=1.0).contains(&breath.lost()));
            }
            let (mut breath, drowning) = (Breath::default(), Drowning::default());
            breath.pass(Millis(0), true, &drowning);
            prop_assert_eq!(breath.pass(Millis(now), true, &drowning), now >= 125_000);
        }
    }
}
