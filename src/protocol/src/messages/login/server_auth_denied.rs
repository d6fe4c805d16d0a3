//! 0x063D: auth denied, from the server.

use crate::enums::NpLoginResult;
use protocol_derive::Message;

/// The login is refused, and why.
///
/// Server to client, opcode 0x063D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x063D, from = Server, standing = Proven)]
pub struct ServerAuthDenied {
    #[wire(bits = 32)]
    pub login_result: NpLoginResult,
    pub error_value: u32,
    pub suspended_days: f32,
}
