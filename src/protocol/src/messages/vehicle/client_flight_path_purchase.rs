//! 0x00FF: flight path purchase, from the client.

use protocol_derive::Message;

/// Buys a flight with a taxi, or the crossing with a shuttle: the routes in the order they are
/// flown (rows of `TaxiRoute.tbl`), the first from the node of the taxi that was talked to.
///
/// Client to server, opcode 0x00FF. Layout: proven against the client's own codec
/// (`client_registry.tsv`). Sequence: the client finds the way and its price by itself.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00FF, from = Client, standing = Proven)]
pub struct ClientFlightPathPurchase {
    #[wire(count = 32, max = 64)]
    pub taxi_routes: Vec<u32>,
}
