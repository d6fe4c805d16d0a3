//! 0x0621: matching match vote surrender begin, from the server.

use protocol_derive::Message;

/// A vote to give up begins.
///
/// Server to client, opcode 0x0621. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0621, from = Server, standing = Empty)]
pub struct ServerMatchingMatchVoteSurrenderBegin;
