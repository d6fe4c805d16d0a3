//! 0x023B: pet clear flair, from the server.

use protocol_derive::Message;

/// Forget all unlocked flair.
///
/// Server to client, opcode 0x023B. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x023B, from = Server, standing = Empty)]
pub struct ServerPetClearFlair;
