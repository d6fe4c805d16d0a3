//! 0x0269: credd exchange info request, from the client.

use protocol_derive::Message;

/// Asks for the prices and orders of the CREDD exchange.
///
/// Client to server, opcode 0x0269. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0269, from = Client, standing = Empty)]
pub struct ClientCreddExchangeInfoRequest;
