//! 0x08D8: primal matrix essence, from the server.

use protocol_derive::Message;

/// Essence for the primal matrix changed.
///
/// Server to client, opcode 0x08D8. The client registers no codec for it: it cannot occur with this
/// build.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08D8, from = Server, standing = Unregistered)]
pub struct ServerPrimalMatrixEssence {
    pub essence_id: u32,
    pub amount: u32,
}
