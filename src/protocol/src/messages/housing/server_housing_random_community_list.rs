//! 0x0526: housing random community list, from the server.

use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// Some communities to visit.
///
/// Server to client, opcode 0x0526. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0526, from = Server, standing = Proven)]
pub struct ServerHousingRandomCommunityList {
    #[wire(count = 32)]
    pub communities: Vec<ServerHousingRandomCommunityListCommunities>,
}

/// What `communities` of [`ServerHousingRandomCommunityList`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerHousingRandomCommunityListCommunities {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub neighborhood_id: u64,
    pub name: WString,
    pub owner: WString,
}
