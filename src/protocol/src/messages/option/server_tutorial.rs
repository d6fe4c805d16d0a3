//! 0x0179: tutorial, from the server.

use protocol_derive::Message;

/// Shows a tutorial.
///
/// Server to client, opcode 0x0179. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0179, from = Server, standing = Short)]
pub struct ServerTutorial {
    pub tutorial_id: u32,
}
