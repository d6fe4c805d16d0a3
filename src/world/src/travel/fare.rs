//! What a way costs, and setting out once it is paid: flights with taxis, crossings with shuttles
//! (0x00FF) and rapid transport (0x0141).
//!
//! The client finds routes and prices by itself and says only where it wants to go; everything it
//! could be wrong about is judged here again, by the same rules (`game::transport`). The credits
//! are taken before anybody leaves; who then cannot leave gets them back. Service tokens are the
//! account's: `travel::tokens`.

use bezgelor_core::time::UnixMillis;
use game::transport::wait_ms;
use protocol::enums::{CastResult, GenericError};
use protocol::messages::{
    ClientFlightPathPurchase, ClientRapidTransport, ServerCooldown, ServerFlightPathUpdate,
    ServerGenericError, ServerSpellCastResult,
};
use protocol::structs::Cooldown;

use crate::entity::slots::Row;
use crate::interaction::reach;
use crate::outputs::Outputs;
use crate::player::players::{Seat, Stage};
use crate::travel::network::{Route, Station};
use crate::travel::{flight, journey, tokens};
use crate::valuables;
use crate::zone::Zone;

/// What a client wants of somebody it talks to (0x07EA) when that is a flight: the taxi of a
/// settler, a taxi that is new to it, and a taxi.
const FLIGHT_EVENTS: std::ops::RangeInclusive<u8> = 46..=48;
/// The cooldown of a spell, in 0x0804 and 0x091B.
const SPELL_COOLDOWN: u8 = 1;

/// A way that is paid for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Along these rows of `TaxiRoute.tbl`.
    Routes(Vec<u32>),
    /// At once to a row of `TaxiNode.tbl`.
    Transport(u16),
}

/// A player turns to a unit for a flight: it finds that unit's node when it has not yet.
pub(crate) fn interact(zone: &mut Zone, out: &mut Outputs, seat: Seat, row: Row, event: u8) {
    if !FLIGHT_EVENTS.contains(&event) {
        return;
    }
    let Some(node) = node_of(zone, row) else {
        return;
    };
    let sheet = &mut zone.players.at_mut(seat).entry.sheet;
    let station = zone.data.network().station(node);
    let serves = station.is_some_and(|station| station.node.serves(sheet.character.faction));
    if serves && sheet.travel.finds(node) {
        let (character, travel) = (sheet.character.id, sheet.travel.clone());
        out.travel(character, travel);
        tell_found(zone, out, seat);
    }
}

/// The taxi node a unit stands for.
fn node_of(zone: &Zone, row: Row) -> Option<u16> {
    let creature_id = zone.units.look[row as usize].creature_id;
    let creature = zone.data.creature(creature_id)?;
    (creature.taxi_node_id != 0).then_some(creature.taxi_node_id)
}

/// Tells a client which nodes its character has found.
pub(crate) fn tell_found(zone: &Zone, out: &mut Outputs, seat: Seat) {
    let found = &zone.players.at(seat).entry.sheet.travel.taxi_nodes;
    let taxi_nodes = found.iter().copied().map(u32::from).collect();
    zone.send(out, seat, &ServerFlightPathUpdate { taxi_nodes });
}

/// What is left of the cooldown of rapid transport, when anything is.
pub(crate) fn cooldown(zone: &Zone, seat: Seat) -> Option<Cooldown> {
    let left_ms = wait_ms(ready_at(zone, seat), zone.now.unix);
    cooldown_of(zone.data.network().spell_id, left_ms)
}

/// The cooldown of a spell, when anything is left of it.
pub(super) fn cooldown_of(spell_id: u32, left_ms: u64) -> Option<Cooldown> {
    let spell_id = spell_id & 0x3_FFFF;
    (left_ms > 0).then(|| Cooldown {
        type_: SPELL_COOLDOWN,
        spell_id,
        type_id: spell_id,
        time_remaining: u32::try_from(left_ms).unwrap_or(u32::MAX),
    })
}

fn ready_at(zone: &Zone, seat: Seat) -> UnixMillis {
    zone.players.at(seat).entry.sheet.travel.transport_ready_at
}

/// 0x00FF: a player buys a flight, or a crossing to another world.
pub(crate) fn purchase(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientFlightPathPurchase,
) {
    match judge_routes(zone, seat, &message.taxi_routes) {
        Ok(credits) => pay(
            zone,
            out,
            seat,
            credits,
            Way::Routes(message.taxi_routes.clone()),
        ),
        Err(error) => zone.send(out, seat, &ServerGenericError { error }),
    }
}

