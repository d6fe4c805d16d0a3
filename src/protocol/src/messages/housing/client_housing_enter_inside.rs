//! 0x052F: housing enter inside, from the client.

use protocol_derive::Message;

/// Enters the house.
///
/// Client to server, opcode 0x052F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x052F, from = Client, standing = Proven)]
pub struct ClientHousingEnterInside {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub residence_id: u64,
}
