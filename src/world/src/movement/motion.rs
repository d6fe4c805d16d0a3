//! How a unit moves right now: one command per group, as the client keeps them.
//!
//! A new command of a group replaces the last one of that group (`flows.md` section 7). What a
//! unit does is told as the whole set, so that a message lost on nobody's way and a late joiner
//! look the same.

use bezgelor_core::Vec3;
use bezgelor_core::ids::UnitId;
use protocol::enums::{ModeType, StateFlags};
use protocol::unions::IEntityCommandModel as Command;

/// Standing on something that moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ride {
    /// What carries it.
    pub(crate) unit: UnitId,
    /// Where it stands, from there.
    pub(crate) relative: Vec3,
}

/// The groups a client drives itself. Position and rotation are columns of the unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Motion {
    /// `None` is the default of the group.
    pub(crate) velocity: Option<Vec3>,
    pub(crate) steer: Option<Vec3>,
    pub(crate) state: Option<StateFlags>,
    pub(crate) mode: Option<ModeType>,
    /// Whether the last position is to be reached smoothly.
    pub(crate) blend: bool,
    /// What it stands on when that moves: the client counts its positions from there.
    pub(crate) ride: Option<Ride>,
    /// It stood on something once, so that whoever is told its motion is told where it stands.
    pub(crate) has_ridden: bool,
    /// Something changed since it was last told.
    pub(crate) changed: bool,
    /// It is among those to be told at the end of the step.
    pub(crate) queued: bool,
    /// Viewers for whom it is far were not told its newest state.
    pub(crate) owed: bool,
    /// The step in which it changed last.
    pub(crate) moved_at: u64,
    /// Viewers for whom it is near have not all had their turn since.
    pub(crate) lately: bool,
}

impl Motion {
    /// Standing still, in every group.
    pub(crate) fn stop(&mut self) {
        *self = Self {
            changed: self.changed,
            queued: self.queued,
            owed: self.owed,
            moved_at: self.moved_at,
            lately: self.lately,
            has_ridden: self.has_ridden,
            ..Self::default()
        };
    }

    /// Adds the whole set, position and rotation first.
    pub(crate) fn write_commands(
        &self,
        position: Vec3,
        rotation: Vec3,
        mut add: impl FnMut(Command),
    ) {
        let blend = self.blend;
        if self.has_ridden {
            let unit_id = self.ride.map_or(0, |ride| ride.unit.0);
            add(Command::SetPlatform { unit_id });
        }
        let position = self.ride.map_or(position, |ride| ride.relative);
        add(Command::SetPosition { position, blend });
        add(Command::SetRotation { rotation, blend });
        add(match self.velocity {
            Some(velocity) => Command::SetVelocity { velocity, blend },
            None => Command::SetVelocityDefaults { blend },
        });
        add(match self.steer {
            Some(move_) => Command::SetMove { move_, blend },
            None => Command::SetMoveDefaults { blend },
        });
        if let Some(state) = self.state {
            add(Command::SetState { state });
        }
        if let Some(mode) = self.mode {
            add(Command::SetMode { mode });
        }
    }
}
