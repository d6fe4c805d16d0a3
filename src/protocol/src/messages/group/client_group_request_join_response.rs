//! 0x0453: group request join response, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// The leader's answer to somebody who wants to join.
///
/// Client to server, opcode 0x0453. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0453, from = Client, standing = Proven)]
pub struct ClientGroupRequestJoinResponse {
    pub group_id: u64,
    pub accepted_request: bool,
    pub invitee_name: WString,
    /// Sent by the client, not read by a peer.
    pub unknown3: bool,
}
