//! 0x00DE: dash, from the client.

use crate::enums::DashDirection;
use protocol_derive::Message;

/// Dashes in a direction.
///
/// Client to server, opcode 0x00DE. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00DE, from = Client, standing = Proven)]
pub struct ClientDash {
    #[wire(bits = 3)]
    pub direction: DashDirection,
}
