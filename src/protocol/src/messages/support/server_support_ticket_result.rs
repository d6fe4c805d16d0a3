//! 0x0972: support ticket result, from the server.

use protocol_derive::Message;

/// Whether the ticket was taken.
///
/// Server to client, opcode 0x0972. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0972, from = Server, standing = Short)]
pub struct ServerSupportTicketResult {
    pub success: bool,
}
