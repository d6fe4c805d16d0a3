//! 0x0876: entity aggro switch, from the server.

use protocol_derive::Message;

/// A creature attacks somebody else now.
///
/// Server to client, opcode 0x0876. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 7, 9.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0876, from = Server, standing = Short)]
pub struct ServerEntityAggroSwitch {
    pub unit_id: u32,
    pub target_id: u32,
}
