//! 0x01AD: loot vacuum, from the client.

use protocol_derive::Message;

/// Takes all loot around.
///
/// Client to server, opcode 0x01AD. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01AD, from = Client, standing = Empty)]
pub struct ClientLootVacuum;
