//! 0x03DB: realm info, from the server.

use crate::enums::{RealmFlag, RealmType};
use crate::wire::WString;
use protocol_derive::Message;

/// The realm to connect to: address, session key, name. Ends the conversation with the auth server.
///
/// Server to client, opcode 0x03DB. Layout: proven against the client's own codec.
#[derive(Clone, Default, PartialEq, Message)]
#[wire(opcode = 0x03DB, from = Server, standing = Proven)]
pub struct ServerRealmInfo {
    pub address: u32,
    pub port: u16,
    #[wire(bytes)]
    pub session_key: [u8; 16],
    pub account_id: u32,
    pub realm_name: WString,
    #[wire(bits = 32)]
    pub flags: RealmFlag,
    #[wire(bits = 2)]
    pub type_: RealmType,
    #[wire(bits = 21)]
    pub note_text_id: u32,
}
