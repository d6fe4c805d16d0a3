//! What is thrown: from one point to another in a given time, drawn down on the way.

use bezgelor_core::Vec3;

/// A throw.
///
/// Gravity is in world units a second squared, more than 0 downwards, as the peers fly it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Throw {
    /// Where it begins.
    pub start: Vec3,
    /// Where it ends.
    pub end: Vec3,
    /// Milliseconds it takes; at least 1.
    pub flight_ms: u32,
    /// See above.
    pub gravity: f32,
}

impl Throw {
    /// World units a second at the moment it begins.
    fn launch(&self) -> Vec3 {
        let whole_s = self.flight_ms as f32 / 1000.0;
        let axis = |from: f32, to: f32| (to - from) / whole_s;
        Vec3::new(
            axis(self.start.x, self.end.x),
            axis(self.start.y, self.end.y) + 0.5 * self.gravity * whole_s,
            axis(self.start.z, self.end.z),
        )
    }

    /// Where it is after so many milliseconds.
    #[must_use]
    pub fn at(&self, after_ms: u64) -> Vec3 {
        if after_ms >= u64::from(self.flight_ms) {
            return self.end;
        }
        let (launch, t) = (self.launch(), after_ms as f32 / 1000.0);
        Vec3::new(
            self.start.x + launch.x * t,
            self.start.y + launch.y * t - 0.5 * self.gravity * t * t,
            self.start.z + launch.z * t,
        )
    }
}
