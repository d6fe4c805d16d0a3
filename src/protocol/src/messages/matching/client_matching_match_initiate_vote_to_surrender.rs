//! 0x05D3: matching match initiate vote to surrender, from the client.

use protocol_derive::Message;

/// Begins a vote to give the match up.
///
/// Client to server, opcode 0x05D3. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05D3, from = Client, standing = Empty)]
pub struct ClientMatchingMatchInitiateVoteToSurrender;
