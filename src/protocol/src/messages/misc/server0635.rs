//! 0x0635: 0635, from the client.

use protocol_derive::Message;

/// 0635.
///
/// A peer names it Server*, but capture (`NexusUnleashed`) and a peer comments show it is
/// client->server: sent by the client as ack of 0x0636 with a u32.
///
/// Client to server, opcode 0x0635. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0635, from = Client, standing = Proven)]
pub struct Server0635 {
    pub unknown0: u32,
}
