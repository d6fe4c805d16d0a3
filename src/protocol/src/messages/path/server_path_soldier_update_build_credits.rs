//! 0x0680: path soldier update build credits, from the server.

use protocol_derive::Message;

/// What a soldier can spend on building.
///
/// Server to client, opcode 0x0680. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0680, from = Server, standing = Short)]
pub struct ServerPathSoldierUpdateBuildCredits {
    #[wire(bits = 14)]
    pub path_soldier_event_id: u16,
    pub build_credits: u32,
}
