//! 0x00D3: hide instance game mode dialog, from the server.

use protocol_derive::Message;

/// Closes the window of the instance's difficulty.
///
/// Server to client, opcode 0x00D3. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00D3, from = Server, standing = Proven)]
pub struct ServerHideInstanceGameModeDialog {
    /// The client message struct has one member of up to 32 bits; a peer writes nothing.
    pub unknown0: u32,
}
