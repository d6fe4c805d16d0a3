//! 0x0761: realm list, from the server.

use crate::structs::{Message, RealmInfo};
use protocol_derive::Message;

/// All realms and their messages.
///
/// Server to client, opcode 0x0761. Layout: proven against the client's own codec. Sequence:
/// flows.md section 1.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0761, from = Server, standing = Proven)]
pub struct ServerRealmList {
    pub unused: u64,
    #[wire(count = 32)]
    pub realms: Vec<RealmInfo>,
    #[wire(count = 32)]
    pub messages: Vec<Message>,
}
