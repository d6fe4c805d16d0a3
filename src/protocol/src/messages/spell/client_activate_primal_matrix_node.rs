//! 0x08DA: activate primal matrix node, from the client.

use protocol_derive::Message;

/// Buys a node of the primal matrix.
///
/// Client to server, opcode 0x08DA. The client registers no codec for it: it cannot occur with this
/// build.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08DA, from = Client, standing = Unregistered)]
pub struct ClientActivatePrimalMatrixNode {
    pub node_id: u32,
}
