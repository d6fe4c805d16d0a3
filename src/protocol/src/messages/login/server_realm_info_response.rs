//! 0x059D: realm info response, from the server.

use crate::wire::WString;
use protocol_derive::Message;

/// The name of a realm.
///
/// Server to client, opcode 0x059D. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x059D, from = Server, standing = Short)]
pub struct ServerRealmInfoResponse {
    pub realm_id: u32,
    pub realm_name: WString,
}
