//! 0x0061: player entered world, from the server.

use protocol_derive::Message;

/// Removes the loading screen; the player has control from here on.
///
/// Server to client, opcode 0x0061. Layout: empty, as the client expects. Sequence: flows.md
/// section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0061, from = Server, standing = Empty)]
pub struct ServerPlayerEnteredWorld;
