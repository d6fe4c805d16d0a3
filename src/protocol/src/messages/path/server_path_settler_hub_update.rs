//! 0x08B7: path settler hub update, from the server.

use protocol_derive::Message;

/// Economy, security and quality of life of a settler hub.
///
/// Server to client, opcode 0x08B7. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08B7, from = Server, standing = Proven)]
pub struct ServerPathSettlerHubUpdate {
    #[wire(bits = 14)]
    pub path_settler_hub_id: u16,
    pub avenue_economy_value: u32,
    pub avenue_security_value: u32,
    pub avenue_quality_of_life_value: u32,
}
