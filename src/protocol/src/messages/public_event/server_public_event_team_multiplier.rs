//! 0x0135: public event team multiplier, from the server.

use protocol_derive::Message;

/// The factor a team's points count with.
///
/// Server to client, opcode 0x0135. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0135, from = Server, standing = Short)]
pub struct ServerPublicEventTeamMultiplier {
    #[wire(bits = 14)]
    pub event_id: u16,
    pub team_multiplier: u32,
}
