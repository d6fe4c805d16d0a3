//! 0x0737: generic map node, from the server.

use crate::structs::GenericMapNode;
use protocol_derive::Message;

/// A node of a generic map changed.
///
/// Server to client, opcode 0x0737. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0737, from = Server, standing = Short)]
pub struct ServerGenericMapNode {
    pub node: GenericMapNode,
}
