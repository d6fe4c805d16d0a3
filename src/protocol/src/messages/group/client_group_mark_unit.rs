//! 0x0432: group mark unit, from the client.

use crate::enums::GroupMarker;
use protocol_derive::Message;

/// Puts a mark on an entity.
///
/// Client to server, opcode 0x0432. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0432, from = Client, standing = Proven)]
pub struct ClientGroupMarkUnit {
    #[wire(bits = 32)]
    pub marker: GroupMarker,
    pub unit_id: u32,
}
