//! Things that are used up: chests, harvest nodes, collectables, pickups, loot of a pinata, and
//! simple things that take skill (`features.md` section 5). One player at a time uses such a
//! thing; who is done has used it up, and it comes back after a while.
//!
//! What a thing yields is not here: loot is given where `activation::take_effect` calls [`use_up`],
//! before the thing goes.

use game::respawn::RESPAWN_MS;
use protocol::messages::ServerEntityInteractiveUpdate;

use crate::creature::life;
use crate::entity::owned;
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::interaction::{reading, uses};
use crate::outputs::Outputs;
use crate::zone::Zone;

/// Whether using a thing uses it up.
pub(crate) fn is_used_up(zone: &Zone, row: Row) -> bool {
    // What belongs to somebody is its owner's to end.
    owned::owner(zone, row).is_none()
        && match zone.units.kind[row as usize] {
            Kind::CHEST | Kind::HARVEST | Kind::COLLECTABLE | Kind::PINATA_LOOT | Kind::PICKUP => {
                true
            }
            Kind::SIMPLE => uses::takes_skill(zone, row) && !reading::is_readable(zone, row),
            _ => false,
        }
}

/// A thing has been used up: it is gone for everybody, and comes back.
pub(super) fn use_up(zone: &mut Zone, out: &mut Outputs, row: Row) {
    life::withdraw(zone, out, row, Some(RESPAWN_MS));
}

/// Tells who sees a thing whether somebody uses it (0x0755), which only matters where nobody else
/// may meanwhile.
pub(super) fn tell_use(zone: &Zone, out: &mut Outputs, row: Row, in_use: bool) {
    if is_used_up(zone, row) {
        let told = ServerEntityInteractiveUpdate {
            unit_id: zone.units.id(row).0,
            in_use,
        };
        zone.broadcast(out, row, None, &told);
    }
}
