//! 0x04DD: housing placed residences list, from the server.

use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// The residences placed in a community.
///
/// Server to client, opcode 0x04DD. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04DD, from = Server, standing = Proven)]
pub struct ServerHousingPlacedResidencesList {
    #[wire(count = 32)]
    pub residences: Vec<ServerHousingPlacedResidencesListResidences>,
}

/// What `residences` of [`ServerHousingPlacedResidencesList`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerHousingPlacedResidencesListResidences {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub residence_id: u64,
    pub player_name: WString,
    pub property_index: u32,
}
