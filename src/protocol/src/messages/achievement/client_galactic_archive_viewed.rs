//! 0x0105: galactic archive viewed, from the client.

use protocol_derive::Message;

/// The player has read an article of the archive.
///
/// Client to server, opcode 0x0105. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0105, from = Client, standing = Proven)]
pub struct ClientGalacticArchiveViewed {
    /// Client writes 14 bits; a peer reads 32.
    #[wire(bits = 14)]
    pub archive_article_id: u16,
}
