//! 0x0109: hazard action, from the server.

use crate::enums::HazardAction;
use protocol_derive::Message;

/// A hazard began, ended or changed how it shows.
///
/// Server to client, opcode 0x0109. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0109, from = Server, standing = Short)]
pub struct ServerHazardAction {
    #[wire(bits = 14)]
    pub hazard_id: u16,
    #[wire(bits = 3)]
    pub action: HazardAction,
}
