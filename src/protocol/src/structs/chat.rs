//! Structures that several messages about chat share.

use crate::enums::ChatChannelType;
use crate::unions::{IChatFormat, IStoryMessageActor, IWhoParameterData};
use crate::wire::WString;
use protocol_derive::Wire;

/// A chat channel: its kind, and which of that kind.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Channel {
    #[wire(bits = 14)]
    pub chat_channel_id: ChatChannelType,
    pub chat_id: u64,
}

/// A link or effect on a part of a chat line.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ChatFormat {
    #[wire(tag_of(format_model, type, 4))]
    pub start_index: u16,
    pub stop_index: u16,
    #[wire(tag_ahead(type))]
    pub format_model: IChatFormat,
}

/// A link to an item with all its parts.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ChatFormatItemFull {
    pub item_guid: u64,
    #[wire(bits = 18)]
    pub item2_id: u32,
    pub maker_character_id: u64,
    pub circuit_data: u64,
    pub rune_data: u32,
    pub threshold_data: u64,
    pub unknown1: u32,
    pub world_requirements: u32,
    pub unknown2: u8,
    #[wire(bits = 18)]
    pub world_requirement_item2_id: u32,
    #[wire(count = 3)]
    pub charge_amounts: Vec<f32>,
    #[wire(count = 4)]
    pub rune_slot_item2_ids: Vec<u32>,
}

/// A story text and who speaks in it.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct StoryMessage {
    pub msg_id: u32,
    pub general_vo_id: u32,
    #[wire(count = 8)]
    pub actors: Vec<StoryMessageActors>,
}

/// What `actors` of [`StoryMessage`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct StoryMessageActors {
    #[wire(tag(type, 3))]
    pub payload: IStoryMessageActor,
    pub tail0: u32,
    #[wire(bits = 8)]
    pub tail1: WString,
}

/// One condition of a player search.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct WhoParameter {
    #[wire(tag(type, 4))]
    pub data: IWhoParameterData,
}
