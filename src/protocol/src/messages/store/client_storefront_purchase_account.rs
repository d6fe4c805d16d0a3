//! 0x0828: storefront purchase account, from the client.

use crate::structs::{Identity, StorefrontPurchase};
use crate::wire::WString;
use protocol_derive::Message;

/// Buys an offer for the account, or as a gift.
///
/// Client to server, opcode 0x0828. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0828, from = Client, standing = Proven)]
pub struct ClientStorefrontPurchaseAccount {
    pub purchase: StorefrontPurchase,
    pub unknown1: u32,
    pub target: Identity,
    pub unknown2: WString,
}
