//! How deep somebody fell, and what that costs.
//!
//! The client says when it falls and when it lands, never how much it hurts: the depth is measured
//! from the heights the server believed. What a depth costs is ours, since nobody has published the
//! original's numbers.

/// World units one can fall unharmed: more than two jumps on top of one another.
pub const HARMLESS_DEPTH: f32 = 20.0;
/// World units that cost all health.
pub const DEADLY_DEPTH: f32 = 80.0;

/// Whether somebody is falling, and from how high.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fall {
    /// The highest point of the fall under way.
    top: Option<f32>,
}

impl Fall {
    /// Where somebody is now; the depth of a fall that is over, when it ended on the ground.
    pub fn follow(&mut self, height: f32, is_falling: bool, is_in_water: bool) -> Option<f32> {
        if is_in_water {
            self.top = None;
        } else if is_falling {
            self.top = Some(self.top.map_or(height, |top| top.max(height)));
        } else {
            return self.top.take().map(|top| (top - height).max(0.0));
        }
        None
    }

    /// Somebody was put where it is: what was before does not count.
    pub fn forget(&mut self) {
        self.top = None;
    }
}

/// The share of all health a fall costs, 0 to 1.
#[must_use]
pub fn cost(depth: f32) -> f32 {
    ((depth - HARMLESS_DEPTH) / (DEADLY_DEPTH - HARMLESS_DEPTH)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_is_as_deep_as_from_its_highest_point() {
        let mut fall = Fall::default();
        assert_eq!(fall.follow(10.0, false, false), None, "it walks");
        for height in [10.0, 14.0, 2.0, -40.0] {
            assert_eq!(fall.follow(height, true, false), None);
        }
        assert_eq!(fall.follow(-46.0, false, false), Some(60.0));
        assert_eq!(fall.follow(-50.0, false, false), None, "it walks on");
    }

    #[test]
    fn water_and_being_put_elsewhere_end_a_fall_harmlessly() {
        let mut fall = Fall::default();
        fall.follow(100.0, true, false);
        assert_eq!(fall.follow(0.0, true, true), None);
        assert_eq!(fall.follow(0.0, false, true), None);
        assert_eq!(fall.follow(0.0, false, false), None);
        fall.follow(100.0, true, false);
        fall.forget();
        assert_eq!(fall.follow(0.0, false, false), None);
    }

    #[test]
    fn jumps_cost_nothing_and_deep_falls_everything() {
        assert_eq!(cost(HARMLESS_DEPTH).to_bits(), 0.0_f32.to_bits());
        assert!((cost(50.0) - 0.5).abs() < 1e-6);
        assert!((cost(1e9) - 1.0).abs() < 1e-6);
        assert!(cost(f32::NEG_INFINITY) <= 0.0);
    }
}
