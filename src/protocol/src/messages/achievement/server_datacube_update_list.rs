//! 0x00E0: datacube update list, from the server.

use crate::structs::Datacube;
use protocol_derive::Message;

/// All datacubes and journals found; sent on entering the world.
///
/// Server to client, opcode 0x00E0. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00E0, from = Server, standing = Proven)]
pub struct ServerDatacubeUpdateList {
    #[wire(count = 32)]
    pub datacube_data: Vec<Datacube>,
    #[wire(count = 32)]
    pub datacube_volume_data: Vec<Datacube>,
}
