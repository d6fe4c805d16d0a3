//! What of a player is kept while it plays, and when: where it is, how it is, how long it
//! played, what it saw and read.

use bezgelor_core::ids::ConnectionId;
use bezgelor_core::limits::SOFT_STATE_AGE_MS_MAX;
use bezgelor_core::model::{CharacterSoftState, Condition};
use bezgelor_core::time::Millis;
use bezgelor_core::travel::Spot;

use crate::entity::units::Body;
use crate::outputs::Outputs;
use crate::player::players::{Player, Seat};
use crate::travel::flight;
use crate::zone::Zone;

/// How old a position may get before it is saved again; the rest of the bound is the database's.
const SAVE_INTERVAL_MS: u64 = SOFT_STATE_AGE_MS_MAX * 2 / 3;

/// How a player with such a body is, as it is kept.
pub(crate) fn condition_of(player: &Player, body: &Body) -> Condition {
    let is_dead = player.death.is_some();
    let lacks = if is_dead {
        0.0
    } else {
        body.health_max - body.health
    };
    Condition {
        wounds: lacks.max(0.0) as u32,
        is_dead,
        pet: player.entry.sheet.condition.pet,
    }
}

impl Zone {
    /// The soft state of a player as of now; its revision counts up.
    pub(crate) fn save(&mut self, out: &mut Outputs, seat: Seat) {
        let spot = self.found_at(seat);
        self.save_at(out, seat, spot);
    }

    /// Where a player is to be found when it comes again now.
    pub(crate) fn found_at(&self, seat: Seat) -> Spot {
        flight::lands_at(self, seat).unwrap_or_else(|| self.spot(seat))
    }

    /// Where a player stands, in which world.
    pub(crate) fn spot(&self, seat: Seat) -> Spot {
        Spot {
            world_id: self.config.world_id,
            placement: self.placement(seat),
        }
    }

    /// As [`Zone::save`], for a player that is to be found at `spot`.
    pub(crate) fn save_at(&mut self, out: &mut Outputs, seat: Seat, spot: Spot) {
        let Spot {
            world_id,
            placement,
        } = spot;
        let now = self.now;
        let condition = self.condition(seat);
        let player = self.players.at_mut(seat);
        let played_s = player.played_before_s + now.mono.since(player.joined_at) / 1000;
        let sheet = &mut player.entry.sheet;
        let seen = sheet.explored.take_unsaved();
        let reputations = sheet.reputations.take_unsaved();
        let read = sheet.lore.take_unsaved();
        sheet.condition = condition;
        let character = &mut sheet.character;
        character.revision += 1;
        character.placement = placement;
        character.played_s = played_s;
        character.last_online_at = now.unix;
        player.save_at = now.mono.plus(SAVE_INTERVAL_MS);
        out.save(CharacterSoftState {
            id: character.id,
            world_id,
            world_zone_id: character.world_zone_id,
            placement,
            played_s,
            last_online_at: now.unix,
            revision: character.revision,
            seen,
            reputations,
            read,
            condition,
        });
    }

    /// How a player is, as it is kept.
    fn condition(&self, seat: Seat) -> Condition {
        let player = self.players.at(seat);
        let body = self.units.body[self.row(seat) as usize];
        condition_of(player, &body)
    }

    /// Saves whoever was saved too long ago.
    pub(crate) fn save_due(&mut self, out: &mut Outputs) {
        let now = self.now.mono;
        let mut seat = 0;
        while let Some(next) = self.players.next_taken(seat) {
            if self.players.at(next).save_at <= now {
                self.save(out, next);
            }
            seat = next + 1;
        }
    }

    /// When a newcomer is saved first: spread, so that a crowd that came together is not saved
    /// together ever after.
    pub(crate) fn first_save_at(&self, connection: ConnectionId) -> Millis {
        let spread = connection.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        self.now.mono.plus(1 + spread % SAVE_INTERVAL_MS)
    }
}
