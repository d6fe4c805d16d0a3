//! 0x0724: generic floater string, from the server.

use crate::wire::WString;
use protocol_derive::Message;

/// A text floats over the player.
///
/// Server to client, opcode 0x0724. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0724, from = Server, standing = Short)]
pub struct ServerGenericFloaterString {
    pub text: WString,
}
