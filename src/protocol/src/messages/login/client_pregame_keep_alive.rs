//! 0x0241: pregame keep alive, from the client.

use protocol_derive::Message;

/// Pregame keep alive.
///
/// Empty body; periodic keep-alive sent on the character-select/pre-game screen.
///
/// Client to server, opcode 0x0241. Layout: empty, as the client expects. Sequence: flows.md
/// section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0241, from = Client, standing = Empty)]
pub struct ClientPregameKeepAlive;
