//! 0x06B2: path change request, from the client.

use crate::enums::Path;
use protocol_derive::Message;

/// Changes the path.
///
/// Client to server, opcode 0x06B2. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06B2, from = Client, standing = Proven)]
pub struct ClientPathChangeRequest {
    #[wire(bits = 3)]
    pub path: Path,
    pub on_cooldown: bool,
}
