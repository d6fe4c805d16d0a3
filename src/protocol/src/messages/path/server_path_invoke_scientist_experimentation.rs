//! 0x0667: path invoke scientist experimentation, from the server.

use protocol_derive::Message;

/// Opens the experiment of a scientist.
///
/// Server to client, opcode 0x0667. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0667, from = Server, standing = Short)]
pub struct ServerPathInvokeScientistExperimentation {
    pub unit_id: u32,
    pub current_pattern: [u32; 4],
}
