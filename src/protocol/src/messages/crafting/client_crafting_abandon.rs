//! 0x084D: crafting abandon, from the client.

use protocol_derive::Message;

/// Gives the craft under way up.
///
/// Client to server, opcode 0x084D. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x084D, from = Client, standing = Empty)]
pub struct ClientCraftingAbandon;
