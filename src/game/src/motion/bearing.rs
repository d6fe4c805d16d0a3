//! Everything of a unit's motion besides its position.

use bezgelor_core::Vec3;
use protocol::enums::{ModeType, StateFlags};
use protocol::unions::IEntityCommandModel as Command;

use super::EntityClock;
use super::group::{Group, Told};
use super::turn::Turn;

/// The groups of rotation, velocity, move, scale, state and mode. All can be keys; those of
/// velocity, move, state and mode are given to nobody yet: no table and no spawn asks for them.
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
