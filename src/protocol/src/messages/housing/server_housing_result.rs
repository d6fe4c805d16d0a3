//! 0x0536: housing result, from the server.

use crate::enums::HousingResult;
use crate::wire::WString;
use protocol_derive::Message;

/// An operation on a residence failed, and why.
///
/// Server to client, opcode 0x0536. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0536, from = Server, standing = Proven)]
pub struct ServerHousingResult {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub residence_id: u64,
    pub player_name: WString,
    #[wire(bits = 7)]
    pub result: HousingResult,
}
