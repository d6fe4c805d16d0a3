//! 0x01AF: vehicle disembark, from the client.

use protocol_derive::Message;

/// Gets off the mount or vehicle.
///
/// Client to server, opcode 0x01AF. Layout: empty, as the client expects. Sequence: flows.md
/// section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01AF, from = Client, standing = Empty)]
pub struct ClientVehicleDisembark;
