//! 0x00C0: logout confirm, from the client.

use protocol_derive::Message;

/// The camping time is over: log out now.
///
/// Client to server, opcode 0x00C0. Layout: empty, as the client expects. Sequence: flows.md
/// section 6.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00C0, from = Client, standing = Empty)]
pub struct ClientLogoutConfirm;
