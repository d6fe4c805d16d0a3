//! 0x03F1: account item gift to account friend, from the client.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// Gives a waiting account item to an account friend.
///
/// Client to server, opcode 0x03F1. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03F1, from = Client, standing = Proven)]
pub struct ClientAccountItemGiftToAccountFriend {
    pub transaction_id: WString,
    pub recipient_account_friend_id: u64,
    pub unused: u32,
    pub gifter: Identity,
}
