//! 0x0770: credd redeem, from the client.

use protocol_derive::Message;

/// Redeems CREDD for game time.
///
/// Client to server, opcode 0x0770. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0770, from = Client, standing = Empty)]
pub struct ClientCreddRedeem;
