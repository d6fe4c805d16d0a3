//! 0x06F9: public event objective start, from the server.

use protocol_derive::Message;

/// An objective of a public event begins.
///
/// Server to client, opcode 0x06F9. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06F9, from = Server, standing = Short)]
pub struct ServerPublicEventObjectiveStart {
    #[wire(bits = 15)]
    pub objective_id: u16,
}
