//! 0x0525: housing vendor list, from the client.

use crate::structs::TargetResidence;
use protocol_derive::Message;

/// Asks what the housing vendor has.
///
/// Client to server, opcode 0x0525. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0525, from = Client, standing = Proven)]
pub struct ClientHousingVendorList {
    pub target_residence: TargetResidence,
    /// Client; a peer reads nothing.
    #[wire(bits = 2)]
    pub list_type: u8,
}
