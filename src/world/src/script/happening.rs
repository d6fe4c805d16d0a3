//! What a zone tells whoever runs scripts.

use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::ids::{UnitId, WorldZoneId};

/// A player who is here.
#[derive(Clone, Debug, PartialEq)]
pub struct Visitor {
    /// Its unit.
    pub player: UnitId,
    /// Its character's name.
    pub name: Arc<str>,
    /// 1 to 50.
    pub level: u8,
    /// `Race` of the protocol.
    pub race: u8,
    /// `Class` of the protocol.
    pub class: u8,
    /// 166 Dominion, 167 Exile.
    pub faction: u16,
    /// Where it stands.
    pub at: Vec3,
}

/// Something that happened in a step. Units are named as the client names them: a name is good
/// until its unit is gone, and that of a creature until its next life.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// A player's client shows the world, for the first time in this stay.
    Entered(Visitor),
    /// A player is on its way out.
    Left {
        /// Its unit.
        player: UnitId,
        /// Its character's name.
        name: Arc<str>,
    },
    /// A player came into another zone of the world.
    ZoneChanged {
        /// Its unit.
        player: UnitId,
        /// Row of `WorldZone.tbl`.
        from: WorldZoneId,
        /// Row of `WorldZone.tbl`.
        to: WorldZoneId,
    },
    /// A player came into a place, or went out of it.
    Crossed {
        /// Its unit.
        player: UnitId,
        /// Row of `WorldLocation2.tbl`, or the number of a place that a script made.
        location: u32,
        /// In, or else out.
        came: bool,
    },
    /// A player used a creature or thing.
    Activated {
        /// The player's unit.
        player: UnitId,
        /// What it used.
        unit: UnitId,
        /// Row of `Creature2.tbl`.
        creature: u32,
    },
    /// A player began to talk to a creature.
    Talked {
        /// The player's unit.
        player: UnitId,
        /// To whom.
        unit: UnitId,
        /// Row of `Creature2.tbl`.
        creature: u32,
    },
    /// A creature or thing stands where none stood before: its part of the world woke up, its next
    /// life begins, or a script made it.
    Spawned {
        /// Its unit.
        unit: UnitId,
        /// Row of `Creature2.tbl`.
        creature: u32,
        /// Where.
        at: Vec3,
    },
    /// A creature died.
    Died {
        /// Its unit.
        unit: UnitId,
        /// Row of `Creature2.tbl`.
        creature: u32,
        /// Who did it.
        killer: UnitId,
    },
    /// A creature began to fight, or is done with it.
    Fight {
        /// Its unit.
        unit: UnitId,
        /// Row of `Creature2.tbl`.
        creature: u32,
        /// Whom it fights; 0 when it is done.
        foe: UnitId,
    },
    /// A creature gave up and goes home.
    Evaded {
        /// Its unit.
        unit: UnitId,
        /// Row of `Creature2.tbl`.
        creature: u32,
    },
    /// A player died.
    PlayerDied {
        /// Its unit.
        player: UnitId,
    },
    /// A player said something for all around to hear.
    Said {
        /// Its unit.
        player: UnitId,
        /// What.
        text: Arc<str>,
    },
    /// The answer to `Act::Spawn`; told to who asked, whoever listens.
    Made {
        /// Of the act.
        tag: u64,
        /// What was made; `None` when nothing was.
        unit: Option<UnitId>,
    },
}

/// The kinds of happenings that can be listened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// [`Happening::Entered`].
    Entered,
    /// [`Happening::Left`].
    Left,
    /// [`Happening::ZoneChanged`].
    ZoneChanged,
    /// [`Happening::Crossed`], in.
    Came,
    /// [`Happening::Crossed`], out.
    Went,
    /// [`Happening::Activated`].
    Activated,
    /// [`Happening::Talked`].
    Talked,
    /// [`Happening::Spawned`].
    Spawned,
    /// [`Happening::Died`].
    Died,
    /// [`Happening::Fight`] that begins.
    CombatBegan,
    /// [`Happening::Fight`] that is over.
    CombatEnded,
    /// [`Happening::Evaded`].
    Evaded,
    /// [`Happening::PlayerDied`].
    PlayerDied,
    /// [`Happening::Said`].
    Said,
}

impl Kind {
    /// All, in the order of their bits.
    pub const ALL: [Self; 14] = [
        Self::Entered,
        Self::Left,
        Self::ZoneChanged,
        Self::Came,
        Self::Went,
        Self::Activated,
        Self::Talked,
        Self::Spawned,
        Self::Died,
        Self::CombatBegan,
        Self::CombatEnded,
        Self::Evaded,
        Self::PlayerDied,
        Self::Said,
    ];
}

impl Happening {
    /// What kind it is; `None` for what is told without being listened to.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        Some(match self {
            Self::Entered(_) => Kind::Entered,
            Self::Left { .. } => Kind::Left,
            Self::ZoneChanged { .. } => Kind::ZoneChanged,
            Self::Crossed { came: true, .. } => Kind::Came,
            Self::Crossed { .. } => Kind::Went,
            Self::Activated { .. } => Kind::Activated,
            Self::Talked { .. } => Kind::Talked,
            Self::Spawned { .. } => Kind::Spawned,
            Self::Died { .. } => Kind::Died,
            Self::Fight { foe: UnitId(0), .. } => Kind::CombatEnded,
            Self::Fight { .. } => Kind::CombatBegan,
            Self::Evaded { .. } => Kind::Evaded,
            Self::PlayerDied { .. } => Kind::PlayerDied,
            Self::Said { .. } => Kind::Said,
            Self::Made { .. } => return None,
        })
    }

    /// The row it is about, by which who listens may choose: of `Creature2.tbl`,
    /// `WorldLocation2.tbl` or `WorldZone.tbl`; 0 for none.
    #[must_use]
    pub fn subject(&self) -> u32 {
        match *self {
            Self::ZoneChanged { to, .. } => u32::from(to.0),
            Self::Crossed { location, .. } => location,
            Self::Activated { creature, .. }
            | Self::Talked { creature, .. }
            | Self::Spawned { creature, .. }
            | Self::Died { creature, .. }
            | Self::Fight { creature, .. }
            | Self::Evaded { creature, .. } => creature,
            Self::Entered(_)
            | Self::Left { .. }
            | Self::PlayerDied { .. }
            | Self::Said { .. }
            | Self::Made { .. } => 0,
        }
    }
}

/// The kinds of happenings that somebody listens to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard(u32);

impl Heard {
    /// Nothing.
    pub const NOTHING: Self = Self(0);

    /// With one kind more.
    #[must_use]
    pub const fn with(self, kind: Kind) -> Self {
        Self(self.0 | 1 << kind as u32)
    }

    /// What either listens to.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a kind is among them.
    #[must_use]
    pub const fn contains(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_listened_to_is_what_was_named() {
        for (at, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, at, "the list has their order");
            let one = Heard::NOTHING.with(kind);
            let others = Kind::ALL.into_iter().filter(|&other| other != kind);
            assert!(one.contains(kind) && !{ others }.any(|other| one.contains(other)));
        }
    }
}
