//! 0x0198: p2 p trade update money, from the server.

use protocol_derive::Message;

/// The money one side offers.
///
/// Server to client, opcode 0x0198. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0198, from = Server, standing = Proven)]
pub struct ServerP2PTradeUpdateMoney {
    pub unit_id: u32,
    pub credits: u64,
}
