//! 0x052C: housing random community list, from the client.

use protocol_derive::Message;

/// Asks for some communities to visit.
///
/// Client to server, opcode 0x052C. Layout: empty, as the client expects. Sequence: flows.md
/// section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x052C, from = Client, standing = Empty)]
pub struct ClientHousingRandomCommunityList;
