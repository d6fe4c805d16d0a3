//! 0x08B3: path scientist set unit scan parameters, from the server.

use protocol_derive::Message;

/// Whether a thing can be scanned, and what for.
///
/// Server to client, opcode 0x08B3. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08B3, from = Server, standing = Proven)]
pub struct ServerPathScientistSetUnitScanParameters {
    pub unit_id: u32,
    pub scan_reward_flags: u32,
    pub is_scannable: bool,
}
