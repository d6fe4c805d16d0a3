//! 0x013A: public event reset objective state, from the server.

use protocol_derive::Message;

/// All objectives of a public event begin anew.
///
/// Server to client, opcode 0x013A. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x013A, from = Server, standing = Short)]
pub struct ServerPublicEventResetObjectiveState {
    #[wire(bits = 14)]
    pub public_event_id: u16,
    #[wire(bits = 14)]
    pub public_event_team_id: u16,
}
