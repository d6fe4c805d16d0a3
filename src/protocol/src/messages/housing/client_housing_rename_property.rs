//! 0x0529: housing rename property, from the client.

use crate::structs::TargetResidence;
use crate::wire::WString;
use protocol_derive::Message;

/// Renames the residence.
///
/// Client to server, opcode 0x0529. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0529, from = Client, standing = Proven)]
pub struct ClientHousingRenameProperty {
    pub target_residence: TargetResidence,
    pub name: WString,
}
