//! 0x0602: matching stop looking for replacements, from the client.

use protocol_derive::Message;

/// Stops searching for a free place in the match.
///
/// Client to server, opcode 0x0602. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0602, from = Client, standing = Empty)]
pub struct ClientMatchingStopLookingForReplacements;
