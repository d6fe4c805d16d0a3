//! 0x018C: p2 p trading accept invite, from the client.

use protocol_derive::Message;

/// Accepts to trade.
///
/// Client to server, opcode 0x018C. Layout: empty, as the client expects. Sequence: flows.md
/// section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x018C, from = Client, standing = Empty)]
pub struct ClientP2PTradingAcceptInvite;
