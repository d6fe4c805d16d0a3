//! What a /who search may ask for.

use crate::enums::{Class, Faction, Path, Race};
use crate::wire::WString;
use protocol_derive::Wire;

/// The kinds of conditions of a player search.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum IWhoParameterData {
    #[wire(case = 0)]
    Level { bottom_level: u32, top_level: u32 },
    #[wire(case = 1)]
    Race {
        #[wire(bits = 14)]
        race_id: Race,
    },
    #[wire(case = 2)]
    Path {
        #[wire(bits = 3)]
        path_id: Path,
    },
    #[wire(case = 3)]
    Class {
        #[wire(bits = 14)]
        class_id: Class,
    },
    #[wire(case = 4)]
    Zone {
        #[wire(bits = 15)]
        world_zone_id: u16,
    },
    #[wire(case = 5)]
    Guild { guild_name: WString },
    #[wire(case = 6)]
    Player { player_name: WString },
    #[wire(case = 7)]
    Combo {
        search_string: WString,
        #[wire(bits = 14)]
        race_id: Race,
        #[wire(bits = 3)]
        path_id: Path,
        #[wire(bits = 14)]
        class_id: Class,
        #[wire(bits = 15)]
        world_zone_id: u16,
        #[wire(bits = 14)]
        world_zone_id2: u16,
    },
    #[wire(case = 8)]
    Faction {
        #[wire(bits = 14)]
        faction2_id: Faction,
    },
}
