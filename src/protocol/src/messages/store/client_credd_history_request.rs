//! 0x03E7: credd history request, from the client.

use protocol_derive::Message;

/// Asks for the history of CREDD.
///
/// Client to server, opcode 0x03E7. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03E7, from = Client, standing = Empty)]
pub struct ClientCreddHistoryRequest;
