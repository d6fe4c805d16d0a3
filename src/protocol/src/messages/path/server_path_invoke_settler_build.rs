//! 0x066D: path invoke settler build, from the server.

use protocol_derive::Message;

/// Opens what a settler can build at a hub.
///
/// Server to client, opcode 0x066D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x066D, from = Server, standing = Proven)]
pub struct ServerPathInvokeSettlerBuild {
    pub settler_hub_unit_id: u32,
    #[wire(count = 32)]
    pub path_settler_improvement_group_ids: Vec<u32>,
}
