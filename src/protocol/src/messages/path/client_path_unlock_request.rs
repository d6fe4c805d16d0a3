//! 0x06BD: path unlock request, from the client.

use crate::enums::Path;
use protocol_derive::Message;

/// Unlocks another path.
///
/// Client to server, opcode 0x06BD. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06BD, from = Client, standing = Proven)]
pub struct ClientPathUnlockRequest {
    #[wire(bits = 3)]
    pub path: Path,
}
