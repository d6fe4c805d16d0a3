//! 0x050B: housing decor update, from the client.

use crate::enums::DecorUpdateOperation;
use crate::structs::DecorInfo;
use protocol_derive::Message;

/// Buys, places, moves or crates decor.
///
/// Client to server, opcode 0x050B. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x050B, from = Client, standing = Proven)]
pub struct ClientHousingDecorUpdate {
    #[wire(bits = 3)]
    pub operation: DecorUpdateOperation,
    #[wire(count = 32)]
    pub decor: Vec<DecorInfo>,
    pub unused: bool,
}
