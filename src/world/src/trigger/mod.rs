//! Volumes of the world that notice who comes in and goes out.
//!
//! The volumes of a world lie in the cells they reach into, so that whoever moves is compared with
//! those around it and no others. Who moved in a step crosses at most once each border per step: in
//! and out of a volume between two steps is noticed by nobody.
//!
//! Turnstiles and free volumes of public events are places of this kind: a point, a range and the
//! objective that counts who comes in (`features.md` sections 4 and 5). Their places are in no
//! table, but in the script of each event; a script here has them by `zone.place`.

use bezgelor_core::Vec3;
use bezgelor_core::ids::WorldId;
use bezgelor_core::limits::{CELL_SIZE, SCRIPT_PLACES_FROM, SCRIPT_PLACES_PER_ZONE_MAX};
use game::movement::in_world;
use game::volume::Volume;
use tables::{TableSet, rows};

use crate::outputs::{Event, Outputs};
use crate::player::players::{Seat, Stage};
use crate::script::{Happening, Kind};
use crate::zone::Zone;

/// World units; a larger volume is no place but a mistake of the data.
const RADIUS_MAX: f32 = 512.0;

/// A volume of a world: a row of `WorldLocation2.tbl` with a size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Location {
    /// The row.
    pub id: u32,
    /// Of which world.
    pub world_id: WorldId,
    /// Where, and how large.
    pub volume: Volume,
}

/// All of the tables that have a size and a place.
pub(crate) fn locations(set: &TableSet) -> Vec<Location> {
    let location = |row: rows::WorldLocation2<'_>| {
        let mut at = row.position_all().iter();
        let mut next = || at.next().unwrap_or(f32::NAN);
        Location {
            id: row.id(),
            world_id: row.world_id(),
            volume: Volume {
                center: Vec3::new(next(), next(), next()),
                radius: row.radius(),
                reach: row.max_vertical_distance(),
            },
        }
    };
    let is_place = |location: &Location| {
        let volume = location.volume;
        in_world(volume.center) && volume.radius > 0.0 && volume.radius <= RADIUS_MAX
    };
    let all = set.world_location2().iter().map(location);
    all.filter(is_place).collect()
}

type Cell = (i32, i32);

/// The volumes of one world, by cell.
#[derive(Debug, Default)]
pub(crate) struct Triggers {
    volumes: Vec<Location>,
    /// (cell, index of a volume that reaches into it), ascending.
    cells: Vec<(Cell, u32)>,
    /// Those of scripts, ascending by number; few, so they are looked through.
    places: Vec<Location>,
    /// Memory for where somebody is now.
    now: Vec<u32>,
}

impl Triggers {
    /// Those of `world_id` among all.
    pub(crate) fn new(world_id: WorldId, all: &[Location]) -> Self {
        let own = all.iter().filter(|location| location.world_id == world_id);
        let mut volumes: Vec<Location> = own.copied().collect();
        volumes.sort_by_key(|location| location.id);
        let mut cells = Vec::new();
        for (index, location) in volumes.iter().enumerate() {
            let Volume { center, radius, .. } = location.volume;
            let (first, last) = (
                cell(center.x - radius, center.z - radius),
                cell(center.x + radius, center.z + radius),
            );
            for x in first.0..=last.0 {
                cells.extend((first.1..=last.1).map(|z| ((x, z), index as u32)));
            }
        }
        cells.sort_unstable();
        let (places, now) = (Vec::new(), Vec::new());
        Self {
            volumes,
            cells,
            places,
            now,
        }
    }

    /// Fills `found` with the locations a point lies in, ascending.
    fn around(&self, at: Vec3, found: &mut Vec<u32>) {
        found.clear();
        let here = cell(at.x, at.z);
        let from = self.cells.partition_point(|&(cell, _)| cell < here);
        let near = self.cells[from..].iter();
        let near = near.take_while(|&&(cell, _)| cell == here);
        let near = near.map(|&(_, index)| &self.volumes[index as usize]);
        found.extend(
            near.filter(|near| near.volume.contains(at))
                .map(|near| near.id),
        );
        let places = self.places.iter();
        let near = places.filter(|place| place.volume.contains(at));
        found.extend(near.map(|near| near.id));
    }
}

