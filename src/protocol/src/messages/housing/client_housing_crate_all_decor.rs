//! 0x04EC: housing crate all decor, from the client.

use crate::structs::TargetResidence;
use protocol_derive::Message;

/// Puts all placed decor into the crate.
///
/// Client to server, opcode 0x04EC. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04EC, from = Client, standing = Proven)]
pub struct ClientHousingCrateAllDecor {
    pub target_residence: TargetResidence,
}
