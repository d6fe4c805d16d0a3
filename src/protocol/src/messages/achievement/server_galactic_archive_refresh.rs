//! 0x0102: galactic archive refresh, from the server.

use protocol_derive::Message;

/// Make the archive window read its articles again.
///
/// Server to client, opcode 0x0102. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0102, from = Server, standing = Empty)]
pub struct ServerGalacticArchiveRefresh;
