//! 0x0133: public event objective notification mode, from the server.

use crate::enums::PublicEventObjectiveNotificationMode;
use protocol_derive::Message;

/// How an objective of a public event is shown.
///
/// Server to client, opcode 0x0133. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0133, from = Server, standing = Short)]
pub struct ServerPublicEventObjectiveNotificationMode {
    #[wire(bits = 14)]
    pub objective_id: u16,
    #[wire(bits = 32)]
    pub notification_mode: PublicEventObjectiveNotificationMode,
}
