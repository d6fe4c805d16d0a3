//! 0x0758: generic map show, from the server.

use crate::structs::GenericMapNode;
use protocol_derive::Message;

/// Opens a generic map with its nodes.
///
/// Server to client, opcode 0x0758. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0758, from = Server, standing = Proven)]
pub struct ServerGenericMapShow {
    #[wire(bits = 14)]
    pub generic_map_id: u16,
    #[wire(count = 32)]
    pub nodes: Vec<GenericMapNode>,
}
