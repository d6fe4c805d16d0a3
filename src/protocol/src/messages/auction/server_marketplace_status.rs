//! 0x0640: marketplace status, from the server.

use crate::enums::MarketplaceStatus;
use protocol_derive::Message;

/// Which of the exchanges are open.
///
/// Server to client, opcode 0x0640. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0640, from = Server, standing = Short)]
pub struct ServerMarketplaceStatus {
    #[wire(bits = 32)]
    pub status: MarketplaceStatus,
}
