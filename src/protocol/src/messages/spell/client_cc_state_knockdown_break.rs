//! 0x015C: cc state knockdown break, from the client.

use crate::enums::DashDirection;
use protocol_derive::Message;

/// Rolls out of a knockdown.
///
/// Client to server, opcode 0x015C. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x015C, from = Client, standing = Proven)]
pub struct ClientCCStateKnockdownBreak {
    #[wire(bits = 3)]
    pub direction: DashDirection,
}
