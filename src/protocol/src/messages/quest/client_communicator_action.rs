//! 0x0360: communicator action, from the client.

use protocol_derive::Message;

/// Takes or declines a call.
///
/// Client to server, opcode 0x0360. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0360, from = Client, standing = Proven)]
pub struct ClientCommunicatorAction {
    #[wire(bits = 15)]
    pub quest_id: u16,
    pub engaged: bool,
}
