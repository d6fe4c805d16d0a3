//! 0x059C: realm info request, from the client.

use protocol_derive::Message;

/// Asks for the name of a realm.
///
/// Client to server, opcode 0x059C. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x059C, from = Client, standing = Proven)]
pub struct ClientRealmInfoRequest {
    #[wire(bits = 14)]
    pub realm_id: u16,
}
