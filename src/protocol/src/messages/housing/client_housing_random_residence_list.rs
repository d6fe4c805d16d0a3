//! 0x052D: housing random residence list, from the client.

use protocol_derive::Message;

/// Asks for some residences to visit.
///
/// Client to server, opcode 0x052D. Layout: empty, as the client expects. Sequence: flows.md
/// section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x052D, from = Client, standing = Empty)]
pub struct ClientHousingRandomResidenceList;
