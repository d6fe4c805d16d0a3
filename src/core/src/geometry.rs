//! Positions and angles in the client's axes: x east, y up, z south; angles in radians.

use std::ops::{Add, Mul, Sub};

use serde::{Deserialize, Serialize};

/// A point or direction in world units (about a metre).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Vec3 {
    /// East.
    pub x: f32,
    /// Up.
    pub y: f32,
    /// South.
    pub z: f32,
}

impl Vec3 {
    /// A point from its three coordinates.
    #[must_use]
    pub const fn new(x: f32, y: f32, z: f32) -> Self {
        Self { x, y, z }
    }

    /// True when no coordinate is NaN or infinite.
    #[must_use]
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite() && self.z.is_finite()
    }

    /// Squared distance in the horizontal plane, which is what vision is measured in.
    #[must_use]
    pub fn distance_squared_xz(self, other: Self) -> f32 {
        let (dx, dz) = (self.x - other.x, self.z - other.z);
        dx * dx + dz * dz
    }

    /// Squared distance in space.
    #[must_use]
    pub fn distance_squared(self, other: Self) -> f32 {
        let dy = self.y - other.y;
        dy * dy + self.distance_squared_xz(other)
    }
}

impl Add for Vec3 {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y, self.z + other.z)
    }
}

impl Sub for Vec3 {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y, self.z - other.z)
    }
}

impl Mul<f32> for Vec3 {
    type Output = Self;

    fn mul(self, by: f32) -> Self {
        Self::new(self.x * by, self.y * by, self.z * by)
    }
}

/// Where somebody stands and which way they look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Placement {
    /// The point.
    pub position: Vec3,
    /// Yaw, pitch and roll in radians, in the wire's order (`Rotation.X` is the yaw).
    pub rotation: Vec3,
}
