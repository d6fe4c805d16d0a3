//! A flight with a taxi: the server moves the player's unit from node to node, and gives it back to
//! its client where it lands.
//!
//! Who flies is where its course says, in every zone step; whoever comes to see it is told the
//! course. It counts as being where it lands: there it is found when it logs out, when the server
//! stops or when its zone breaks.

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::time::Millis;
use bezgelor_core::travel::Spot;
use game::motion::{Course, Track};
use game::spline::{Repeat, Spline};
use protocol::enums::CastResult;

use crate::combat::threat;
use crate::entity::slots::Row;
use crate::interaction::{activation, chair};
use crate::maps::lands::Ground;
use crate::movement::{ride, walk};
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::vehicle::board;
use crate::zone::Zone;

/// World units a second: about what a mount gallops four times over. The original's is not known.
const SPEED: f32 = 40.0;
/// World units between two points of an arc.
const STRIDE: f32 = 48.0;
/// Points of an arc at most, its ends not counted.
const POINTS_MAX: usize = 200;
/// World units an arc rises above the line between its ends, and keeps above the ground.
const HEIGHT: f32 = 40.0;
/// Share of an arc that is spent rising, and falling.
const SLOPE: f32 = 0.2;

/// A flight under way.
#[derive(Debug)]
pub(crate) struct Flight {
    /// Routes still to be flown, the next one last.
    routes: Vec<u32>,
    pub(crate) course: Course,
    /// Where it ends.
    pub(crate) lands_at: Spot,
}

/// Whether a player flies.
pub(crate) fn is_aloft(zone: &Zone, seat: Seat) -> bool {
    zone.players.at(seat).flight.is_some()
}

/// The course of a unit that is a flying player's.
pub(crate) fn course(zone: &Zone, row: Row) -> Option<&Course> {
    if zone.fliers.is_empty() {
        return None;
    }
    let seat = zone.units.seat[row as usize]?;
    let flight = zone.players.at(seat).flight.as_ref();
    flight.map(|flight| &flight.course)
}

/// Where a flying player counts as being.
pub(crate) fn lands_at(zone: &Zone, seat: Seat) -> Option<Spot> {
    let flight = zone.players.at(seat).flight.as_ref();
    flight.map(|flight| flight.lands_at)
}

/// Lifts a player off along routes of this world, in their order. False when there is no way.
pub(crate) fn begin(zone: &mut Zone, out: &mut Outputs, seat: Seat, routes: &[u32]) -> bool {
    let last = routes.last().and_then(|&id| zone.data.network().route(id));
    let station = last.and_then(|route| zone.data.network().station(route.to));
    let Some(lands_at) = station.map(|station| station.spot) else {
        return false;
    };
    let mut left: Vec<u32> = routes.iter().rev().copied().collect();
    let Some(course) = left.pop().and_then(|route| leg(zone, route)) else {
        return false;
    };
    lift(zone, out, seat, (course, left, lands_at));
    true
}

/// Moves a player along a course that ends, wherever it stands; its client drives on from there.
pub(crate) fn send(zone: &mut Zone, out: &mut Outputs, seat: Seat, course: Course) {
    let Some(ends_at) = course.ends_at() else {
        return;
    };
    let (end, _) = course.at(ends_at);
    let lands_at = Spot {
        world_id: zone.config.world_id,
        placement: Placement {
            position: end.position,
            rotation: Vec3::new(end.yaw().unwrap_or(0.0), 0.0, 0.0),
        },
    };
    lift(zone, out, seat, (course, Vec::new(), lands_at));
}

/// Takes control of a player's unit until it has come along `course` and `routes`.
fn lift(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    (course, routes, lands_at): (Course, Vec<u32>, Spot),
) {
    activation::stop(zone, out, seat, CastResult::CasterCannotBeTaxi);
    chair::get_up(zone, out, seat);
    board::get_off(zone, out, seat);
    ride::leave(zone, seat);
    threat::clear(zone, out, zone.row(seat));
    let player = zone.players.at_mut(seat);
    player.motion.stop();
    player.fall.forget();
    player.clip.forget();
    player.camping = None;
    // Whatever its client says from here on was said before it knew, and no word of its own gives
    // it back.
    player.control.by_server = true;
    player.control.ticket = player.control.ticket.wrapping_add(1);
    player.control.given_back_at = Millis(u64::MAX);
    player.flight = Some(Flight {
        routes,
        course,
        lands_at,
    });
    if !zone.fliers.contains(&seat) {
        zone.fliers.push(seat);
    }
    tell(zone, out, seat);
}

/// The player's own client is told at once, the others with whoever moved in this step.
fn tell(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    zone.players.at_mut(seat).motion.changed = true;
    let mut message = walk::entity_command(zone, seat);
    message.time_reset = true;
    zone.send(out, seat, &message);
    walk::note_mover(zone, seat);
}

/// The flight is over, however that came; the player is where it is.
pub(crate) fn end(zone: &mut Zone, seat: Seat) {
    if zone.players.at_mut(seat).flight.take().is_some() {
        zone.fliers.retain(|&flier| flier != seat);
    }
}

