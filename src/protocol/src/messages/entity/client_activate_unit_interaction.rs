//! 0x0098: activate unit interaction, from the client.

use protocol_derive::Message;

/// Begins to use a thing that takes time.
///
/// Client to server, opcode 0x0098. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0098, from = Client, standing = Proven)]
pub struct ClientActivateUnitInteraction {
    pub client_unique_id: u32,
    pub activate_unit_id: u32,
}
