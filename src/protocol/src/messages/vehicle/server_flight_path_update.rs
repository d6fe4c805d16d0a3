//! 0x0188: flight path update, from the server.

use protocol_derive::Message;

/// All taxi nodes the character has found (rows of `TaxiNode.tbl`); the client forgets those it
/// was told before.
///
/// Server to client, opcode 0x0188. Layout: equal to a codec of the client, too short for certainty
/// (`client_registry.tsv`). Sequence: on entering the world, and when a node is found.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0188, from = Server, standing = Short)]
pub struct ServerFlightPathUpdate {
    #[wire(count = 32)]
    pub taxi_nodes: Vec<u32>,
}
