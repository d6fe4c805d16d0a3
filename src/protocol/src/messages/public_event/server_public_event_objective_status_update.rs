//! 0x0134: public event objective status update, from the server.

use crate::structs::PublicEventObjectiveStatus;
use protocol_derive::Message;

/// Status and count of an objective of a public event.
///
/// Server to client, opcode 0x0134. Layout: proven against the client's codec except for
/// conditional parts. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0134, from = Server, standing = Partial)]
pub struct ServerPublicEventObjectiveStatusUpdate {
    #[wire(bits = 15)]
    pub objective_id: u16,
    pub objective_status: PublicEventObjectiveStatus,
}
