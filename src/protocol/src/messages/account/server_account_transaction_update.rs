//! 0x097D: account transaction update, from the server.

use crate::wire::WString;
use protocol_derive::Message;

/// A purchase was redeemed, or is not any more.
///
/// Server to client, opcode 0x097D. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x097D, from = Server, standing = Short)]
pub struct ServerAccountTransactionUpdate {
    pub transaction_guid: WString,
    pub redeemed: bool,
}
