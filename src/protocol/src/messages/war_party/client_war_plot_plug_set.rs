//! 0x0957: war plot plug set, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Puts a plug on the warplot.
///
/// Client to server, opcode 0x0957. The client registers no codec for it: it cannot occur with this
/// build.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0957, from = Client, standing = Unregistered)]
pub struct ClientWarPlotPlugSet {
    pub guild_identity: Identity,
    pub plug_index: u8,
    pub plug_item_id: u16,
}
