//! The health of creatures: hurt, killed, healed. Those of players come with what brings them back.

use protocol::enums::UpdateHealthMask;
use protocol::messages::ServerEntityDeathState;

use crate::combat::threat;
use crate::creature::{errand, follow, life};
use crate::entity::changes;
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::script::{self, Happening};
use crate::zone::Zone;

/// Takes health from a creature, a turret or a thing that breaks, and makes whoever did it hated
/// for as much (`features.md` section 8). At nothing it dies. False when nothing happened: nothing
/// of the kind, dead already, or on its way home, where nothing can hurt it.
pub(crate) fn hurt(zone: &mut Zone, out: &mut Outputs, row: Row, by: Row, amount: f32) -> bool {
    let kind = zone.units.kind[row as usize];
    let believable = amount.is_finite() && amount > 0.0;
    if !kind.can_be_hurt() || !believable || !is_vulnerable(zone, row) {
        return false;
    }
    // Things hate nobody.
    if kind.fights() {
        threat::change(zone, out, row, by, (amount as i64).max(1));
    }
    let health = &mut zone.units.body[row as usize].health;
    *health = (*health - amount).max(0.0);
    zone.changes.health(row, UpdateHealthMask::None);
    if zone.units.body[row as usize].health <= 0.0 {
        changes::tell_now(zone, out, row);
        let died = death_state(zone, row);
        zone.broadcast(out, row, None, &died);
        let killer = zone.units.id(by);
        script::tell_of(zone, out, (script::Kind::Died, row), |unit, creature| {
            Happening::Died {
                unit,
                creature,
                killer,
            }
        });
        threat::clear(zone, out, row);
        life::die(zone, row);
    } else {
        follow::lose_heart(zone, out, row, by);
    }
    true
}

fn is_vulnerable(zone: &Zone, row: Row) -> bool {
    zone.units.body[row as usize].health > 0.0 && !errand::is_out_of_reach(zone, row)
}

/// Gives a creature all its health; who sees it is to be told when that changed anything.
pub(crate) fn heal(zone: &mut Zone, row: Row) {
    let body = &mut zone.units.body[row as usize];
    if body.health < body.health_max {
        body.health = body.health_max;
        zone.changes.health(row, UpdateHealthMask::None);
    }
}

/// 0x088C: whether a unit is dead, and with how much health it came back when it is not. The client
/// does nothing with a reason.
pub(crate) fn death_state(zone: &Zone, row: Row) -> ServerEntityDeathState {
    let health = zone.units.body[row as usize].health;
    ServerEntityDeathState {
        unit_id: zone.units.id(row).0,
        dead: health <= 0.0,
        reason: 0,
        rez_health: health as u32,
    }
}

/// Tells those who came to see a corpse that it is one.
pub(crate) fn tell_newcomers(zone: &Zone, out: &mut Outputs, row: Row, group: &[(Row, Seat)]) {
    let kind = zone.units.kind[row as usize];
    let can_die = kind == Kind::PLAYER || kind.can_be_hurt();
    if can_die && zone.units.body[row as usize].health <= 0.0 {
        let dead = out.encode(&death_state(zone, row));
        let to = |&(_, seat): &(Row, Seat)| zone.players.connection[seat as usize];
        out.deliver(dead, group.iter().map(to));
    }
}
