//! 0x0252: quest contract good quality changed, from the server.

use protocol_derive::Message;

/// The contracts on offer today.
///
/// Server to client, opcode 0x0252. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0252, from = Server, standing = Short)]
pub struct ServerQuestContractGoodQualityChanged {
    pub quest_ids: [u32; 3],
}
