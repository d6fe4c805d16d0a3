//! 0x052E: housing return, from the client.

use protocol_derive::Message;

/// Leaves the residence for where one came from.
///
/// Client to server, opcode 0x052E. Layout: empty, as the client expects. Sequence: flows.md
/// section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x052E, from = Client, standing = Empty)]
pub struct ClientHousingReturn;
