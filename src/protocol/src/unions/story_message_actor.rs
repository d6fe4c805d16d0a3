//! Who speaks in a story message.

use crate::enums::{Class, Faction, Path, Race, Sex};
use crate::wire::WString;
use protocol_derive::Wire;

/// Who speaks in a story text.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum IStoryMessageActor {
    #[wire(case = 0)]
    Creature {
        #[wire(bits = 18)]
        creature_id: u32,
    },
    #[wire(case = 1)]
    String { text: WString },
    #[wire(case = 2)]
    TextId {
        #[wire(bits = 21)]
        id: u32,
    },
    #[wire(case = 3)]
    Player {
        player_guid: u32,
        player_name: WString,
        player_level: u32,
        #[wire(bits = 2)]
        player_gender: Sex,
        #[wire(bits = 5)]
        player_race: Race,
        #[wire(bits = 5)]
        player_class: Class,
        #[wire(bits = 14)]
        player_faction: Faction,
        #[wire(bits = 3)]
        player_path: Path,
        #[wire(bits = 14)]
        player_title: u16,
    },
    #[wire(case = 4)]
    CreatureUnit {
        creature_unit_id: u32,
        #[wire(bits = 18)]
        creature_id: u32,
    },
    #[wire(case = 5)]
    PlayerUnit { local_player_unit_id: u32 },
}
