//! 0x0671: path settler build status update, from the server.

use crate::structs::SettlerImprovementGroupStatus;
use protocol_derive::Message;

/// One improvement at a settler hub changed.
///
/// Server to client, opcode 0x0671. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0671, from = Server, standing = Proven)]
pub struct ServerPathSettlerBuildStatusUpdate {
    #[wire(bits = 14)]
    pub path_settler_hub_id: u16,
    pub status: SettlerImprovementGroupStatus,
}
