//! 0x00D2: closed instance settings, from the client.

use protocol_derive::Message;

/// The window of the instance's difficulty was closed.
///
/// Client to server, opcode 0x00D2. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00D2, from = Client, standing = Proven)]
pub struct ClientClosedInstanceSettings {
    pub instance_portal_unit_id: u32,
}
