//! 0x053A: 053 a, from the server.

use protocol_derive::Message;

/// Binds a placed prop of a residence to an entity; unknown beyond that.
///
/// Server to client, opcode 0x053A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x053A, from = Server, standing = Proven)]
pub struct Server053A {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub residence_id: u64,
    pub active_prop_id: i64,
    pub unit_id: u32,
}
