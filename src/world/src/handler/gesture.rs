//! What a character does for others to see: emotes, and whom it looks at.

use bezgelor_core::ids::UnitId;
use protocol::enums::StandState;
use protocol::messages::{
    ClientEmote, ClientEntitySelect, ClientToggleWeapons, ServerEmote, ServerEntityTargetUnit,
};

use crate::combat;
use crate::interaction::chair;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// 0x037E: an emote, shown to everybody who sees the character, itself among them. Emote 0 ends
/// the last one.
pub(crate) fn emote(zone: &mut Zone, out: &mut Outputs, seat: Seat, message: &ClientEmote) {
    let row = zone.row(seat);
    let stand_state = if message.emote_id == 0 {
        chair::get_up(zone, out, seat);
        StandState::Stand.0 as u8
    } else {
        let Some(emote) = zone.data.emote(message.emote_id) else {
            zone.counters.senseless += 1;
            return;
        };
        emote.stand_state.unwrap_or(StandState::Emote.0 as u8)
    };
    zone.units.stand_state[row as usize] = stand_state;
    let shown = ServerEmote {
        guid: zone.units.id(row).0,
        stand_state: StandState(u32::from(stand_state)),
        emote_id: message.emote_id,
    };
    zone.broadcast(out, row, None, &shown);
}

/// 0x0185: whom a character looks at; 0 is nobody. Only what it sees can be looked at.
pub(crate) fn select(zone: &mut Zone, out: &mut Outputs, seat: Seat, message: &ClientEntitySelect) {
    let target = UnitId(message.guid);
    if target != UnitId(0) {
        let seen = zone.units.row(target);
        let seen = seen.is_some_and(|row| zone.units.viewers[row as usize].contains(&seat));
        if !seen {
            zone.counters.senseless += 1;
            return;
        }
    }
    let row = zone.row(seat);
    zone.units.target[row as usize] = target;
    let message = ServerEntityTargetUnit {
        unit_id: zone.units.id(row).0,
        new_target_id: target.0,
        threat_level: 0,
    };
    zone.broadcast(out, row, None, &message);
    if let Some(looked_at) = zone.units.row(target) {
        combat::tell::tell_onlooker(zone, out, seat, looked_at);
    }
}

/// 0x0177: draws a weapon or puts it away.
pub(crate) fn toggle_weapons(
    zone: &mut Zone,
    _out: &mut Outputs,
    seat: Seat,
    message: &ClientToggleWeapons,
) {
    let row = zone.row(seat);
    combat::tell::show_weapons(zone, row, message.toggle_state);
}