/// Once per step: who flies is where its course says; who has arrived flies on or lands.
pub(crate) fn pass_time(zone: &mut Zone, out: &mut Outputs) {
    if zone.fliers.is_empty() {
        return;
    }
    let now = zone.now.mono;
    let mut fliers = std::mem::take(&mut zone.fliers);
    fliers.sort_unstable();
    zone.fliers.extend_from_slice(&fliers);
    for &seat in &fliers {
        let row = zone.row(seat);
        let Some(flight) = &zone.players.at(seat).flight else {
            continue;
        };
        let (sample, has_arrived) = flight.course.at(now);
        let lands_at = flight.lands_at;
        zone.units.position[row as usize] = sample.position;
        if let Some(yaw) = sample.yaw() {
            zone.units.rotation[row as usize] = Vec3::new(yaw, 0.0, 0.0);
        }
        zone.vision.touch(row);
        if has_arrived && !flies_on(zone, out, seat) {
            walk::put(zone, out, seat, lands_at.placement);
        }
    }
}

/// Sends a player along the next of its routes; false when there is none.
fn flies_on(zone: &mut Zone, out: &mut Outputs, seat: Seat) -> bool {
    let flight = zone.players.at_mut(seat).flight.as_mut();
    let Some(route) = flight.and_then(|flight| flight.routes.pop()) else {
        return false;
    };
    let Some(course) = leg(zone, route) else {
        return false;
    };
    if let Some(flight) = &mut zone.players.at_mut(seat).flight {
        flight.course = course;
    }
    tell(zone, out, seat);
    true
}

/// The course of one route, beginning now: along its spline, else in an arc.
fn leg(zone: &Zone, route: u32) -> Option<Course> {
    let network = zone.data.network();
    let (track, repeat) = match network.lane(route) {
        Some(lane) => {
            let track = Track::Table {
                id: lane.spline_id,
                spline: lane.spline.clone(),
                formation: Vec3::default(),
            };
            (track, lane.repeat)
        }
        None => {
            let route = network.route(route)?;
            let place = |id| Some(network.station(id)?.spot.placement.position);
            let (from, to) = (place(route.from)?, place(route.to)?);
            let mut path = Spline::default();
            path.set_path(&arc(from, to, zone.ground.as_deref())).ok()?;
            (Track::Path(path), Repeat::OneShot)
        }
    };
    Some(Course {
        track,
        began_at: zone.now.mono,
        speed: SPEED,
        repeat,
    })
}

/// Points of a way through the air from one place to another, over whatever ground is between.
fn arc(from: Vec3, to: Vec3, ground: Option<&dyn Ground>) -> Vec<Vec3> {
    let between = |share: f32| {
        let mix = |a: f32, b: f32| a + (b - a) * share;
        Vec3::new(mix(from.x, to.x), mix(from.y, to.y), mix(from.z, to.z))
    };
    let strides = from.distance_squared(to).sqrt() / STRIDE;
    let inner = (strides as usize).clamp(4, POINTS_MAX);
    let mut points = vec![from];
    for i in 1..=inner {
        let share = i as f32 / (inner + 1) as f32;
        let climb = (share / SLOPE).min((1.0 - share) / SLOPE).min(1.0);
        let mut point = between(share);
        point.y += HEIGHT * climb;
        let below = ground.and_then(|ground| ground.height(point.x, point.z));
        if let Some(below) = below {
            point.y = point.y.max(below + HEIGHT * climb);
        }
        points.push(point);
    }
    points.push(to);
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use bezgelor_core::ids::WorldZoneId;

    /// A mountain in the middle of the way.
    #[derive(Debug)]
    struct Mountain;

    impl Ground for Mountain {
        fn height(&self, x: f32, _: f32) -> Option<f32> {
            (x <= 900.0).then(|| 300.0 - (x - 500.0).abs())
        }

        fn liquid(&self, _: f32, _: f32) -> Option<f32> {
            None
        }

        fn is_walkable(&self, _: f32, _: f32) -> bool {
            true
        }

        fn zone_at(&self, _: f32, _: f32) -> Option<WorldZoneId> {
            None
        }
    }

    #[test]
    fn an_arc_begins_and_ends_at_its_nodes_and_clears_the_ground() {
        let (from, to) = (
            Vec3::new(0.0, -190.0, 0.0),
            Vec3::new(1_000.0, -190.0, 20.0),
        );
        let points = arc(from, to, Some(&Mountain));
        assert_eq!((points[0], points[points.len() - 1]), (from, to));
        let level = &points[5..points.len() - 5];
        for point in level {
            let below = Mountain.height(point.x, point.z).unwrap_or(f32::MIN);
            assert!(point.y >= below + HEIGHT * 0.99, "{point:?} over {below}");
            assert!(point.y >= -190.0 + HEIGHT * 0.99);
        }
        assert!(points.len() <= POINTS_MAX + 2);
        assert_eq!(arc(from, from, None).len(), 6, "also over no distance");
    }
}
