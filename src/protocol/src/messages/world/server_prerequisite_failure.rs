//! 0x0642: prerequisite failure, from the server.

use protocol_derive::Message;

/// Something was not allowed because a condition fails, with the text to show.
///
/// Server to client, opcode 0x0642. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0642, from = Server, standing = Proven)]
pub struct ServerPrerequisiteFailure {
    #[wire(bits = 17)]
    pub prerequisite_id: u32,
    #[wire(bits = 9)]
    pub prerequisite_type_id: u16,
    /// Client; a peer writes u15.
    #[wire(bits = 21)]
    pub localized_string_id: u32,
}
