//! 0x066C: path settler build result, from the server.

use protocol_derive::Message;

/// How building of a settler ended.
///
/// Server to client, opcode 0x066C. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x066C, from = Server, standing = Proven)]
pub struct ServerPathSettlerBuildResult {
    pub e_result: u32,
    #[wire(bits = 15)]
    pub unknown: u16,
    #[wire(bits = 14)]
    pub path_settler_improvement_group_id: u16,
}
