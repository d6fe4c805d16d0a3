//! 0x0624: matching match cast vote surrender, from the client.

use protocol_derive::Message;

/// Votes on giving up.
///
/// Client to server, opcode 0x0624. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0624, from = Client, standing = Proven)]
pub struct ClientMatchingMatchCastVoteSurrender {
    pub vote: bool,
}
