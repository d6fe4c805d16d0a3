//! 0x0152: amp respec result, from the server.

use crate::enums::LimitedActionSetResult;
use protocol_derive::Message;

/// How taking AMPs back ended.
///
/// Server to client, opcode 0x0152. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0152, from = Server, standing = Proven)]
pub struct ServerAmpRespecResult {
    /// Client; a peer writes u3.
    #[wire(count = 7)]
    pub spec_indexes: Vec<u8>,
    /// Client; a peer writes u3.
    #[wire(same_as = spec_indexes, bits = 8)]
    pub results: Vec<LimitedActionSetResult>,
}
