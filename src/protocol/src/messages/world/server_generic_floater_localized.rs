//! 0x0723: generic floater localized, from the server.

use protocol_derive::Message;

/// A text of the client's own floats over the player.
///
/// Server to client, opcode 0x0723. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0723, from = Server, standing = Short)]
pub struct ServerGenericFloaterLocalized {
    pub localized_string_id: u32,
}
