//! 0x06D1: support ticket, from the client.

use crate::enums::Language;
use crate::wire::WString;
use bezgelor_core::Vec3;
use protocol_derive::Message;

/// Asks support for help.
///
/// Client to server, opcode 0x06D1. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06D1, from = Client, standing = Proven)]
pub struct ClientSupportTicket {
    pub ticket_category_id: u16,
    pub ticket_sub_category_id: u16,
    pub position: Vec3,
    pub subject: WString,
    pub body: WString,
    #[wire(bits = 32)]
    pub language_id: Language,
}
