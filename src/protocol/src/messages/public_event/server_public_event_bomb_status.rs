//! 0x06F6: public event bomb status, from the server.

use crate::enums::PublicEventTeam;
use protocol_derive::Message;

/// Who carries the bomb of a team, and how long yet.
///
/// Server to client, opcode 0x06F6. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06F6, from = Server, standing = Proven)]
pub struct ServerPublicEventBombStatus {
    /// Client; declared but not written by a peer.
    #[wire(bits = 14)]
    pub team: PublicEventTeam,
    pub carrier_unit_id: u32,
    pub time_in_ms: u32,
}
