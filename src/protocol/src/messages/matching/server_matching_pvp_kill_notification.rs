//! 0x05E7: matching pvp kill notification, from the server.

use crate::enums::{Class, MatchTeam, PvpDeathReason};
use crate::structs::Identity;
use protocol_derive::{Message, Wire};

/// Who killed whom in a match.
///
/// Server to client, opcode 0x05E7. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05E7, from = Server, standing = Proven)]
pub struct ServerMatchingPvpKillNotification {
    #[wire(tag(killer_type, 2), inline)]
    pub killer_type: ServerMatchingPvpKillNotificationKillerTypeSwitch,
    #[wire(tag(victim_type, 2), inline)]
    pub victim_type: ServerMatchingPvpKillNotificationVictimTypeSwitch,
    #[wire(bits = 2)]
    pub victim_team: MatchTeam,
    #[wire(bits = 3)]
    pub death_reason: PvpDeathReason,
}

/// What follows `killer_type` in [`ServerMatchingPvpKillNotification`], one variant per value.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum ServerMatchingPvpKillNotificationKillerTypeSwitch {
    #[wire(case = 0)]
    Player {
        killer_player: ServerMatchingPvpKillNotificationKillerTypeSwitchPlayerKillerPlayer,
    },
    #[wire(case = 1)]
    Creature {
        killer_creature: ServerMatchingPvpKillNotificationKillerTypeSwitchCreatureKillerCreature,
    },
    #[wire(case = 2)]
    Unknown2 { killer_unknown2: bool },
}

/// What follows `victim_type` in [`ServerMatchingPvpKillNotification`], one variant per value.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum ServerMatchingPvpKillNotificationVictimTypeSwitch {
    #[wire(case = 0)]
    Player {
        victim_player: ServerMatchingPvpKillNotificationVictimTypeSwitchPlayerVictimPlayer,
    },
    #[wire(case = 1)]
    Creature {
        victim_creature: ServerMatchingPvpKillNotificationVictimTypeSwitchCreatureVictimCreature,
    },
    #[wire(case = 2)]
    Unknown2 { victim_unknown2: bool },
}

/// What `killer_player` of [`ServerMatchingPvpKillNotificationKillerTypeSwitch::Player`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerMatchingPvpKillNotificationKillerTypeSwitchPlayerKillerPlayer {
    pub identity: Identity,
    #[wire(bits = 5)]
    pub class: Class,
}

/// What `killer_creature` of [`ServerMatchingPvpKillNotificationKillerTypeSwitch::Creature`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerMatchingPvpKillNotificationKillerTypeSwitchCreatureKillerCreature {
    pub unit_id: u32,
    #[wire(bits = 18)]
    pub creature2_id: u32,
}

/// What `victim_player` of [`ServerMatchingPvpKillNotificationVictimTypeSwitch::Player`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerMatchingPvpKillNotificationVictimTypeSwitchPlayerVictimPlayer {
    pub identity: Identity,
    #[wire(bits = 5)]
    pub class: Class,
}

/// What `victim_creature` of [`ServerMatchingPvpKillNotificationVictimTypeSwitch::Creature`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerMatchingPvpKillNotificationVictimTypeSwitchCreatureVictimCreature {
    pub unit_id: u32,
    #[wire(bits = 18)]
    pub creature2_id: u32,
}
