//! 0x0700: public event trigger ui updates, from the server.

use protocol_derive::Message;

/// The windows of a public event open or close.
///
/// Server to client, opcode 0x0700. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0700, from = Server, standing = Short)]
pub struct ServerPublicEventTriggerUiUpdates {
    #[wire(bits = 14)]
    pub event_id: u16,
    pub start: bool,
}
