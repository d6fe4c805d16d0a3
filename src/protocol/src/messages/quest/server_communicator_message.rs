//! 0x0757: communicator message, from the server.

use protocol_derive::Message;

/// A call with the offer of a quest.
///
/// Server to client, opcode 0x0757. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0757, from = Server, standing = Short)]
pub struct ServerCommunicatorMessage {
    #[wire(bits = 15)]
    pub communicator_id: u16,
    pub unknown0: bool,
}
