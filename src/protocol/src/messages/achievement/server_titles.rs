//! 0x018B: titles, from the server.

use protocol_derive::{Message, Wire};

/// All titles of the character; sent on entering the world.
///
/// Server to client, opcode 0x018B. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x018B, from = Server, standing = Proven)]
pub struct ServerTitles {
    #[wire(count = 32)]
    pub titles: Vec<ServerTitlesTitles>,
}

/// What `titles` of [`ServerTitles`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerTitlesTitles {
    #[wire(bits = 14)]
    pub title_id: u16,
    pub revoked: bool,
    pub in_schedule: bool,
    pub time_remaining: u32,
}
