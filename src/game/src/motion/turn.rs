//! Which way a unit looks.

use bezgelor_core::Vec3;
use bezgelor_core::ids::UnitId;
use bezgelor_core::time::Millis;
use protocol::unions::IEntityCommandModel as Command;
use protocol::wire::float::pack_f16;

use super::EntityClock;
use super::angles::Angles;
use super::course::{Course, Track};
use super::group::{Group, Told};

/// What the group of rotation is set to.
#[derive(Clone, Debug, Default)]
pub enum Turn {
    /// Where it travels; who stands keeps looking where it did.
    #[default]
    Travel,
    /// A value, or keys.
    Set(Group<Angles>),
    /// At somebody, level, wherever that goes.
    Unit(UnitId),
    /// At a point, up or down as well.
    Point(Vec3),
    /// Round and round, then as it is.
    Spin {
        /// How it looks when it begins.
        from: Vec3,
        /// When that was.
        began_at: Millis,
        /// Milliseconds it spins.
        lasts_ms: u32,
        /// Radians a second of yaw.
        speed: f32,
    },
    /// As somebody would who travelled this; of courses of the client's tables alone.
    Along(Course),
}

/// What a turn depends on besides itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facing {
    /// Where the unit is.
    pub position: Vec3,
    /// Where it travels, as yaw; `None` when it does not.
    pub travels: Option<f32>,
    /// How it looked before.
    pub before: Vec3,
}

impl Turn {
    /// Yaw, pitch and roll at a moment. `place` tells where somebody is.
    pub fn at(
        &self,
        now: Millis,
        facing: Facing,
        place: impl FnOnce(UnitId) -> Option<Vec3>,
    ) -> Vec3 {
        let level = |yaw: Option<f32>| yaw.map(|yaw| Vec3::new(yaw, 0.0, 0.0));
        let found = match self {
            Self::Travel => level(facing.travels),
            Self::Set(group) => group.at(now).map(|angles| angles.0),
            Self::Unit(unit) => {
                let to = place(*unit).map(|to| to - facing.position);
                level(to.and_then(crate::spline::yaw))
            }
            Self::Point(point) => look(*point - facing.position),
            Self::Spin {
                from,
                began_at,
                lasts_ms,
                speed,
            } => {
                let spun_ms = now.since(*began_at).min(u64::from(*lasts_ms));
                let yaw = f64::from(from.x) + f64::from(*speed) * spun_ms as f64 / 1000.0;
                Some(Vec3::new(wrapped(yaw), from.y, from.z))
            }
            Self::Along(course) => level(course.at(now).0.yaw()),
        };
        found.unwrap_or(facing.before)
    }

    /// The command that makes a client turn so from here on.
    #[must_use]
    pub fn command(&self, clock: EntityClock) -> Command {
        let blend = false;
        match self {
            Self::Travel => Command::SetRotationDefaults { blend },
            Self::Set(group) => told_angles(group.told(clock)),
            &Self::Unit(UnitId(unit_id)) => Command::SetRotationFaceUnit { unit_id, blend },
            &Self::Point(position) => Command::SetRotationFacePosition { position, blend },
            &Self::Spin {
                from,
                began_at,
                lasts_ms,
                speed,
            } => Command::SetRotationSpin {
                rotation: from,
                flight_time: lasts_ms,
                spin: speed,
                offset: clock.now.since(began_at).min(u64::from(lasts_ms)) as u32,
                blend,
            },
            Self::Along(course) => along(course, clock),
        }
    }
}

fn told_angles(told: Told<Angles>) -> Command {
    let blend = false;
    match told {
        Told::Default => Command::SetRotationDefaults { blend },
        Told::Fixed(Angles(rotation)) => Command::SetRotation { rotation, blend },
        Told::Keys(times, angles) => Command::SetRotationKeys {
            times,
            rotations: angles.into_iter().map(|angles| angles.0).collect(),
            type_: 0,
            offset: 0,
            blend,
        },
    }
}

/// The turn along a course of the tables; of another course, as one looks on it now.
fn along(course: &Course, clock: EntityClock) -> Command {
    let mode = course.repeat.number();
    let position = course.told_turns(clock.now);
    match &course.track {
        Track::Table { id, .. } => Command::SetRotationSpline {
            spline_id: *id,
            speed: pack_f16(course.speed),
            position,
            mode,
            offset: 0,
            blend: false,
            adjust_speed_to_length: true,
        },
        Track::Chain(chain) => Command::SetRotationMultiSpline {
            spline_ids: chain.ids().collect(),
            speed: course.speed,
            position,
            takeoff_location_height: 0.0,
            landing_location_height: 0.0,
            mode,
            offset: 0,
            multi_spline_flags: 0,
            blend: false,
        },
        _ => Command::SetRotation {
            rotation: Vec3::new(course.at(clock.now).0.yaw().unwrap_or(0.0), 0.0, 0.0),
            blend: false,
        },
    }
}

/// Yaw and pitch of a direction; `None` for no direction.
fn look(direction: Vec3) -> Option<Vec3> {
    let length = direction.distance_squared(Vec3::default()).sqrt();
    let pitch = (-direction.y / length).clamp(-1.0, 1.0).asin();
    (length > 1e-4).then(|| Vec3::new(crate::spline::yaw(direction).unwrap_or(0.0), pitch, 0.0))
}

/// An angle between minus and plus half a turn.
fn wrapped(angle: f64) -> f32 {
    let turn = std::f64::consts::TAU;
    (angle - (angle / turn).round() * turn) as f32
}
