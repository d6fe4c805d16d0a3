//! 0x04C3: guild queue state changed, from the server.

use crate::enums::GuildQueueState;
use crate::structs::Identity;
use protocol_derive::Message;

/// An arena team or war party waits for a match, or no longer.
///
/// Server to client, opcode 0x04C3. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04C3, from = Server, standing = Proven)]
pub struct ServerGuildQueueStateChanged {
    pub guild_identity: Identity,
    #[wire(bits = 3)]
    pub state: GuildQueueState,
}
