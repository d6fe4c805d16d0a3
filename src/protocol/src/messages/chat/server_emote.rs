//! 0x093C: emote, from the server.

use crate::enums::StandState;
use protocol_derive::Message;

/// An entity stands, sits or makes an emote; goes to all who see it.
///
/// Server to client, opcode 0x093C. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 7, 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x093C, from = Server, standing = Proven)]
pub struct ServerEmote {
    pub guid: u32,
    #[wire(bits = 4)]
    pub stand_state: StandState,
    #[wire(bits = 14)]
    pub emote_id: u16,
}
