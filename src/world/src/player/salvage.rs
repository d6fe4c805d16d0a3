//! What is left of a zone that broke.

use bezgelor_core::geometry::Placement;

use crate::entity::slots::Row;
use crate::player::entry::{Arrival, PlayerEntry};
use crate::player::keep;
use crate::player::players::Player;
use crate::zone::Zone;

impl Zone {
    /// The players of a zone that broke, as they stood, ready to join its successor. Only reads
    /// plain columns, whatever state a panic left them in.
    #[must_use]
    pub fn salvage(mut self) -> Vec<Box<PlayerEntry>> {
        let positions = self.units.position;
        let rotations = self.units.rotation;
        let bodies = self.units.body;
        let now = self.now;
        let players = self.players.drain();
        let entry = |(row, player): (Row, Player)| {
            let condition = bodies.get(row as usize);
            let condition = condition.map(|body| keep::condition_of(&player, body));
            let mut entry = player.entry;
            entry.sheet.condition = condition.unwrap_or(entry.sheet.condition);
            let character = &mut entry.sheet.character;
            if let Some(flight) = &player.flight {
                character.placement = flight.lands_at.placement;
            } else if let (Some(&position), Some(&rotation)) =
                (positions.get(row as usize), rotations.get(row as usize))
            {
                character.placement = Placement { position, rotation };
            }
            character.played_s = player.played_before_s + now.mono.since(player.joined_at) / 1000;
            entry.arrival = if player.greeted {
                Arrival::Transfer
            } else {
                Arrival::Login
            };
            entry
        };
        players.map(entry).collect()
    }
}
