//! 0x082E: storefront request purchase history, from the client.

use protocol_derive::Message;

/// Asks for past purchases.
///
/// Client to server, opcode 0x082E. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x082E, from = Client, standing = Empty)]
pub struct ClientStorefrontRequestPurchaseHistory;
