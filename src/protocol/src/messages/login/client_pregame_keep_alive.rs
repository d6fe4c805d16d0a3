//! 0x0241: pregame keep alive, from the client.

use protocol_derive::Message;

/// The client is still at the character screen; needs no answer.
///
/// Client to server, opcode 0x0241. Layout: empty, as the client expects. Sequence: flows.md
/// section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0241, from = Client, standing = Empty)]
pub struct ClientPregameKeepAlive;
