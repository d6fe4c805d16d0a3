//! 0x098E: store purchase history, from the server.

use crate::enums::AccountCurrencyType;
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// Past purchases.
///
/// Server to client, opcode 0x098E. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x098E, from = Server, standing = Proven)]
pub struct ServerStorePurchaseHistory {
    #[wire(count = 32)]
    pub purchases: Vec<ServerStorePurchaseHistoryPurchases>,
}

/// What `purchases` of [`ServerStorePurchaseHistory`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerStorePurchaseHistoryPurchases {
    pub purchase_id: u64,
    pub transaction_date_time: u64,
    #[wire(bits = 5)]
    pub currency_id: AccountCurrencyType,
    #[wire(bits = 3)]
    pub unknown0: u8,
    pub cost: f32,
    pub name: WString,
    pub unknown1: bool,
    pub unknown2: u64,
    pub unknown3: u32,
}
