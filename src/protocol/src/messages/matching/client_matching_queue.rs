//! 0x05EF: matching queue, from the client.

use crate::enums::Role;
use crate::structs::MatchingMap;
use protocol_derive::Message;

/// Joins a queue alone.
///
/// Client to server, opcode 0x05EF. Layout: proven against the client's own codec. Sequence:
/// flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05EF, from = Client, standing = Proven)]
pub struct ClientMatchingQueue {
    pub map_data: MatchingMap,
    #[wire(bits = 32)]
    pub roles: Role,
    pub prime_level: u32,
}
