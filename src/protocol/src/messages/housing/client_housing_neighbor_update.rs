//! 0x0518: housing neighbor update, from the client.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// Changes note or rights of a neighbour.
///
/// Client to server, opcode 0x0518. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0518, from = Client, standing = Unproven)]
pub struct ClientHousingNeighborUpdate {
    pub player_identity: Identity,
    pub comment: WString,
    pub permissions: u32,
}
