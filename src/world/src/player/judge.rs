//! Whether a player meets a prerequisite, as far as a zone can tell (`game::prerequisite`).

use game::clock::time_of_day;
use game::prerequisite::{Asked, Fact, Kind, Subject};

use crate::entity::slots::Row;
use crate::player::players::Seat;
use crate::zone::Zone;

/// Seconds of an hour of the game's day.
const HOUR_S: u32 = 3_600;

/// Whether a player meets a row of `Prerequisite.tbl`; `None` when nobody here can tell.
pub(crate) fn meets(zone: &Zone, seat: Seat, prerequisite: u32) -> Option<bool> {
    let player = Player { zone, seat };
    zone.data.prerequisites().judge(prerequisite, &player)
}

/// Whether a unit is there for a player: its client shows it nobody whom it knows not to meet what
/// the unit's creature asks for.
pub(crate) fn is_there(zone: &Zone, seat: Seat, row: Row) -> bool {
    let creature = zone.units.look[row as usize].creature_id;
    let shown_to = { zone.data.creature(creature) }.map_or(0, |creature| creature.visible_to);
    meets(zone, seat, shown_to) != Some(false)
}

struct Player<'a> {
    zone: &'a Zone,
    seat: Seat,
}

impl Subject for Player<'_> {
    fn fact(&self, asked: Asked) -> Option<Fact> {
        let zone = self.zone;
        let row = zone.row(self.seat);
        let character = &zone.players.at(self.seat).entry.sheet.character;
        let number = |value: u32| Some(Fact::Number(value));
        match asked.kind {
            Kind::Level => number(u32::from(character.level)),
            Kind::Race => number(u32::from(character.race)),
            Kind::Class => number(u32::from(character.class)),
            Kind::Sex => number(u32::from(character.sex)),
            Kind::Path => number(u32::from(character.path)),
            Kind::Faction => number(u32::from(zone.units.faction[row as usize].0)),
            Kind::BornTo => number(u32::from(character.faction)),
            Kind::Dead => number(u32::from(zone.players.at(self.seat).death.is_some())),
            Kind::Fighting => number(u32::from(zone.fights.is_fighting(row))),
            Kind::Hour => number(time_of_day(zone.now.unix) / HOUR_S),
            Kind::World => Some(Fact::Is(asked.object == u32::from(zone.config.world_id.0))),
            Kind::Zone => {
                let mut line = zone.data.atlas().line(character.world_zone_id);
                let is_there = line.any(|part| u32::from(part.id.0) == asked.value);
                Some(Fact::Is(is_there))
            }
            // Nobody has a quest as long as no quests are given.
            Kind::Quest => number(0),
            Kind::Objective | Kind::ObjectiveDone | Kind::ObjectiveReached => Some(Fact::Is(false)),
        }
    }
}
