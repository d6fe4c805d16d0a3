//! 0x0606: matching transfer into match, from the client.

use protocol_derive::Message;

/// Goes to the match one belongs to.
///
/// Client to server, opcode 0x0606. Layout: empty, as the client expects. Sequence: flows.md
/// section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0606, from = Client, standing = Empty)]
pub struct ClientMatchingTransferIntoMatch;