/// The price of routes from the taxi a player stands at, or why it may not fly them.
fn judge_routes(zone: &Zone, seat: Seat, routes: &[u32]) -> Result<u64, GenericError> {
    let network = zone.data.network();
    if flight::is_aloft(zone, seat) {
        return Err(GenericError::EmbarkCannotDoWhileOnTaxi);
    }
    if busy(zone, seat).is_some() {
        return Err(GenericError::EmbarkPlayerUnableToEmbark);
    }
    let no_way = GenericError::EmbarkNoSplineForTaxi;
    let routes: Option<Vec<&Route>> = routes.iter().map(|&id| network.route(id)).collect();
    let routes = routes.ok_or(no_way)?;
    let (first, last) = (routes.first().ok_or(no_way)?, routes.last().ok_or(no_way)?);
    let joined = routes.windows(2).all(|pair| pair[0].to == pair[1].from);
    if !joined || first.from == last.to {
        return Err(no_way);
    }
    if !stands_at(zone, seat, first.from) {
        return Err(GenericError::EmbarkNotInRange);
    }
    let stations = routes.iter().map(|route| network.station(route.to));
    let stations: Option<Vec<&Station>> = stations.collect();
    let (origin, stops) = (network.station(first.from), stations.ok_or(no_way)?);
    let origin = origin.ok_or(no_way)?;
    let here = zone.config.world_id;
    let crosses = stops.iter().any(|stop| stop.spot.world_id != here);
    if origin.spot.world_id != here || crosses && stops.len() > 1 {
        return Err(no_way);
    }
    let sheet = &zone.players.at(seat).entry.sheet;
    let character = &sheet.character;
    let open = |station: &Station| {
        let node = &station.node;
        let found = sheet.travel.has_found(node.id);
        let known = origin.node.takes_anybody() || node.is_open_to_flights(character.level, found);
        known && node.serves(character.faction)
    };
    if !open(origin) || !stops.iter().all(|stop| open(stop)) {
        return Err(no_way);
    }
    let fee = |stop: &&Station| network.fees.flight(stop.node.tier);
    Ok(stops.iter().map(fee).sum())
}

/// Whether a player stands at a unit that stands for a taxi node.
fn stands_at(zone: &Zone, seat: Seat, node: u16) -> bool {
    let mut seen = zone.players.visible[seat as usize].iter();
    seen.any(|&row| {
        let near = || reach::reached(zone, seat, zone.units.id(row).0).is_some();
        node_of(zone, row) == Some(node) && near()
    })
}

/// What rapid transport costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Price {
    Credits(u64),
    /// While the way for credits has its cooldown.
    ServiceTokens(u32),
}

/// What keeps a player from setting out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Busy {
    Dead,
    Fighting,
    /// Its client loads a place, or the realm is asked about another.
    OnItsWay,
}

impl Busy {
    /// As a spell that is not cast says it.
    pub(super) fn cast_result(self) -> CastResult {
        match self {
            Self::Dead => CastResult::CasterCannotBeDead,
            Self::Fighting => CastResult::CasterCannotBeInCombat,
            Self::OnItsWay => CastResult::RapidTransportInvalid,
        }
    }
}

/// What keeps a player from setting out, if anything does.
pub(super) fn busy(zone: &Zone, seat: Seat) -> Option<Busy> {
    let row = zone.row(seat);
    let player = zone.players.at(seat);
    let asked = player
        .asked
        .is_some_and(|asked| asked.is_open(zone.now.mono));
    let pays = player.pays.is_some_and(|pays| pays.is_open(zone.now.mono));
    if zone.units.body[row as usize].health <= 0.0 {
        Some(Busy::Dead)
    } else if zone.fights.is_fighting(row) {
        Some(Busy::Fighting)
    } else {
        (player.stage != Stage::InWorld || asked || pays).then_some(Busy::OnItsWay)
    }
}

/// 0x0141: a player wants to be at a node at once.
pub(crate) fn transport(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientRapidTransport,
) {
    let node = message.taxi_node;
    match judge_transport(zone, seat, node) {
        Ok(Price::Credits(credits)) => pay(zone, out, seat, credits, Way::Transport(node)),
        Ok(Price::ServiceTokens(price)) if tokens::held(zone, seat) < u64::from(price) => {
            refuse_tokens(zone, out, seat, CastResult::ServiceTokensInsufficentFunds);
        }
        Ok(Price::ServiceTokens(price)) => tokens::pay(zone, out, seat, node, price),
        Err(why) => refuse_transport(zone, out, seat, why),
    }
}

/// The price of rapid transport to a node, or why it is refused.
fn judge_transport(zone: &Zone, seat: Seat, node: u16) -> Result<Price, CastResult> {
    let network = zone.data.network();
    if flight::is_aloft(zone, seat) {
        return Err(CastResult::CasterCannotBeTaxi);
    }
    if let Some(busy) = busy(zone, seat) {
        return Err(busy.cast_result());
    }
    let station = network
        .station(node)
        .ok_or(CastResult::RapidTransportInvalid)?;
    let character = &zone.players.at(seat).entry.sheet.character;
    let open = station
        .node
        .is_open_to_transport(character.faction, character.level);
    let from = zone.placement(seat).position;
    let to = station.spot.placement.position;
    let distance = from.distance_squared(to).sqrt();
    let distance = (station.spot.world_id == zone.config.world_id).then_some(distance);
    let too_near = distance.is_some_and(|distance| distance < network.fees.near);
    if !open || too_near {
        return Err(CastResult::RapidTransportInvalid);
    }
    if wait_ms(ready_at(zone, seat), zone.now.unix) > 0 {
        let price = network.fees.service_tokens(station.node.tier);
        return Ok(Price::ServiceTokens(price));
    }
    let price = network.fees.transport(station.node.tier, distance);
    Ok(Price::Credits(price))
}

