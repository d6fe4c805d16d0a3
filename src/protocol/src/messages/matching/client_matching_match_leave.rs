//! 0x05DA: matching match leave, from the client.

use protocol_derive::Message;

/// Leaves the match.
///
/// Client to server, opcode 0x05DA. Layout: empty, as the client expects. Sequence: flows.md
/// section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05DA, from = Client, standing = Empty)]
pub struct ClientMatchingMatchLeave;
