//! 0x01BF: chat leave, from the server.

use crate::enums::ChatChannelLeaveReason;
use crate::structs::Channel;
use protocol_derive::Message;

/// One has left a channel.
///
/// Server to client, opcode 0x01BF. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01BF, from = Server, standing = Proven)]
pub struct ServerChatLeave {
    pub channel: Channel,
    #[wire(bits = 2)]
    pub leave: ChatChannelLeaveReason,
}
