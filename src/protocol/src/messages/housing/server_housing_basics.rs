//! 0x010E: housing basics, from the server.

use crate::enums::ServerHousingBasicsResidencePrivacyLevelFlags;
use protocol_derive::Message;

/// The player's own residence and neighbourhood; on entering the world.
///
/// Server to client, opcode 0x010E. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x010E, from = Server, standing = Proven)]
pub struct ServerHousingBasics {
    pub residence_id: u64,
    pub neighbourhood_id: u64,
    #[wire(bits = 32)]
    pub privacy_level: ServerHousingBasicsResidencePrivacyLevelFlags,
}
