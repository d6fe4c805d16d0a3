//! Structures that several messages about public_event share.

use crate::enums::{Class, Path, PublicEventStatus, PublicEventTeam};
use crate::structs::{Identity, MapRegion};
use crate::wire::BitSet;
use protocol_derive::Wire;

/// An objective of a public event.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct PublicEventObjective {
    #[wire(bits = 15)]
    pub objective_id: u16,
    pub objective_status: PublicEventObjectiveStatus,
    pub busy: bool,
    pub elapsed_time_ms: u32,
    pub notification_mode: u32,
    #[wire(count = 32)]
    pub locations: Vec<u32>,
    #[wire(count = 32)]
    pub map_regions: Vec<MapRegion>,
}

/// Status of an objective; what else it says depends on its kind.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct PublicEventObjectiveStatus {
    #[wire(bits = 32)]
    pub status: PublicEventStatus,
    pub objective_data: u32,
    pub dynamic_max: u32,
    pub count: f32,
    pub unk_state: u32,
    #[wire(tag(data_type, 3), inline)]
    pub data_type: PublicEventObjectiveStatusDataTypeSwitch,
}

/// What follows `data_type` in [`PublicEventObjectiveStatus`], one variant per value.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum PublicEventObjectiveStatusDataTypeSwitch {
    #[wire(case = 0, zeros = 8)]
    Empty,
    #[wire(case = 1)]
    CapturePointDefend {
        #[wire(bits = 32)]
        controlling_team: PublicEventTeam,
    },
    #[wire(case = 2)]
    CapturePoint {
        #[wire(bits = 32)]
        capturing_team: PublicEventTeam,
    },
    #[wire(case = 3)]
    VirtualItemDepot {
        #[wire(count = 32)]
        virtual_items: Vec<PublicEventObjectiveStatusDataTypeSwitchVirtualItemDepotVirtualItems>,
    },
}

/// What `virtual_items` of [`PublicEventObjectiveStatusDataTypeSwitch::VirtualItemDepot`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct PublicEventObjectiveStatusDataTypeSwitchVirtualItemDepotVirtualItems {
    #[wire(bits = 14)]
    pub item_id: u16,
    pub count: u32,
}

/// Stats of one participant.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct PublicEventParticipantStats {
    #[wire(bits = 14)]
    pub team_id: PublicEventTeam,
    pub unit_id: u32,
    pub player: Identity,
    #[wire(bits = 32)]
    pub class: Class,
    #[wire(bits = 32)]
    pub path: Path,
    pub stats: PublicEventStats,
}

/// Stats of a public event: those whose bit is set.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct PublicEventStats {
    #[wire(bits = 32)]
    pub mask: BitSet,
    #[wire(count = 5)]
    pub values: Vec<u32>,
}

/// Stats of one team.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct PublicEventTeamStats {
    #[wire(bits = 14)]
    pub team_id: PublicEventTeam,
    pub stats: PublicEventStats,
}
