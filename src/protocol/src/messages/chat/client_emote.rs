//! 0x037E: emote, from the client.

use protocol_derive::Message;

/// Makes an emote, at somebody or at nobody.
///
/// Client to server, opcode 0x037E. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x037E, from = Client, standing = Proven)]
pub struct ClientEmote {
    #[wire(bits = 14)]
    pub emote_id: u16,
    pub seed: u32,
    pub target_unit_id: u32,
    pub targeted: bool,
    pub silent: bool,
}
