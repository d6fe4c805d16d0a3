//! 0x0100: resurrection state, from the server.

use crate::enums::ResurrectionType;
use protocol_derive::Message;

/// Whether resurrection is forbidden here, and its kind; sent on entering the world.
///
/// Server to client, opcode 0x0100. Layout: from peers, unproven. Sequence: flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0100, from = Server, standing = Unproven)]
pub struct ServerResurrectionState {
    pub forbidden: bool,
    /// A peer omits the width and writes 64 bits; trailing; client codec candidates 5 or 8, 0x01AB
    /// uses 8 for the same enum.
    #[wire(bits = 8)]
    pub rez_type: ResurrectionType,
}
