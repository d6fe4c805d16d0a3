//! 0x066E: path settler build status update list, from the server.

use crate::structs::SettlerImprovementGroupStatus;
use protocol_derive::Message;

/// All improvements at a settler hub.
///
/// Server to client, opcode 0x066E. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x066E, from = Server, standing = Proven)]
pub struct ServerPathSettlerBuildStatusUpdateList {
    #[wire(bits = 14)]
    pub path_settler_hub_id: u16,
    #[wire(count = 32)]
    pub settler_improvement_statuses: Vec<SettlerImprovementGroupStatus>,
}
