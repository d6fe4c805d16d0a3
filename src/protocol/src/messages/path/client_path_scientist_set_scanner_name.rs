//! 0x068C: path scientist set scanner name, from the client.

use crate::enums::PetType;
use crate::wire::WString;
use protocol_derive::Message;

/// Names the scanbot.
///
/// Client to server, opcode 0x068C. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x068C, from = Client, standing = Proven)]
pub struct ClientPathScientistSetScannerName {
    #[wire(bits = 2)]
    pub pet_type: PetType,
    pub path_scientist_scan_bot_profile_id: u32,
    pub name: WString,
}
