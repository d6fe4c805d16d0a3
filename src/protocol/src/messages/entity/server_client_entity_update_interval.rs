//! 0x0070: client entity update interval, from the server.

use protocol_derive::Message;

/// How often the client reports its movement, in milliseconds.
///
/// Server to client, opcode 0x0070. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0070, from = Server, standing = Short)]
pub struct ServerClientEntityUpdateInterval {
    pub client_entity_send_update_interval: u32,
}
