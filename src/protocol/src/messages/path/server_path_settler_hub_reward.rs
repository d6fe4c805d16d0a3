//! 0x066F: path settler hub reward, from the server.

use protocol_derive::Message;

/// A settler hub pays its reward.
///
/// Server to client, opcode 0x066F. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x066F, from = Server, standing = Short)]
pub struct ServerPathSettlerHubReward {
    #[wire(bits = 14)]
    pub path_settler_hub_id: u16,
}
