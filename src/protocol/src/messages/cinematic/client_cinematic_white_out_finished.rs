//! 0x0721: cinematic white out finished, from the client.

use protocol_derive::Message;

/// The screen is white now.
///
/// Client to server, opcode 0x0721. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0721, from = Client, standing = Empty)]
pub struct ClientCinematicWhiteOutFinished;
