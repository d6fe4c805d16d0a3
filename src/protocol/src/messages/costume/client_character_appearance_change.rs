//! 0x0144: character appearance change, from the client.

use crate::enums::{Race, Sex};
use protocol_derive::Message;

/// Changes the looks of the character, against a fee.
///
/// Client to server, opcode 0x0144. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0144, from = Client, standing = Proven)]
pub struct ClientCharacterAppearanceChange {
    #[wire(bits = 5)]
    pub race: Race,
    #[wire(bits = 2)]
    pub sex: Sex,
    #[wire(count = 32)]
    pub labels: Vec<u32>,
    #[wire(same_as = labels)]
    pub values: Vec<u32>,
    #[wire(count = 32)]
    pub bones: Vec<f32>,
    pub use_service_tokens: bool,
}
