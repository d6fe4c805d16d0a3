//! 0x0814: spell threshold clear, from the server.

use protocol_derive::Message;

/// A spell with stages is over.
///
/// Server to client, opcode 0x0814. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0814, from = Server, standing = Short)]
pub struct ServerSpellThresholdClear {
    #[wire(bits = 18)]
    pub spell4_id: u32,
    pub unknown0: bool,
}
