//! 0x00E1: datacube update, from the server.

use crate::structs::Datacube;
use protocol_derive::Message;

/// A datacube was found.
///
/// Server to client, opcode 0x00E1. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00E1, from = Server, standing = Short)]
pub struct ServerDatacubeUpdate {
    pub datacube_data: Datacube,
}
