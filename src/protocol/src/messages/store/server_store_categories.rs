//! 0x0988: store categories, from the server.

use crate::enums::RealCurrency;
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// The categories of the store; the first of its messages.
///
/// Server to client, opcode 0x0988. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0988, from = Server, standing = Proven)]
pub struct ServerStoreCategories {
    #[wire(count = 32)]
    pub store_categories: Vec<ServerStoreCategoriesStoreCategories>,
    #[wire(bits = 3)]
    pub real_currency: RealCurrency,
    #[wire(count = 32)]
    pub currency_packages: Vec<ServerStoreCategoriesCurrencyPackages>,
}

/// What `store_categories` of [`ServerStoreCategories`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerStoreCategoriesStoreCategories {
    pub name: WString,
    pub description: WString,
    pub category_id: u32,
    pub parent_category_id: u32,
    pub index: u32,
    pub visible: bool,
}

/// What `currency_packages` of [`ServerStoreCategories`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerStoreCategoriesCurrencyPackages {
    pub id: u32,
    pub name: WString,
    pub count: u32,
    pub price: f32,
    pub unknown9: u32,
}
