//! 0x039B: friendship set public display name, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Sets the name account friends see.
///
/// Client to server, opcode 0x039B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x039B, from = Client, standing = Proven)]
pub struct ClientFriendshipSetPublicDisplayName {
    pub public_display_name: WString,
}
