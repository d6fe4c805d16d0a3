//! 0x05D5: matching match initiate looking for replacements, from the client.

use crate::enums::Role;
use protocol_derive::Message;

/// Searches somebody for a free place in the match.
///
/// Client to server, opcode 0x05D5. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05D5, from = Client, standing = Proven)]
pub struct ClientMatchingMatchInitiateLookingForReplacements {
    #[wire(bits = 32)]
    pub roles: Role,
}
