//! 0x0141: rapid transport, from the client.

use protocol_derive::Message;

/// Travels to a taxi point at once.
///
/// Client to server, opcode 0x0141. Layout: proven against the client's own codec. Sequence:
/// flows.md section 5.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0141, from = Client, standing = Proven)]
pub struct ClientRapidTransport {
    #[wire(bits = 14)]
    pub taxi_node: u16,
    pub time: u32,
}
