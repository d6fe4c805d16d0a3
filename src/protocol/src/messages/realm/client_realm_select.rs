//! 0x07DF: realm select, from the client.

use protocol_derive::Message;

/// Chooses a realm; also sent for the one the player is on.
///
/// Client to server, opcode 0x07DF. Layout: proven against the client's own codec. Sequence:
/// flows.md section 1.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07DF, from = Client, standing = Proven)]
pub struct ClientRealmSelect {
    pub realm_id: u32,
}
