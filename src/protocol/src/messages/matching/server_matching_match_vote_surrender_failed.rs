//! 0x061F: matching match vote surrender failed, from the server.

use protocol_derive::Message;

/// The vote to give up failed.
///
/// Server to client, opcode 0x061F. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x061F, from = Server, standing = Empty)]
pub struct ServerMatchingMatchVoteSurrenderFailed;
