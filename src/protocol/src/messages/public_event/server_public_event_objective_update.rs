//! 0x0132: public event objective update, from the server.

use crate::structs::PublicEventObjective;
use protocol_derive::Message;

/// An objective of a public event, all of it.
///
/// Server to client, opcode 0x0132. Layout: proven against the client's codec except for
/// conditional parts. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0132, from = Server, standing = Partial)]
pub struct ServerPublicEventObjectiveUpdate {
    pub objective: PublicEventObjective,
}
