//! 0x08B8: set unit path type, from the server.

use crate::enums::Path;
use protocol_derive::Message;

/// The path of a player; follows its creation.
///
/// Server to client, opcode 0x08B8. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 4, 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08B8, from = Server, standing = Short)]
pub struct ServerSetUnitPathType {
    pub unit_id: u32,
    #[wire(bits = 3)]
    pub path: Path,
}
