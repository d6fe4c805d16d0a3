//! 0x053C: housing edit mode, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Starts or ends decorating.
///
/// Client to server, opcode 0x053C. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x053C, from = Client, standing = Proven)]
pub struct ClientHousingEditMode {
    pub target_player_identity: Identity,
    pub enabled: bool,
}
