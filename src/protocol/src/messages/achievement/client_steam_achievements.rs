//! 0x0823: steam achievements, from the client.

use protocol_derive::Message;

/// Achievements of the player on Steam, as the platform hands them over.
///
/// Client to server, opcode 0x0823. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0823, from = Client, standing = Proven)]
pub struct ClientSteamAchievements {
    pub steam_game_id: u32,
    #[wire(length = 32)]
    pub bytes: Vec<u8>,
}
