//! 0x058F: hello realm, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// The first message of a client on the world server: account and session key. Behind it both ends
/// use the session key.
///
/// Client to server, opcode 0x058F. Layout: proven against the client's own codec.
#[derive(Clone, Default, PartialEq, Message)]
#[wire(opcode = 0x058F, from = Client, standing = Proven)]
pub struct ClientHelloRealm {
    pub account_id: u32,
    #[wire(bytes)]
    pub session_key: [u8; 16],
    pub unused: u64,
    pub account_string: WString,
    pub always3: u32,
}
