//! 0x03D3: fortune notify storefront, from the client.

use protocol_derive::Message;

/// The game of fortune was opened from the store.
///
/// Client to server, opcode 0x03D3. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03D3, from = Client, standing = Empty)]
pub struct ClientFortuneNotifyStorefront;
