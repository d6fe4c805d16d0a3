//! 0x017E: movement speed sprint, from the client.

use protocol_derive::Message;

/// Starts or stops sprinting.
///
/// Client to server, opcode 0x017E. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x017E, from = Client, standing = Proven)]
pub struct ClientMovementSpeedSprint {
    pub sprint: bool,
}
