//! Yaw, pitch and roll, and what lies between two of them.

use bezgelor_core::Vec3;

/// Yaw, pitch and roll in radians, as one turn in space.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Angles(pub Vec3);

impl Angles {
    /// As a quaternion (x, y, z, w): roll first, then pitch, then yaw.
    fn quaternion(self) -> [f32; 4] {
        let (sy, cy) = (self.0.x * 0.5).sin_cos();
        let (sp, cp) = (self.0.y * 0.5).sin_cos();
        let (sr, cr) = (self.0.z * 0.5).sin_cos();
        [
            cy * sp * cr + sy * cp * sr,
            sy * cp * cr - cy * sp * sr,
            cy * cp * sr - sy * sp * cr,
            cy * cp * cr + sy * sp * sr,
        ]
    }

    /// At a share of the shorter way to `other`: the straight line between the two quaternions, as
    /// the client mixes them (`features.md` section 7).
    #[must_use]
    pub fn towards(self, other: Self, share: f32) -> Self {
        let (a, b) = (self.quaternion(), other.quaternion());
        let dot: f32 = a.iter().zip(b).map(|(a, b)| a * b).sum();
        let sign = if dot < 0.0 { -1.0 } else { 1.0 };
        let mut mixed = [0.0_f32; 4];
        for axis in 0..4 {
            mixed[axis] = a[axis] + (b[axis] * sign - a[axis]) * share;
        }
        let length = mixed.iter().map(|axis| axis * axis).sum::<f32>().sqrt();
        let [x, y, z, w] = mixed.map(|axis| axis / length.max(f32::MIN_POSITIVE));
        Self(Vec3::new(
            (2.0 * (w * y + x * z)).atan2(1.0 - 2.0 * (x * x + y * y)),
            (2.0 * (w * x - y * z)).clamp(-1.0, 1.0).asin(),
            (2.0 * (w * z + x * y)).atan2(1.0 - 2.0 * (x * x + z * z)),
        ))
    }
}
