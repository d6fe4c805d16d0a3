//! 0x00E2: datacube volume update, from the server.

use crate::structs::Datacube;
use protocol_derive::Message;

/// A page of a journal was found.
///
/// Server to client, opcode 0x00E2. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00E2, from = Server, standing = Short)]
pub struct ServerDatacubeVolumeUpdate {
    pub datacube_volume_data: Datacube,
}
