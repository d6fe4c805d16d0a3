//! 0x082A: storefront purchase character, from the client.

use crate::structs::StorefrontPurchase;
use protocol_derive::Message;

/// Buys an offer for the character.
///
/// Client to server, opcode 0x082A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x082A, from = Client, standing = Proven)]
pub struct ClientStorefrontPurchaseCharacter {
    pub purchase: StorefrontPurchase,
}
