//! 0x0199: supply satchel update, from the server.

use protocol_derive::Message;

/// The amount of a material in the supply satchel.
///
/// Server to client, opcode 0x0199. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 10.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0199, from = Server, standing = Short)]
pub struct ServerSupplySatchelUpdate {
    #[wire(bits = 14)]
    pub material_id: u16,
    pub stack_count: u16,
}
