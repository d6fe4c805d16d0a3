//! 0x0356: dialog opened, from the client.

use protocol_derive::Message;

/// A dialogue was opened.
///
/// Client to server, opcode 0x0356. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0356, from = Client, standing = Empty)]
pub struct ClientDialogOpened;
