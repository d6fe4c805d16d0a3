//! 0x0233: pending account item claim, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Claims an item that was bought for or given to the account and still waits.
///
/// Client to server, opcode 0x0233. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0233, from = Client, standing = Proven)]
pub struct ClientPendingAccountItemClaim {
    pub transaction_id: WString,
}
