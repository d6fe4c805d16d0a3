//! 0x0180: path scientist request scanbot, from the client.

use protocol_derive::Message;

/// Calls the scanbot.
///
/// Client to server, opcode 0x0180. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0180, from = Client, standing = Proven)]
pub struct ClientPathScientistRequestScanbot {
    pub scanbot_profile: u32,
    pub unknown: bool,
}
