//! 0x0512: housing neighbor add, from the client.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// Asks somebody to be a neighbour.
///
/// Client to server, opcode 0x0512. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0512, from = Client, standing = Unproven)]
pub struct ClientHousingNeighborAdd {
    pub player_identity: Identity,
    pub player_name: WString,
}
