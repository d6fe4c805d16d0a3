//! 0x053B: housing plot update, from the server.

use protocol_derive::Message;

/// How far the building on a plot is.
///
/// Server to client, opcode 0x053B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x053B, from = Server, standing = Proven)]
pub struct ServerHousingPlotUpdate {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub residence_id: u64,
    pub plot_index: u32,
    pub build_stage: u32,
    #[wire(bits = 3)]
    pub build_state: u8,
}
