//! 0x023E: statistics gfx, from the client.

use protocol_derive::Message;

/// Figures of the graphics.
///
/// Client to server, opcode 0x023E. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x023E, from = Client, standing = Proven)]
pub struct ClientStatisticsGfx {
    pub gfx_stat1: f32,
    pub gfx_stat2: f32,
    pub gfx_stat3: f32,
    pub gfx_stat4: f32,
    pub gfx_stat5: f32,
    pub gfx_stat6: f32,
    pub gfx_stat7: f32,
    pub gfx_stat8: f32,
}
