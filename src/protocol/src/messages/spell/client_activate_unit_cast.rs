//! 0x0097: activate unit cast, from the client.

use protocol_derive::Message;

/// Begins to use a thing by casting.
///
/// Client to server, opcode 0x0097. Layout: proven against the client's own codec. Sequence:
/// flows.md section 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0097, from = Client, standing = Proven)]
pub struct ClientActivateUnitCast {
    pub client_unique_id: u32,
    pub activate_unit_id: u32,
}
