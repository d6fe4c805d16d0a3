//! 0x0104: galactic archive update, from the server.

use protocol_derive::Message;

/// An article of the archive was unlocked or read.
///
/// Server to client, opcode 0x0104. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0104, from = Server, standing = Proven)]
pub struct ServerGalacticArchiveUpdate {
    pub archive_article_id: u32,
    pub unlocked_flags: u32,
    pub viewed_flags: u32,
}
