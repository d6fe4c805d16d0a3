//! 0x0400: item generic unlock, from the client.

use crate::structs::ItemLocation;
use protocol_derive::Message;

/// Uses an item that unlocks something for good.
///
/// Client to server, opcode 0x0400. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0400, from = Client, standing = Proven)]
pub struct ClientItemGenericUnlock {
    pub location: ItemLocation,
}
