//! Everything of a unit's motion besides its position, and what all of it comes to at a moment.

use bezgelor_core::Vec3;
use bezgelor_core::ids::UnitId;
use bezgelor_core::time::Millis;
use protocol::enums::{ModeType, StateFlags};
use protocol::unions::IEntityCommandModel as Command;

use super::EntityClock;
use super::course::Course;
use super::group::{Group, Told};
use super::turn::{Facing, Turn};

/// The groups of rotation, velocity, move, scale, state and mode.
#[derive(Clone, Debug, Default)]
pub struct Bearing {
    /// Which way it looks.
    pub turn: Turn,
    /// World units a second; by default what its course makes of it.
    pub velocity: Group<Vec3>,
    /// Which way its legs go; by default none.
    pub steer: Group<Vec3>,
    /// How large it is; there is no command for the default, which is 1.
    pub scale: Group<f32>,
    /// What it does; by default what follows from velocity, move and mode.
    pub state: Group<StateFlags>,
    /// How it moves; walking by default.
    pub mode: Group<ModeType>,
}

/// Where a unit is.
#[derive(Clone, Copy, Debug)]
pub enum Stand<'a> {
    /// At a place.
    At(Vec3),
    /// Somewhere on a course.
    On(&'a Course),
}

/// A unit at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// The place.
    pub position: Vec3,
    /// Yaw, pitch and roll.
    pub rotation: Vec3,
    /// World units a second.
    pub velocity: Vec3,
    /// Which way its legs go.
    pub steer: Vec3,
    /// How large it is.
    pub scale: f32,
    /// What it does.
    pub state: StateFlags,
    /// How it moves.
    pub mode: ModeType,
}

impl Bearing {
    /// Who travels and looks where it goes.
    #[must_use]
    pub fn travelling() -> Self {
        Self {
            state: Group::Fixed(StateFlags::Move),
            mode: Group::Fixed(ModeType::Walk),
            ..Self::default()
        }
    }

    /// The unit at a moment; `before` is how it looked, `place` tells where somebody is.
    pub fn pose(
        &self,
        now: Millis,
        stand: Stand<'_>,
        before: Vec3,
        place: impl FnOnce(UnitId) -> Option<Vec3>,
    ) -> Pose {
        let (position, travels, by_course) = match stand {
            Stand::At(position) => (position, None, Vec3::default()),
            Stand::On(course) => {
                let (sample, _) = course.at(now);
                (sample.position, sample.yaw(), course.velocity(now))
            }
        };
        let facing = Facing {
            position,
            travels,
            before,
        };
        let velocity = self.velocity.at(now).unwrap_or(by_course);
        let steer = self.steer.at(now).unwrap_or_default();
        let mode = self.mode.at(now).unwrap_or(ModeType::Walk);
        let state = self.state.at(now);
        Pose {
            position,
            rotation: self.turn.at(now, facing, place),
            velocity,
            steer,
            scale: self.scale.at(now).unwrap_or(1.0),
            state: state.unwrap_or_else(|| usual_state(velocity, steer, mode)),
            mode,
        }
    }

    /// Adds the commands of all its groups, as they go on from here.
    pub fn write_commands(&self, clock: EntityClock, mut add: impl FnMut(Command)) {
        add(velocity(self.velocity.told(clock)));
        add(steer(self.steer.told(clock)));
        add(self.turn.command(clock));
        scale(self.scale.told(clock)).map(&mut add);
        add(state(self.state.told(clock)));
        add(mode(self.mode.told(clock)));
    }
}

/// What a unit does that nobody says more of (`features.md` section 7).
fn usual_state(velocity: Vec3, steer: Vec3, mode: ModeType) -> StateFlags {
    let mut state = match mode {
        ModeType::Walk => StateFlags::Unknown100.0,
        ModeType::Swim => StateFlags::Unknown80.0 | StateFlags::Unknown200.0,
        ModeType::Slide => StateFlags::Unknown80.0 | StateFlags::Unknown400.0,
        _ => StateFlags::Unknown80.0,
    };
    if velocity != Vec3::default() {
        state |= StateFlags::Velocity.0;
    }
    if steer != Vec3::default() {
        state |= StateFlags::Move.0;
    }
    StateFlags(state)
}

fn velocity(told: Told<Vec3>) -> Command {
    let blend = false;
    match told {
        Told::Default => Command::SetVelocityDefaults { blend },
        Told::Fixed(velocity) => Command::SetVelocity { velocity, blend },
        Told::Keys(times, velocities) => Command::SetVelocityKeys {
            times,
            velocities,
            type_: 0,
            offset: 0,
            blend,
        },
    }
}

fn steer(told: Told<Vec3>) -> Command {
    let blend = false;
    match told {
        Told::Default => Command::SetMoveDefaults { blend },
        Told::Fixed(move_) => Command::SetMove { move_, blend },
        Told::Keys(times, moves) => Command::SetMoveKeys {
            times,
            moves,
            type_: 0,
            offset: 0,
            blend,
        },
    }
}

fn scale(told: Told<f32>) -> Option<Command> {
    let blend = false;
    match told {
        Told::Default => None,
        Told::Fixed(scale) => Some(Command::SetScale { scale, blend }),
        Told::Keys(times, scales) => Some(Command::SetScaleKeys {
            times,
            scales,
            type_: 0,
            offset: 0,
            blend,
        }),
    }
}

fn state(told: Told<StateFlags>) -> Command {
    match told {
        Told::Default => Command::SetStateDefault { strafe: false },
        Told::Fixed(state) => Command::SetState { state },
        Told::Keys(times, states) => Command::SetStateKeys {
            times,
            states,
            offset: 0,
        },
    }
}

fn mode(told: Told<ModeType>) -> Command {
    match told {
        Told::Default => Command::SetModeDefault { unused: false },
        Told::Fixed(mode) => Command::SetMode { mode },
        Told::Keys(times, modes) => Command::SetModeKeys {
            times,
            modes,
            offset: 0,
        },
    }
}
