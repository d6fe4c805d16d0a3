//! 0x0153: reset single instance, from the client.

use protocol_derive::Message;

/// Resets the instance behind a portal.
///
/// Client to server, opcode 0x0153. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0153, from = Client, standing = Proven)]
pub struct ClientResetSingleInstance {
    pub instance_portal_unit_id: u32,
}
