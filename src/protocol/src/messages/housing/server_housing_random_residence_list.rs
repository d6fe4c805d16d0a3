//! 0x0527: housing random residence list, from the server.

use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// Some residences to visit.
///
/// Server to client, opcode 0x0527. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0527, from = Server, standing = Proven)]
pub struct ServerHousingRandomResidenceList {
    #[wire(count = 32)]
    pub residences: Vec<ServerHousingRandomResidenceListResidences>,
}

/// What `residences` of [`ServerHousingRandomResidenceList`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerHousingRandomResidenceListResidences {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub residence_id: u64,
    pub owner: WString,
    pub name: WString,
}
