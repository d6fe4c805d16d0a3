//! Looking out for foes, and for who might listen. It is the players who are looked around for: a
//! world full of creatures with nobody near costs nothing, and a crowd that stands costs as much
//! as one that walks.

use game::aggro::{AGGRO_RANGE_MAX, aggro_range};
use game::faction::Disposition;

use crate::combat::threat;
use crate::creature::{errand, hunting, mind, speech};
use crate::entity::slots::Row;
use crate::outputs::Outputs;
use crate::player::judge;
use crate::player::players::{Seat, Stage};
use crate::zone::Zone;

/// Milliseconds between two looks around a player.
const WATCH_MS: u64 = 500;

/// Looks around those players whose turn it is.
pub(crate) fn watch(zone: &mut Zone, out: &mut Outputs) {
    let turns = (WATCH_MS / zone.tick_ms()).max(1);
    let turn = zone.counters.steps % turns;
    let mut seat = 0;
    while let Some(next) = zone.players.next_taken(seat) {
        if u64::from(next) % turns == turn && zone.players.at(next).stage == Stage::InWorld {
            look_around(zone, out, next);
        }
        seat = next + 1;
    }
}

fn look_around(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    let player = zone.row(seat);
    let at = zone.units.position[player as usize];
    let mut near = std::mem::take(&mut zone.minds.near);
    near.clear();
    zone.vision
        .units
        .for_each_within(at, AGGRO_RANGE_MAX, |row| {
            if zone.units.kind[row as usize].fights() {
                near.push(row);
            }
        });
    for &row in &near {
        if notices(zone, row, player) && judge::is_there(zone, seat, row) {
            hunting::attack(zone, out, row, player);
        } else if zone.minds.voices.has_one(row) && judge::is_there(zone, seat, row) {
            let mut voices = std::mem::take(&mut zone.minds.voices);
            speech::greet(zone, &mut voices, out, row, player);
            zone.minds.voices = voices;
        }
    }
    zone.minds.near = near;
}

/// Whether a creature attacks somebody on sight: cheap questions first.
fn notices(zone: &mut Zone, row: Row, player: Row) -> bool {
    if threat::disposition(zone, row, player) != Disposition::Hostile
        || !errand::is_free_to_fight(zone, row)
        || !mind::can_hunt(zone, row)
    {
        return false;
    }
    let (from, to) = (zone.position_now(row), zone.units.position[player as usize]);
    let levels = [row, player].map(|row| zone.units.body[row as usize].level);
    let range = aggro_range(levels[0], levels[1]);
    from.distance_squared(to) <= range * range
        && threat::is_target(zone, player)
        && hunting::sees_over(zone, from, to)
}
