//! 0x0510: housing plug update, from the client.

use crate::enums::HousingPlugFacing;
use crate::structs::Identity;
use protocol_derive::Message;

/// Puts a plug on a plot, turns it or removes it.
///
/// Client to server, opcode 0x0510. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0510, from = Client, standing = Proven)]
pub struct ClientHousingPlugUpdate {
    pub identity: Identity,
    pub plot_property_index: u32,
    pub plug_item_id: u32,
    pub plot_info_id: u32,
    pub unknown: u32,
    #[wire(bits = 3)]
    pub plug_facing: HousingPlugFacing,
    /// 5 x 5 u32; not read by a peer.
    #[wire(bytes = 100)]
    pub contribution_totals: Vec<u8>,
}
