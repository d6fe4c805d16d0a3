//! Structures that several messages about vendor share.

use crate::enums::CurrencyType;
use protocol_derive::Wire;

/// An item that can be bought back and its price.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct BuybackItem {
    pub unique_id: u32,
    #[wire(bits = 18)]
    pub item_id: u32,
    pub quantity: u32,
    pub unk3: u64,
    pub unk4: u32,
    pub unk5: u64,
    pub unk6: u64,
    #[wire(bits = 18)]
    pub unk7: u32,
    #[wire(bytes)]
    pub unk8: [u8; 20],
    #[wire(bytes)]
    pub unk9: [u8; 32],
    pub currency_amount: [u64; 2],
    #[wire(bits = 4)]
    pub currency_type_id: [CurrencyType; 2],
    pub unk_e: u32,
}
