//! 0x0688: pending world removal cancel, from the server.

use protocol_derive::Message;

/// The player may stay after all.
///
/// Server to client, opcode 0x0688. Layout: empty, as the client expects. Sequence: flows.md
/// section 5.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0688, from = Server, standing = Empty)]
pub struct ServerPendingWorldRemovalCancel;
