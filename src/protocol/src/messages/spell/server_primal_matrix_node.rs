//! 0x08D9: primal matrix node, from the server.

use protocol_derive::Message;

/// A node of the primal matrix was bought.
///
/// Server to client, opcode 0x08D9. The client registers no codec for it: it cannot occur with this
/// build.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08D9, from = Server, standing = Unregistered)]
pub struct ServerPrimalMatrixNode {
    pub entity_id: u64,
    pub node_id: u32,
    pub essence_id: u32,
    pub amount: u32,
}
