//! 0x03BD: friend invite marked seen, from the client.

use protocol_derive::Message;

/// Friend requests were seen.
///
/// Client to server, opcode 0x03BD. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03BD, from = Client, standing = Proven)]
pub struct ClientFriendInviteMarkedSeen {
    /// Client writes a u8 count; a peer reads u16.
    #[wire(count = 8)]
    pub invites_seen: Vec<u64>,
}
