//! 0x067E: path solider new whack a mole burrows, from the server.

use protocol_derive::Message;

/// Where enemies will come up next.
///
/// Server to client, opcode 0x067E. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x067E, from = Server, standing = Proven)]
pub struct ServerPathSoliderNewWhackAMoleBurrows {
    pub delay_until_pop: u32,
    #[wire(count = 32)]
    pub unit_ids: Vec<u32>,
}
