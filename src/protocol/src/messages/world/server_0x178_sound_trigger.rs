//! 0x0178: 0x178 sound trigger, from the server.

use protocol_derive::Message;

/// Plays a sound; without fields.
///
/// Server to client, opcode 0x0178. Layout: empty, as the client expects.
#[expect(non_camel_case_types, reason = "the name the reference gives it")]
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0178, from = Server, standing = Empty)]
pub struct Server_0x178_SoundTrigger;
