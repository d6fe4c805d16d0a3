//! 0x037F: entity emote, from the server.

use protocol_derive::Message;

/// An entity makes an emote.
///
/// Server to client, opcode 0x037F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x037F, from = Server, standing = Proven)]
pub struct ServerEntityEmote {
    #[wire(bits = 14)]
    pub emotes_id: u16,
    pub seed: u32,
    pub source_unit_id: u32,
    pub target_unit_id: u32,
    pub targeted: bool,
    pub silent: bool,
}
