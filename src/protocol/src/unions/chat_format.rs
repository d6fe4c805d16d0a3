//! Links and effects inside a chat line.

use protocol_derive::Wire;

/// The kinds of links and effects in a chat line.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum IChatFormat {
    #[wire(case = 0)]
    Format0 { unknown: bool },
    #[wire(case = 1)]
    Alien { random_text_seed: u32 },
    #[wire(case = 2)]
    Roleplay { unknown: bool },
    #[wire(case = 3)]
    Format3 { unknown: bool },
    #[wire(case = 4)]
    ItemId {
        #[wire(bits = 18)]
        item2_id: u32,
    },
    #[wire(case = 5)]
    QuestId {
        #[wire(bits = 15)]
        quest2_id: u16,
    },
    #[wire(case = 6)]
    ArchiveArticle {
        #[wire(bits = 14)]
        archive_article_id: u16,
    },
    #[wire(case = 7)]
    Profanity { random_text_seed: u32 },
    #[wire(case = 8)]
    ItemFull {
        item_guid: u64,
        #[wire(bits = 18)]
        item2_id: u32,
        maker_character_id: u64,
        circuit_data: u64,
        rune_data: u32,
        threshold_data: u64,
        unknown1: u32,
        world_requirements: u32,
        unknown2: u8,
        #[wire(bits = 18)]
        world_requirement_item2_id: u32,
        #[wire(count = 3)]
        charge_amounts: Vec<f32>,
        #[wire(count = 4)]
        rune_slot_item2_ids: Vec<u32>,
    },
    #[wire(case = 9)]
    ItemGuid { item_guid: u64 },
    #[wire(case = 10)]
    NavPoint {
        #[wire(bits = 14)]
        map_zone_id: u16,
        x: f32,
        y: f32,
    },
    #[wire(case = 11)]
    Loot { loot_unit_id: u32 },
}
