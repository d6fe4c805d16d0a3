//! Structures that several messages about costume share.

use protocol_derive::Wire;

/// Looks and dyes for seven slots. `mask` tells which are shown.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Costume {
    pub index: u32,
    pub mask: u32,
    #[wire(bits = 2)]
    pub mannequin_index: u8,
    pub item_ids: [u32; 7],
    pub dye_data: [i32; 7],
}
