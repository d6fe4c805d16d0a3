//! 0x0177: toggle weapons, from the client.

use protocol_derive::Message;

/// Draws or sheathes weapons.
///
/// Client to server, opcode 0x0177. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0177, from = Client, standing = Proven)]
pub struct ClientToggleWeapons {
    pub toggle_state: bool,
}
