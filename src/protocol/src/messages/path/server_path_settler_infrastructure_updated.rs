//! 0x0674: path settler infrastructure updated, from the server.

use crate::enums::ServerPathSettlerInfrastructureUpdatedSettlerInfrastructureState;
use protocol_derive::Message;

/// How far a settler's infrastructure is.
///
/// Server to client, opcode 0x0674. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0674, from = Server, standing = Proven)]
pub struct ServerPathSettlerInfrastructureUpdated {
    pub path_mission_id: u32,
    #[wire(bits = 2)]
    pub state: ServerPathSettlerInfrastructureUpdatedSettlerInfrastructureState,
    pub percent_complete: f32,
}
