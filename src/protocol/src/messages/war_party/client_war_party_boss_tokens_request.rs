//! 0x0956: war party boss tokens request, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Asks for the boss tokens of the war party.
///
/// Client to server, opcode 0x0956. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0956, from = Client, standing = Proven)]
pub struct ClientWarPartyBossTokensRequest {
    pub guild_identity: Identity,
}
