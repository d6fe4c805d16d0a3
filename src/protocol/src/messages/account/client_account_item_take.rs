//! 0x0839: account item take, from the client.

use protocol_derive::Message;

/// Takes an item out of the account inventory into the bags of the character in play.
///
/// Client to server, opcode 0x0839. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0839, from = Client, standing = Proven)]
pub struct ClientAccountItemTake {
    pub user_inventory_id: u64,
}
