//! 0x060A: matching list players queued for map, from the server.

use crate::enums::Faction;
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// Who else waits for a map.
///
/// Server to client, opcode 0x060A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x060A, from = Server, standing = Proven)]
pub struct ServerMatchingListPlayersQueuedForMap {
    pub map_id: u32,
    #[wire(count = 32)]
    pub queued_players: Vec<ServerMatchingListPlayersQueuedForMapQueuedPlayers>,
}

/// What `queued_players` of [`ServerMatchingListPlayersQueuedForMap`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerMatchingListPlayersQueuedForMapQueuedPlayers {
    pub identity: Identity,
    pub name: WString,
    #[wire(bits = 14)]
    pub faction: Faction,
    #[wire(bits = 14)]
    pub race: u16,
    #[wire(bits = 14)]
    pub class: u16,
    /// Client; a peer writes u14.
    #[wire(bits = 2)]
    pub gender: u8,
    pub level: u32,
    #[wire(bits = 3)]
    pub path: u8,
    pub field_30_32bit: u32,
    pub field_34_1bit: bool,
    pub field_38_32bit: u32,
    pub field_3_c_32bit: f32,
    pub some_stat_list: [ServerMatchingListPlayersQueuedForMapQueuedPlayersSomeStatList; 5],
    #[wire(count = 32)]
    pub prime_levels: Vec<ServerMatchingListPlayersQueuedForMapQueuedPlayersPrimeLevels>,
}

/// What `some_stat_list` of [`ServerMatchingListPlayersQueuedForMapQueuedPlayers`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerMatchingListPlayersQueuedForMapQueuedPlayersSomeStatList {
    pub unknown6: u16,
    pub unknown7: u8,
}

/// What `prime_levels` of [`ServerMatchingListPlayersQueuedForMapQueuedPlayers`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerMatchingListPlayersQueuedForMapQueuedPlayersPrimeLevels {
    #[wire(bits = 15)]
    pub world_id: u16,
    pub prime_level_achieved: u16,
}
