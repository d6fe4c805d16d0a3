//! 0x00E4: resurrect request, from the client.

use protocol_derive::Message;

/// Asks to be able to raise the dead target.
///
/// Client to server, opcode 0x00E4. Layout: empty, as the client expects. Sequence: flows.md
/// section 9.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00E4, from = Client, standing = Empty)]
pub struct ClientResurrectRequest;