fn refuse_transport(zone: &Zone, out: &mut Outputs, seat: Seat, cast_result: CastResult) {
    let refused = refusal(zone.data.network().spell_id, cast_result);
    zone.send(out, seat, &refused);
}

/// Rapid transport for service tokens is refused.
pub(super) fn refuse_tokens(zone: &Zone, out: &mut Outputs, seat: Seat, cast_result: CastResult) {
    let refused = refusal(zone.data.network().token_spell_id, cast_result);
    zone.send(out, seat, &refused);
}

fn refusal(spell_id: u32, cast_result: CastResult) -> ServerSpellCastResult {
    ServerSpellCastResult {
        unknown0: 0,
        spell4_id: spell_id & 0x3_FFFF,
        cast_result,
    }
}

/// Takes the price; who pays nothing sets out at once.
fn pay(zone: &mut Zone, out: &mut Outputs, seat: Seat, credits: u64, way: Way) {
    if credits == 0 {
        paid(zone, out, seat, &way, 0);
    } else {
        valuables::pay_fare(zone, out, seat, credits, way);
    }
}

/// The price is taken: the player sets out, or gets it back when it cannot any more.
pub(crate) fn paid(zone: &mut Zone, out: &mut Outputs, seat: Seat, way: &Way, credits: u64) {
    let can_go = busy(zone, seat).is_none() && !flight::is_aloft(zone, seat);
    let went = can_go
        && match way {
            Way::Routes(routes) => set_out(zone, out, seat, routes),
            Way::Transport(node) => leap(zone, out, seat, *node),
        };
    if went {
        return;
    }
    unpaid(
        zone,
        out,
        seat,
        way,
        GenericError::EmbarkPlayerUnableToEmbark,
    );
    if let Ok(credits) = i64::try_from(credits)
        && credits > 0
    {
        valuables::pay_back(zone, out, seat, credits);
    }
}

/// The price is not taken, and the player stays.
pub(crate) fn unpaid(zone: &Zone, out: &mut Outputs, seat: Seat, way: &Way, error: GenericError) {
    match way {
        Way::Routes(_) => zone.send(out, seat, &ServerGenericError { error }),
        Way::Transport(_) => {
            let why = match error {
                GenericError::VendorNotEnoughCash => CastResult::CasterVitalCostMoney,
                _ => CastResult::RapidTransportInvalid,
            };
            refuse_transport(zone, out, seat, why);
        }
    }
}

/// By air within the world, else as any journey.
fn set_out(zone: &mut Zone, out: &mut Outputs, seat: Seat, routes: &[u32]) -> bool {
    let network = zone.data.network();
    let last = routes.last().and_then(|&id| network.route(id));
    let Some(spot) = last.and_then(|route| Some(network.station(route.to)?.spot)) else {
        return false;
    };
    if spot.world_id == zone.config.world_id {
        return flight::begin(zone, out, seat, routes);
    }
    journey::go(zone, out, seat, spot, None);
    true
}

/// Rapid transport that was paid in service tokens; false when the player cannot go any more.
pub(super) fn leaps_for_tokens(zone: &mut Zone, out: &mut Outputs, seat: Seat, node: u16) -> bool {
    let spot = zone
        .data
        .network()
        .station(node)
        .map(|station| station.spot);
    let can_go = busy(zone, seat).is_none() && !flight::is_aloft(zone, seat);
    let Some(spot) = spot.filter(|_| can_go) else {
        return false;
    };
    journey::go(zone, out, seat, spot, None);
    true
}

/// Rapid transport, and its cooldown.
fn leap(zone: &mut Zone, out: &mut Outputs, seat: Seat, node: u16) -> bool {
    let network = zone.data.network();
    let Some(spot) = network.station(node).map(|station| station.spot) else {
        return false;
    };
    let cooldown_ms = i64::try_from(network.cooldown_ms).unwrap_or(i64::MAX);
    let ready_at = UnixMillis(zone.now.unix.0.saturating_add(cooldown_ms));
    let sheet = &mut zone.players.at_mut(seat).entry.sheet;
    sheet.travel.transported(ready_at);
    let (character, travel) = (sheet.character.id, sheet.travel.clone());
    out.travel(character, travel);
    if let Some(cooldown) = cooldown(zone, seat) {
        zone.send(out, seat, &ServerCooldown { cooldown });
    }
    journey::go(zone, out, seat, spot, None);
    true
}
