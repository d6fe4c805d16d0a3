//! 0x050A: housing remodel, from the client.

use crate::structs::TargetResidence;
use protocol_derive::Message;

/// Changes the outside of a residence: roof, door, sky, music.
///
/// Client to server, opcode 0x050A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x050A, from = Client, standing = Proven)]
pub struct ClientHousingRemodel {
    pub target_residence: TargetResidence,
    pub wallpaper_id: u32,
    pub roof_decor_info_id: u32,
    pub entryway_decor_info_id: u32,
    pub door_decor_info_id: u32,
    pub sky_wallpaper_id: u32,
    pub music_id: u32,
    pub ground_wallpaper_id: u32,
    #[wire(bits = 3)]
    pub operation: u8,
}
