//! In which zone of the world a player is, and what it sees of the map on its way.
//!
//! The zone is that of the ground under the player, to half a unit, with no margin: the client goes
//! by the same squares of the same map. Where no map is loaded, the client is believed (0x063A).

use bezgelor_core::Vec3;
use bezgelor_core::exploration::Explored;
use bezgelor_core::ids::WorldZoneId;
use game::exploration::{EXPLORE_WAY, Hex};
use protocol::messages::{ClientZoneChange, ServerChatZoneChange, ServerTutorial, ServerZoneMap};

use crate::maps::atlas::ZoneMap;
use crate::outputs::{Event, Outputs};
use crate::player::players::{Seat, Stage};
use crate::script::{self, Happening};
use crate::zone::Zone;

/// What is remembered of where a player was.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Whereabouts {
    /// The largest zone it is in: who is in the same hears it on the zone's channel.
    pub(crate) whole: WorldZoneId,
    /// Row of the map it looks at, 0 none or seen as a whole.
    map: u16,
    /// Where it was when it was last looked at what it sees.
    looked_at: Vec3,
    hex: Hex,
    /// It was told where it is.
    is_told: bool,
}

/// The client shows the world: it is told where it is.
pub(crate) fn arrive(zone: &mut Zone, out: &mut Outputs, seat: Seat, said: WorldZoneId) {
    let known = zone.players.at(seat).entry.sheet.character.world_zone_id;
    let said = if said.0 == 0 { known } else { said };
    let here = under(zone, seat).unwrap_or(said);
    enter(zone, out, seat, here);
    look(zone, out, seat);
}

/// 0x063A: the client crossed into another zone of the world. It is believed where no map says
/// better.
pub(crate) fn zone_changed(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientZoneChange,
) {
    let new = WorldZoneId(message.new_zone_id);
    let atlas = zone.data.atlas();
    if new.0 == 0 || !(atlas.is_empty() || atlas.zone(new).is_some()) {
        zone.counters.senseless += 1;
        return;
    }
    let is_new = zone.players.at(seat).entry.sheet.character.world_zone_id != new;
    if is_new && under(zone, seat).is_none() {
        enter(zone, out, seat, new);
        look(zone, out, seat);
    }
}

/// Everybody who moved in this step, by themselves or carried along.
pub(crate) fn follow_all(zone: &mut Zone, out: &mut Outputs) {
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

fn follow(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    let player = zone.players.at(seat);
    if player.stage != Stage::InWorld {
        return;
    }
    let known = player.entry.sheet.character.world_zone_id;
    let went = player.whereabouts.looked_at;
    let has_gone =
        went.distance_squared(zone.placement(seat).position) >= EXPLORE_WAY * EXPLORE_WAY;
    let here = under(zone, seat).filter(|&here| here != known);
    if let Some(here) = here {
        enter(zone, out, seat, here);
    }
    if has_gone || here.is_some() {
        look(zone, out, seat);
    }
}

/// The zone of the ground under a player, when a map knows it.
fn under(zone: &Zone, seat: Seat) -> Option<WorldZoneId> {
    let at = zone.placement(seat).position;
    zone.ground.as_deref()?.zone_at(at.x, at.z)
}

/// A player comes into a zone of the world. Its client names the channel of the zone anew and tells
/// its addons (0x01DA).
fn enter(zone: &mut Zone, out: &mut Outputs, seat: Seat, here: WorldZoneId) {
    let atlas = zone.data.atlas();
    let whole = atlas.whole(here);
    let map = atlas.map_of(zone.config.world_id, here);
    let player = zone.players.at_mut(seat);
    let explored = &player.entry.sheet.explored;
    let map = map.filter(|map| !map.is_complete(explored));
    player.whereabouts.map = map.map_or(0, ZoneMap::id);
    player.whereabouts.whole = whole;
    // The next look counts, wherever it is.
    player.whereabouts.hex = Hex::default();
    let is_first = !std::mem::replace(&mut player.whereabouts.is_told, true);
    let character = &mut player.entry.sheet.character;
    let before = std::mem::replace(&mut character.world_zone_id, here);
    if before != here {
        out.event(Event::Walks {
            character: character.id,
            world_zone: here,
        });
        script::tell(zone, out, script::Kind::ZoneChanged, || {
            Happening::ZoneChanged {
                player: zone.unit_id(seat),
                from: before,
                to: here,
            }
        });
    }
    if here.0 != 0 {
        let world_zone_id = here.0 & 0x7FFF;
        zone.send(out, seat, &ServerChatZoneChange { world_zone_id });
    }
    if before != here || is_first {
        explain(zone, out, seat, here);
    }
}

/// 0x0179: what its client explains to a player in this zone (`flows.md` section 6, reference); it
/// remembers by itself what it has explained.
fn explain(zone: &Zone, out: &mut Outputs, seat: Seat, here: WorldZoneId) {
    let tutorials = &zone.tutorials;
    let found = tutorials.binary_search_by_key(&here, |tutorial| tutorial.zone);
    if let Ok(at) = found {
        let tutorial_id = tutorials[at].tutorial_id;
        zone.send(out, seat, &ServerTutorial { tutorial_id });
    }
}

/// What a player sees of its map from where it is; what is new is shown at once.
fn look(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    let at = zone.placement(seat).position;
    let hex = Hex::at(at);
    let player = zone.players.at_mut(seat);
    player.whereabouts.looked_at = at;
    if std::mem::replace(&mut player.whereabouts.hex, hex) == hex {
        return;
    }
    let Some(map) = zone.data.atlas().map(player.whereabouts.map) else {
        return;
    };
    let explored = &mut player.entry.sheet.explored;
    let mut is_new = false;
    map.for_each_around(hex, |group| is_new |= explored.see(group));
    if !is_new {
        return;
    }
    let message = zone_map(map, explored);
    if map.is_complete(explored) {
        player.whereabouts.map = 0;
    }
    zone.send(out, seat, &message);
}

/// Tells a client that came in all it has seen of all maps (`flows.md` section 4, step 17).
pub(crate) fn show_maps(zone: &Zone, out: &mut Outputs, seat: Seat) {
    let explored = &zone.players.at(seat).entry.sheet.explored;
    for map in zone.data.atlas().begun(explored) {
        zone.send(out, seat, &zone_map(map, explored));
    }
}

fn zone_map(map: &ZoneMap, explored: &Explored) -> ServerZoneMap {
    ServerZoneMap {
        zone_map_id: u32::from(map.id()),
        zone_map_bits: map.bits(explored),
    }
}
