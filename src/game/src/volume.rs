//! Parts of space that something happens in.

use bezgelor_core::Vec3;

/// An upright cylinder: a row of `WorldLocation2.tbl`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Volume {
    /// Its middle.
    pub center: Vec3,
    /// World units in the plane.
    pub radius: f32,
    /// World units up and down from the middle; 0 for as far as you like.
    pub reach: f32,
}

impl Volume {
    /// Whether a point lies in it, its border included; no point lies in what is no number.
    #[must_use]
    pub fn contains(&self, point: Vec3) -> bool {
        let far = self.center.distance_squared_xz(point);
        let high = (self.center.y - point.y).abs();
        far <= self.radius * self.radius && (self.reach <= 0.0 || high <= self.reach)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_inside_by_both_measures() {
        let volume = Volume {
            center: Vec3::new(10.0, 100.0, 10.0),
            radius: 5.0,
            reach: 2.0,
        };
        let inside = |x, y, z| volume.contains(Vec3::new(x, y, z));
        assert!(inside(13.0, 102.0, 14.0) && inside(10.0, 98.0, 10.0));
        assert!(!inside(13.1, 100.0, 14.0) && !inside(10.0, 102.1, 10.0));
        assert!(!inside(f32::NAN, 100.0, 10.0));
        let pillar = Volume {
            reach: 0.0,
            ..volume
        };
        assert!(pillar.contains(Vec3::new(10.0, -900.0, 10.0)));
    }
}
