//! 0x0257: costume save, from the server.

use crate::enums::CostumeSaveResult;
use protocol_derive::Message;

/// How storing a costume ended.
///
/// Server to client, opcode 0x0257. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0257, from = Server, standing = Proven)]
pub struct ServerCostumeSave {
    pub index: i32,
    #[wire(bits = 2)]
    pub mannequin_index: u8,
    #[wire(bits = 4)]
    pub result: CostumeSaveResult,
}
