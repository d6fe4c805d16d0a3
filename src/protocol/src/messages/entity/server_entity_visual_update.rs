//! 0x0905: entity visual update, from the server.

use crate::structs::ItemVisual;
use protocol_derive::Message;

/// How an entity looks now: body, outfit and what it wears. Batched per tick.
///
/// Server to client, opcode 0x0905. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 7, 10.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0905, from = Server, standing = Proven)]
pub struct ServerEntityVisualUpdate {
    pub unit_id: u32,
    #[wire(bits = 5)]
    pub race: u8,
    #[wire(bits = 2)]
    pub sex: u8,
    #[wire(bits = 18)]
    pub creature_id: u32,
    #[wire(bits = 17)]
    pub display_info: u32,
    #[wire(bits = 15)]
    pub outfit_info: u16,
    /// Client reads a float, perhaps a scale; a peer writes its `ItemColorSetId` as u32.
    pub item_color_set_id: f32,
    pub unknown6: bool,
    #[wire(count = 32)]
    pub item_visuals: Vec<ItemVisual>,
}
