//! 0x0190: p2 p trading commit, from the client.

use protocol_derive::Message;

/// Agrees to the trade as it stands.
///
/// Client to server, opcode 0x0190. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0190, from = Client, standing = Empty)]
pub struct ClientP2PTradingCommit;
