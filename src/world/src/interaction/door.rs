//! Doors: open or closed, which their stand state tells (`features.md` section 5).

use protocol::enums::StandState;
use protocol::messages::ServerEmote;

use crate::entity::slots::Row;
use crate::outputs::Outputs;
use crate::zone::Zone;

/// The stand state of a closed door.
pub(crate) const CLOSED: u8 = StandState::State0.0 as u8;
/// The stand state of an open one.
pub(crate) const OPEN: u8 = StandState::State1.0 as u8;
/// Health of a door that no data gives any.
pub(crate) const HEALTH: f32 = 101.0;

/// Opens a closed door and closes an open one; who sees it is told.
pub(crate) fn toggle(zone: &mut Zone, out: &mut Outputs, row: Row) {
    let opens = zone.units.stand_state[row as usize] != OPEN;
    set(zone, out, row, opens);
}

/// Opens or closes a door; who sees it is told. False when it was so already.
pub(crate) fn set(zone: &mut Zone, out: &mut Outputs, row: Row, opens: bool) -> bool {
    let wanted = if opens { OPEN } else { CLOSED };
    let state = &mut zone.units.stand_state[row as usize];
    if *state == wanted {
        return false;
    }
    *state = wanted;
    let told = ServerEmote {
        guid: zone.units.id(row).0,
        stand_state: StandState(u32::from(wanted)),
        emote_id: 0,
    };
    zone.broadcast(out, row, None, &told);
    true
}
