//! 0x0830: report bug, from the client.

use crate::enums::BugCategory;
use crate::wire::WString;
use protocol_derive::Message;

/// Reports a bug.
///
/// Client to server, opcode 0x0830. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0830, from = Client, standing = Proven)]
pub struct ClientReportBug {
    #[wire(bits = 16)]
    pub bug_category_id: BugCategory,
    pub selected_unit_id: u32,
    pub quest2_id: u32,
    pub description: WString,
}
