//! 0x00BF: logout request, from the client.

use protocol_derive::Message;

/// Starts or breaks off camping before logout.
///
/// Client to server, opcode 0x00BF. Layout: proven against the client's own codec. Sequence:
/// flows.md section 6.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00BF, from = Client, standing = Proven)]
pub struct ClientLogoutRequest {
    pub initiated: bool,
}
