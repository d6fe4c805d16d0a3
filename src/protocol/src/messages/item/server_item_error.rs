//! 0x056A: item error, from the server.

use crate::enums::GenericError;
use protocol_derive::Message;

/// An operation on an item failed, and why.
///
/// Server to client, opcode 0x056A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 10.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x056A, from = Server, standing = Proven)]
pub struct ServerItemError {
    pub item_guid: u64,
    /// A peer omits the width and writes 64 bits.
    #[wire(bits = 8)]
    pub error_code: GenericError,
}
