//! 0x078F: daily login rewards request, from the client.

use protocol_derive::Message;

/// Asks for the state of the daily login rewards.
///
/// Client to server, opcode 0x078F. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x078F, from = Client, standing = Empty)]
pub struct ClientDailyLoginRewardsRequest;
