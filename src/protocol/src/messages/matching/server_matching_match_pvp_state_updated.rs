//! 0x05EA: matching match pvp state updated, from the server.

use crate::enums::PvpGameState;
use protocol_derive::Message;

/// The match entered another phase.
///
/// Server to client, opcode 0x05EA. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05EA, from = Server, standing = Short)]
pub struct ServerMatchingMatchPvpStateUpdated {
    #[wire(bits = 3)]
    pub state: PvpGameState,
    pub time_elapsed: u32,
}
