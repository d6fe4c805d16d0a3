//! 0x0860: profession update, from the server.

use crate::structs::TradeskillInfo;
use protocol_derive::Message;

/// One tradeskill changed.
///
/// Server to client, opcode 0x0860. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0860, from = Server, standing = Proven)]
pub struct ServerProfessionUpdate {
    pub tradeskill: TradeskillInfo,
}
