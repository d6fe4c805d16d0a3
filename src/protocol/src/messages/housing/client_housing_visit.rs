//! 0x0531: housing visit, from the client.

use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// Visits a residence or community by id or name.
///
/// Client to server, opcode 0x0531. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0531, from = Client, standing = Proven)]
pub struct ClientHousingVisit {
    pub unknown0: u64,
    pub target_residence: ClientHousingVisitTargetResidence,
    pub target_residence_name: WString,
    pub target_community: ClientHousingVisitTargetCommunity,
    pub target_community_name: WString,
}

/// What `target_residence` of [`ClientHousingVisit`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ClientHousingVisitTargetResidence {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub residence_id: u64,
}

/// What `target_community` of [`ClientHousingVisit`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ClientHousingVisitTargetCommunity {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub neighbourhood_id: u64,
}
