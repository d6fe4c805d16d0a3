//! 0x0669: path scientist scanbot state, from the server.

use protocol_derive::Message;

/// The scanbot is out, or how long until it can be called.
///
/// Server to client, opcode 0x0669. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0669, from = Server, standing = Short)]
pub struct ServerPathScientistScanbotState {
    pub scanbot_unit_id: u32,
    pub scanbot_cooldown_ms: u32,
}
