//! 0x0670: path settler improvement build tier, from the client.

use protocol_derive::Message;

/// A settler builds a tier of an improvement.
///
/// Client to server, opcode 0x0670. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0670, from = Client, standing = Proven)]
pub struct ClientPathSettlerImprovementBuildTier {
    #[wire(bits = 14)]
    pub path_settler_improvement_group_id: u16,
    pub build_tier: u32,
}
