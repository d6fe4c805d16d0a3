//! 0x0168: mail send, from the client.

use crate::enums::DeliverySpeed;
use crate::wire::WString;
use protocol_derive::Message;

/// Sends a letter with items and money.
///
/// Client to server, opcode 0x0168. Layout: proven against the client's own codec. Sequence:
/// flows.md section 14.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0168, from = Client, standing = Proven)]
pub struct ClientMailSend {
    pub name: WString,
    pub realm: WString,
    pub subject: WString,
    pub message: WString,
    pub credits_sent: u64,
    pub cash_on_delivery_amount: u64,
    #[wire(bits = 2)]
    pub delivery_speed: DeliverySpeed,
    pub mailbox_unit_id: u32,
    pub items: [u64; 10],
}
