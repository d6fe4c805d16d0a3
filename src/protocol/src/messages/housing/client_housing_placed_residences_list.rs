//! 0x052A: housing placed residences list, from the client.

use protocol_derive::Message;

/// Asks for the residences placed in the community.
///
/// Client to server, opcode 0x052A. Layout: empty, as the client expects. Sequence: flows.md
/// section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x052A, from = Client, standing = Empty)]
pub struct ClientHousingPlacedResidencesList;
