//! 0x0191: p2 p trading decline invite, from the client.

use protocol_derive::Message;

/// Declines to trade.
///
/// Client to server, opcode 0x0191. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0191, from = Client, standing = Empty)]
pub struct ClientP2PTradingDeclineInvite;
