//! 0x05A3: mail available, from the server.

use crate::enums::{ContentType, MailFlag, SenderType};
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// Letters in the box: all of them on entering the world, new ones later.
///
/// Server to client, opcode 0x05A3. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 14.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05A3, from = Server, standing = Proven)]
pub struct ServerMailAvailable {
    pub new_mail: bool,
    #[wire(count = 32)]
    pub mail_list: Vec<ServerMailAvailableMailList>,
}

/// What `mail_list` of [`ServerMailAvailable`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerMailAvailableMailList {
    pub mail_id: u64,
    #[wire(bits = 32)]
    pub sender_type: SenderType,
    #[wire(bits = 14)]
    pub content_type: ContentType,
    pub subject: WString,
    pub message: WString,
    #[wire(bits = 21)]
    pub subject_string_id: u32,
    #[wire(bits = 21)]
    pub body_string_id: u32,
    #[wire(bits = 18)]
    pub from_creature_id: u32,
    #[wire(bits = 4)]
    pub currency_sent_type: u8,
    pub currency_sent_amount: u64,
    pub cost_on_delivery_amount: u64,
    pub expiry_time_in_days: f32,
    #[wire(bits = 32)]
    pub flags: MailFlag,
    pub sender: Identity,
    #[wire(count = 32)]
    pub attachments: Vec<ServerMailAvailableMailListAttachments>,
}

/// What `attachments` of [`ServerMailAvailableMailList`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerMailAvailableMailListAttachments {
    #[wire(bits = 18)]
    pub item2_id: u32,
    pub stack_count: u32,
    pub charges: u32,
    pub item_random_circuit_data: u64,
    pub item_random_glyph_data: u32,
    pub threshold_data: u64,
    #[wire(bits = 18)]
    pub unknown7: u32,
    pub item2_id_microchip: [u32; 5],
    pub item2_id_glyph: [u32; 8],
}