/// A script wants a place noticed: who stands in it has come into it. One more than a zone takes
/// is not, nor one of a number that is taken.
pub(crate) fn add_place(zone: &mut Zone, out: &mut Outputs, number: u32, volume: Volume) {
    let Some(id) = SCRIPT_PLACES_FROM.checked_add(number) else {
        return;
    };
    let places = &mut zone.triggers.places;
    let found = places.binary_search_by_key(&id, |place| place.id);
    let Err(at) = found else { return };
    if places.len() >= SCRIPT_PLACES_PER_ZONE_MAX {
        return;
    }
    let world_id = zone.config.world_id;
    let place = Location {
        id,
        world_id,
        volume,
    };
    places.insert(at, place);
    let mut seat = 0;
    while let Some(next) = zone.players.next_taken(seat) {
        follow(zone, out, next);
        seat = next + 1;
    }
}

/// No place of a script is noticed any more; nobody is told to have gone out of one.
pub(crate) fn forget_places(zone: &mut Zone) {
    zone.triggers.places.clear();
    let mut seat = 0;
    while let Some(next) = zone.players.next_taken(seat) {
        let inside = &mut zone.players.at_mut(next).inside;
        inside.retain(|&location| location < SCRIPT_PLACES_FROM);
        seat = next + 1;
    }
}

fn cell(x: f32, z: f32) -> Cell {
    (
        (x / CELL_SIZE).floor() as i32,
        (z / CELL_SIZE).floor() as i32,
    )
}

/// Notices who crossed a border: everybody who moved in this step, by themselves or carried along.
pub(crate) fn follow_all(zone: &mut Zone, out: &mut Outputs) {
    if zone.triggers.volumes.is_empty() && zone.triggers.places.is_empty() {
        return;
    }
    for i in 0..zone.movers.len() {
        follow(zone, out, zone.movers[i]);
    }
    for i in 0..zone.riders.len() {
        follow(zone, out, zone.riders[i]);
    }
    for i in 0..zone.fliers.len() {
        follow(zone, out, zone.fliers[i]);
    }
}

/// Notices what one player came into or went out of, and says so: out first.
pub(crate) fn follow(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    let at = zone.placement(seat).position;
    let (unit, hears) = (zone.unit_id(seat), zone.scripts.hears());
    let player = zone.players.at_mut(seat);
    if player.stage != Stage::InWorld {
        return;
    }
    let mut now = std::mem::take(&mut zone.triggers.now);
    zone.triggers.around(at, &mut now);
    if player.inside != now {
        let connection = player.entry.connection;
        for (location, came) in crossings(&player.inside, &now) {
            out.event(Event::Crossed {
                connection,
                location,
                came,
            });
            let kind = if came { Kind::Came } else { Kind::Went };
            if hears.contains(kind) {
                out.happening(Happening::Crossed {
                    player: unit,
                    location,
                    came,
                });
            }
        }
        player.inside.clone_from(&now);
    }
    zone.triggers.now = now;
}

/// What lies between two lists, both ascending: out of what is only in the first, into what is only
/// in the second.
fn crossings<'a>(before: &'a [u32], now: &'a [u32]) -> impl Iterator<Item = (u32, bool)> + 'a {
    let only = |own: &'a [u32], other: &'a [u32]| {
        let own = own.iter().copied();
        own.filter(move |id| other.binary_search(id).is_err())
    };
    let out = only(before, now).map(|location| (location, false));
    out.chain(only(now, before).map(|location| (location, true)))
}

#[cfg(test)]
mod tests;
