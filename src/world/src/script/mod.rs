//! What scripts hear of a zone and what they do to it.
//!
//! A zone runs no script. It says what happens beside what it puts out, as far as somebody listens
//! ([`Heard`]); whoever runs scripts answers with [`Act`]s, which are inputs of a later step like
//! any other command. So a recording holds what scripts did and is run again without them, and who
//! listens changes nothing in the zone.

mod act;
mod happening;
mod made;

pub use act::Act;
pub(crate) use act::perform;
pub use happening::{Happening, Heard, Kind, Visitor};
pub(crate) use made::{forget, is_made};

use bezgelor_core::ids::UnitId;

use crate::creature::life;
use crate::entity::slots::Row;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// What a zone knows of scripts.
#[derive(Debug, Default)]
pub(crate) struct Scripts {
    hears: Heard,
    made: made::Made,
}

impl Scripts {
    /// What is listened to.
    pub(crate) fn hears(&self) -> Heard {
        self.hears
    }
}

impl Zone {
    /// From now on these kinds of happenings are told, and no others. Nothing else depends on it:
    /// it is no input.
    pub fn listen(&mut self, hears: Heard) {
        self.scripts.hears = hears;
    }

    /// The players whom scripts know to be here, for scripts that begin now.
    #[must_use]
    pub fn visitors(&self) -> Vec<Visitor> {
        let seats = self.players.taken();
        let known = seats.filter(|&seat| self.players.at(seat).is_introduced);
        known.map(|seat| visitor(self, seat)).collect()
    }

    /// The creatures and things that stand, as they would have been told, for scripts that begin
    /// now.
    #[must_use]
    pub fn standing(&self) -> Vec<Happening> {
        let is_thing = |row: &Row| self.units.seat[*row as usize].is_none();
        let there = self.units.alive().filter(is_thing);
        let there = there.filter(|&row| !life::is_gone(self, row));
        let spawned = |row: Row| Happening::Spawned {
            unit: self.units.id(row),
            creature: self.units.look[row as usize].creature_id.0,
            at: self.position_now(row),
        };
        there.map(spawned).collect()
    }
}

fn visitor(zone: &Zone, seat: Seat) -> Visitor {
    let character = &zone.players.at(seat).entry.sheet.character;
    Visitor {
        player: zone.unit_id(seat),
        name: character.name.as_str().into(),
        level: character.level,
        race: character.race,
        class: character.class,
        faction: character.faction,
        at: zone.placement(seat).position,
    }
}

/// Says what happened, when somebody listens.
pub(crate) fn tell(
    zone: &Zone,
    out: &mut Outputs,
    kind: Kind,
    happening: impl FnOnce() -> Happening,
) {
    if zone.scripts.hears.contains(kind) {
        out.happening(happening());
    }
}

/// As [`tell`], of something that a creature or thing is part of; nothing of players.
pub(crate) fn tell_of(
    zone: &Zone,
    out: &mut Outputs,
    (kind, row): (Kind, Row),
    happening: impl FnOnce(UnitId, u32) -> Happening,
) {
    let i = row as usize;
    if zone.scripts.hears.contains(kind) && zone.units.seat[i].is_none() {
        let creature = zone.units.look[i].creature_id.0;
        out.happening(happening(zone.units.id(row), creature));
    }
}

/// A client shows the world: its player is here for scripts, once in its stay.
pub(crate) fn introduce(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    let player = zone.players.at_mut(seat);
    if !std::mem::replace(&mut player.is_introduced, true) {
        tell(zone, out, Kind::Entered, || {
            Happening::Entered(visitor(zone, seat))
        });
    }
}

/// A player leaves the zone.
pub(crate) fn part(zone: &Zone, out: &mut Outputs, seat: Seat) {
    if zone.players.at(seat).is_introduced {
        tell(zone, out, Kind::Left, || Happening::Left {
            player: zone.unit_id(seat),
            name: zone
                .players
                .at(seat)
                .entry
                .sheet
                .character
                .name
                .as_str()
                .into(),
        });
    }
}

/// A creature or thing stands where none stood before.
pub(crate) fn stands(zone: &Zone, out: &mut Outputs, row: Row) {
    let at = zone.units.position[row as usize];
    tell_of(zone, out, (Kind::Spawned, row), |unit, creature| {
        Happening::Spawned { unit, creature, at }
    });
}
