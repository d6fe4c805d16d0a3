//! Chairs: one sitter each, and everybody sees who sits where, late comers too.

use bezgelor_core::Vec3;
use protocol::messages::{
    ClientEntityInteractChair, ServerEntityInteractiveUpdate, ServerUnitSetChair,
};

use crate::entity::slots::Row;
use crate::interaction::reach;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// Bit of `Creature2.activationFlags` that makes a creature a chair (`features.md` section 23).
const CHAIR_FLAG: u32 = 0x0020_0000;
/// Who is farther than this from its chair has got up.
const STRAY_MAX: f32 = 4.0;

/// Who sits where: few at a time, so a list.
#[derive(Debug, Default)]
pub(crate) struct Chairs {
    /// (chair, sitter).
    taken: Vec<(Row, Seat)>,
}

impl Chairs {
    /// The chair of somebody who sits.
    pub(crate) fn of(&self, seat: Seat) -> Option<Row> {
        let found = self.taken.iter().find(|&&(_, sitter)| sitter == seat);
        found.map(|&(chair, _)| chair)
    }

    /// Whether somebody sits on it.
    pub(crate) fn is_taken(&self, chair: Row) -> bool {
        self.taken.iter().any(|&(taken, _)| taken == chair)
    }
}

/// 0x014E: sits down on a chair, or gets up from it.
pub(crate) fn interact(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientEntityInteractChair,
) {
    if message.remove {
        return get_up(zone, out, seat);
    }
    let chair = reach::reached(zone, seat, message.chair_unit_id).filter(|&row| {
        let creature = zone
            .data
            .creature(zone.units.look[row as usize].creature_id);
        creature.is_some_and(|creature| creature.activation_flags & CHAIR_FLAG != 0)
    });
    let sits_elsewhere = zone.players.at(seat).aboard.is_some();
    let chair = chair.filter(|&chair| !zone.chairs.is_taken(chair) && !sits_elsewhere);
    let Some(chair) = chair else {
        zone.counters.senseless += 1;
        return;
    };
    get_up(zone, out, seat);
    zone.chairs.taken.push((chair, seat));
    tell(zone, out, chair, seat, true);
}

/// Gets up, who sits.
pub(crate) fn get_up(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    if let Some(chair) = zone.chairs.of(seat) {
        zone.chairs.taken.retain(|&(_, sitter)| sitter != seat);
        tell(zone, out, chair, seat, false);
    }
}

/// Who sits on a thing that goes gets up.
pub(crate) fn clear(zone: &mut Zone, out: &mut Outputs, chair: Row) {
    let taken = zone.chairs.taken.iter();
    let sitter = { taken }.find(|&&(taken, _)| taken == chair);
    if let Some(&(_, seat)) = sitter {
        get_up(zone, out, seat);
    }
}

/// A player stands somewhere else now: away from its chair it does not sit on it.
pub(crate) fn moved(zone: &mut Zone, out: &mut Outputs, seat: Seat, to: Vec3) {
    let Some(chair) = zone.chairs.of(seat) else {
        return;
    };
    let at = zone.units.position[chair as usize];
    if at.distance_squared(to) > STRAY_MAX * STRAY_MAX {
        get_up(zone, out, seat);
    }
}

fn tell(zone: &Zone, out: &mut Outputs, chair: Row, seat: Seat, sits: bool) {
    zone.broadcast(out, chair, None, &use_of(zone, chair, sits));
    let place = place_of(zone, seat, if sits { Some(chair) } else { None });
    zone.broadcast(out, zone.row(seat), None, &place);
}

/// 0x0755.
pub(crate) fn use_of(zone: &Zone, chair: Row, in_use: bool) -> ServerEntityInteractiveUpdate {
    ServerEntityInteractiveUpdate {
        unit_id: zone.units.id(chair).0,
        in_use,
    }
}

/// 0x08CF.
pub(crate) fn place_of(zone: &Zone, seat: Seat, chair: Option<Row>) -> ServerUnitSetChair {
    ServerUnitSetChair {
        unit_id: zone.unit_id(seat).0,
        unit_id_chair: chair.map_or(0, |chair| zone.units.id(chair).0),
        wait_for_unit: false,
    }
}
