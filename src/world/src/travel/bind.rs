//! Bind points: where a character is bound, and the way back there.
//!
//! No table says where a bind point lies, so it is where the character stood when it bound itself.

use bezgelor_core::travel::Bind;
use game::faction;
use protocol::messages::ServerCharacterBindpoint;

use crate::entity::slots::Row;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::travel::journey;
use crate::zone::Zone;

/// Binds a player at a terminal, and tells it so (0x016D). A side's terminals bind
/// its own people alone, and copies that end with their players bind nobody.
pub(crate) fn at(zone: &mut Zone, out: &mut Outputs, seat: Seat, terminal: Row) {
    let creature_id = zone.units.look[terminal as usize].creature_id;
    let terminal = zone.data.creature(creature_id);
    let (point_id, side) = terminal.map_or((0, 0), |row| (row.bind_point_id, row.bind_side));
    let faction = zone.players.at(seat).entry.sheet.character.faction;
    let binds = point_id != 0 && faction::serves(side, faction);
    if !binds || zone.config.holder.is_private() {
        zone.counters.senseless += 1;
        return;
    }
    let spot = zone.spot(seat);
    let sheet = &mut zone.players.at_mut(seat).entry.sheet;
    sheet.travel.binds(Bind { point_id, spot });
    let (character, travel) = (sheet.character.id, sheet.travel.clone());
    out.travel(character, travel);
    let bindpoint_id = point_id;
    zone.send(out, seat, &ServerCharacterBindpoint { bindpoint_id });
}

/// Takes a player to where it is bound; false when it is bound nowhere.
pub(crate) fn recall(zone: &mut Zone, out: &mut Outputs, seat: Seat) -> bool {
    let bind = zone.players.at(seat).entry.sheet.travel.bind;
    if let Some(bind) = bind {
        journey::go(zone, out, seat, bind.spot, None);
    }
    bind.is_some()
}
