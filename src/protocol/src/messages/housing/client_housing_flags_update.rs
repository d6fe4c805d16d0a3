//! 0x050E: housing flags update, from the client.

use crate::enums::ResidenceFlags;
use crate::structs::TargetResidence;
use protocol_derive::Message;

/// What neighbours may share.
///
/// Client to server, opcode 0x050E. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x050E, from = Client, standing = Proven)]
pub struct ClientHousingFlagsUpdate {
    pub target_residence: TargetResidence,
    #[wire(bits = 32)]
    pub flags: ResidenceFlags,
    #[wire(bits = 3)]
    pub resource_sharing: u8,
    #[wire(bits = 3)]
    pub garden_sharing: u8,
}
