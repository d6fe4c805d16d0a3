//! 0x0693: request played, from the client.

use protocol_derive::Message;

/// Asks for the time played.
///
/// Client to server, opcode 0x0693. Layout: empty, as the client expects. Sequence: flows.md
/// section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0693, from = Client, standing = Empty)]
pub struct ClientRequestPlayed;
