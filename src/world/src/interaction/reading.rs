//! Things to read: datacubes, and the pages of journals and tales that lie about (`features.md`
//! section 17). They stay where they are, for everybody; what a character has read it keeps.

use bezgelor_core::lore::{Shelf, Writing};
use protocol::messages::{
    ServerDatacubeUpdate, ServerDatacubeUpdateList, ServerDatacubeVolumeUpdate,
};
use protocol::structs::Datacube;

use crate::data::Creature;
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// All pieces of a datacube, as every peer says it.
const WHOLE: u32 = i32::MAX as u32;
/// Ids have 14 bits on the wire.
pub(crate) const ID_MAX: u32 = 1 << 14;
/// Pieces a writing has at most: bits of the number on the wire.
const PIECES: u32 = u32::BITS;

fn writings(zone: &Zone, row: Row) -> Option<&Creature> {
    let creature = zone
        .data
        .creature(zone.units.look[row as usize].creature_id)?;
    let is_thing = zone.units.kind[row as usize] == Kind::SIMPLE;
    (is_thing && creature.datacube_id | creature.volume_id != 0).then_some(creature)
}

/// Whether there is something to read on a unit.
pub(crate) fn is_readable(zone: &Zone, row: Row) -> bool {
    writings(zone, row).is_some()
}

/// A player reads what a thing says: all of its datacube when it is `whole`, else the piece that
/// the thing is of it; of a volume the piece that the thing is.
pub(crate) fn read(zone: &mut Zone, out: &mut Outputs, seat: Seat, row: Row, whole: bool) {
    let Some(&creature) = writings(zone, row) else {
        return;
    };
    let piece = 1 << (u32::from(zone.units.look[row as usize].quest_checklist_index) % PIECES);
    let of_cube = if whole { WHOLE } else { piece };
    let shelves = [
        (Shelf::Datacube, creature.datacube_id, of_cube),
        (Shelf::Volume, creature.volume_id, piece),
    ];
    let mut is_new = false;
    for (shelf, id, pieces) in shelves.into_iter().filter(|&(_, id, _)| id != 0) {
        let lore = &mut zone.players.at_mut(seat).entry.sheet.lore;
        if let Some(read) = lore.read(Writing { shelf, id }, pieces) {
            is_new = true;
            tell(zone, out, seat, shelf, line(id, read));
        }
    }
    if is_new {
        zone.save(out, seat);
    }
}

fn line(id: u16, progress: u32) -> Datacube {
    Datacube {
        datacube_id: id,
        progress,
    }
}

fn tell(zone: &Zone, out: &mut Outputs, seat: Seat, shelf: Shelf, line: Datacube) {
    match shelf {
        Shelf::Datacube => {
            let datacube_data = line;
            zone.send(out, seat, &ServerDatacubeUpdate { datacube_data });
        }
        Shelf::Volume => {
            let datacube_volume_data = line;
            zone.send(
                out,
                seat,
                &ServerDatacubeVolumeUpdate {
                    datacube_volume_data,
                },
            );
        }
    }
}

/// 0x00E0: everything a player has read.
pub(crate) fn tell_all(zone: &Zone, out: &mut Outputs, seat: Seat) {
    let lore = &zone.players.at(seat).entry.sheet.lore;
    let of = |shelf| {
        let own = lore.all().iter();
        own.filter(move |(writing, _)| writing.shelf == shelf)
            .map(|&(writing, pieces)| line(writing.id, pieces))
            .collect()
    };
    let list = ServerDatacubeUpdateList {
        datacube_data: of(Shelf::Datacube),
        datacube_volume_data: of(Shelf::Volume),
    };
    zone.send(out, seat, &list);
}
