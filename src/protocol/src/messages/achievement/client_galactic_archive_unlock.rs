//! 0x0103: galactic archive unlock, from the client.

use protocol_derive::Message;

/// Asks for an article of the archive to be unlocked.
///
/// Client to server, opcode 0x0103. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0103, from = Client, standing = Proven)]
pub struct ClientGalacticArchiveUnlock {
    /// Client writes 14 bits; a peer reads 32.
    #[wire(bits = 14)]
    pub archive_article_id: u16,
}
