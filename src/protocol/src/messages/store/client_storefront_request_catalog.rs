//! 0x082D: storefront request catalog, from the client.

use protocol_derive::Message;

/// Asks for the store.
///
/// Client to server, opcode 0x082D. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x082D, from = Client, standing = Proven)]
pub struct ClientStorefrontRequestCatalog {
    #[wire(bits = 14)]
    pub unknown0: u16,
}
