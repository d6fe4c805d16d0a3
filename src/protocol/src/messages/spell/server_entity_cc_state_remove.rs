//! 0x0880: entity cc state remove, from the server.

use crate::enums::CCState;
use protocol_derive::Message;

/// An entity is no longer stunned, rooted or the like.
///
/// Server to client, opcode 0x0880. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0880, from = Server, standing = Proven)]
pub struct ServerEntityCCStateRemove {
    pub guid: u32,
    #[wire(bits = 5)]
    pub cc_state: CCState,
    pub casting_id: u32,
    pub effect_unique_id: u32,
    pub removed: bool,
}
