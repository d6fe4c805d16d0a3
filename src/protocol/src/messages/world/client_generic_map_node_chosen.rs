//! 0x0754: generic map node chosen, from the client.

use protocol_derive::Message;

/// A node of a generic map was chosen.
///
/// Client to server, opcode 0x0754. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0754, from = Client, standing = Proven)]
pub struct ClientGenericMapNodeChosen {
    #[wire(bits = 14)]
    pub generic_map_node_id: u16,
}
