//! 0x0933: item visual update, from the server.

use crate::structs::ItemVisual;
use protocol_derive::Message;

/// What an entity is seen to wear changed.
///
/// Server to client, opcode 0x0933. Layout: proven against the client's own codec. Sequence:
/// flows.md section 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0933, from = Server, standing = Proven)]
pub struct ServerItemVisualUpdate {
    pub guid: u32,
    #[wire(count = 32)]
    pub item_visuals: Vec<ItemVisual>,
}
