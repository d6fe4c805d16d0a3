//! 0x0694: player played, from the server.

use protocol_derive::Message;

/// When the character was made and how long it was played: now, in all, at this level.
///
/// Server to client, opcode 0x0694. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0694, from = Server, standing = Proven)]
pub struct ServerPlayerPlayed {
    pub create_time_file_time: u64,
    pub time_played_session: u32,
    pub time_played_total: u32,
    pub time_played_level: u32,
}
