//! Courses through points: where a unit is that was sent along one, at any time and in closed form.
//!
//! A spline is travelled from its second node to its last but one; the outer two only shape the
//! curve, for straight ones as well. Nodes may ask for a rest, and for a share of the travelling
//! time other than their share of the way. Lengths are measured as the client measures them, by
//! halving until a chord is as good as the curve, so that both sides agree where a unit is hours
//! after it set out (`features.md` section 7).

use bezgelor_core::Vec3;
use bezgelor_core::limits::SPLINE_NODES_MAX;

mod repeat;

pub use repeat::{Along, Repeat};

/// A piece is straight enough when the way over its middle is longer by less than this.
const STRAIGHT_ENOUGH: f32 = 0.1;
/// Pieces shorter than this are points.
const POINT: f32 = 1e-4;
/// Ends so many world units apart are one place: a stride.
const ENDS_MEET: f32 = 3.0;
/// Halvings of one piece between two nodes at most: pieces of any sane map need far fewer.
const HALVINGS_MAX: u32 = 12;

/// How nodes are joined: `SplineType` of the protocol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Curve {
    /// By straight lines.
    #[default]
    Linear,
    /// By Catmull-Rom curves through the nodes, tangents weighted by the chords.
    CatmullRom,
}

/// A node as given.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Node {
    /// The point.
    pub position: Vec3,
    /// Seconds of rest on it.
    pub delay_s: f32,
    /// When it is passed, on a scale of its spline's own; 0 on all nodes: by the way travelled.
    pub frame_time: f32,
}

/// Why nodes make no course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplineFault {
    /// Fewer than four, outer ones included, or more than `SPLINE_NODES_MAX`.
    Count,
    /// A coordinate that is no number or no place.
    NoPlace,
    /// All nodes are one point.
    NoWay,
}

/// A place and the direction of travel there; the direction has no particular length.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sample {
    /// The point.
    pub position: Vec3,
    /// Where the unit is heading.
    pub heading: Vec3,
}

impl Sample {
    /// The yaw of a unit that looks where it is heading; `None` when it heads nowhere, or straight
    /// up or down.
    #[must_use]
    pub fn yaw(&self) -> Option<f32> {
        yaw(self.heading)
    }
}

/// The yaw of a direction as the client counts it: 0 looks north, along negative z.
#[must_use]
pub fn yaw(direction: Vec3) -> Option<f32> {
    let flat = direction.x.abs().max(direction.z.abs());
    (flat > POINT).then(|| (-direction.x).atan2(-direction.z))
}

/// Where the curve between two nodes is how far along.
#[derive(Clone, Copy, Debug)]
struct Knot {
    /// World units from the beginning of the course.
    distance: f32,
    /// Parameter of the curve of its piece.
    t: f32,
}

/// A travelled node and the piece behind it.
#[derive(Clone, Copy, Debug)]
struct Stop {
    position: Vec3,
    /// Tangents before and behind the node.
    tangent_in: Vec3,
    tangent_out: Vec3,
    /// World units from the beginning.
    distance: f32,
    /// Share of the travelling time, rests not counted.
    share: f32,
    delay_s: f32,
    /// Seconds of rest on earlier nodes.
    rested_s: f32,
    /// First of its piece's knots.
    knot: u32,
}

/// A course. Made once, asked often.
#[derive(Clone, Debug, Default)]
pub struct Spline {
    curve: Curve,
    /// The nodes before and behind those travelled.
    outer: [Vec3; 2],
    stops: Vec<Stop>,
    knots: Vec<Knot>,
    length: f32,
    rest_s: f32,
}

impl Spline {
    /// A course through nodes, of which the first and the last are not travelled.
    ///
    /// # Errors
    /// [`SplineFault`].
    pub fn new(curve: Curve, nodes: &[Node]) -> Result<Self, SplineFault> {
        let mut spline = Self::default();
        spline.set(curve, nodes.iter().copied())?;
        Ok(spline)
    }

    /// Makes it a straight course over `points`, all travelled, and keeps its memory.
    ///
    /// # Errors
    /// [`SplineFault`]; the course is empty then.
    pub fn set_path(&mut self, points: &[Vec3]) -> Result<(), SplineFault> {
        self.set_through(Curve::Linear, points)
    }

    /// As [`Spline::set_path`], joined like this.
    ///
    /// # Errors
    /// [`SplineFault`]; the course is empty then.
    pub fn set_through(&mut self, curve: Curve, points: &[Vec3]) -> Result<(), SplineFault> {
        let node = |&position: &Vec3| Node {
            position,
            ..Node::default()
        };
        let (first, last) = (points.first().map(node), points.last().map(node));
        let nodes = first.into_iter().chain(points.iter().map(node)).chain(last);
        self.set(curve, nodes)
    }

    fn set(
        &mut self,
        curve: Curve,
        nodes: impl Iterator<Item = Node> + Clone,
    ) -> Result<(), SplineFault> {
        self.stops.clear();
        self.knots.clear();
        self.curve = curve;
        let count = nodes.clone().take(SPLINE_NODES_MAX + 1).count();
        if !(4..=SPLINE_NODES_MAX).contains(&count) {
            return Err(SplineFault::Count);
        }
        if !nodes.clone().all(|node| is_sane(&node)) {
            return Err(SplineFault::NoPlace);
        }
        let ends = (nodes.clone().next(), nodes.clone().last());
        if let (Some(first), Some(last)) = ends {
            self.outer = [first.position, last.position];
        }
        let triples = nodes.clone().zip(nodes.clone().skip(1)).zip(nodes.skip(2));
        for ((before, node), after) in triples {
            self.stops.push(stop(before.position, node, after.position));
        }
        self.measure();
        if self.length <= POINT {
            self.stops.clear();
            return Err(SplineFault::NoWay);
        }
        self.share_out();
        Ok(())
    }

    /// Lengths of all pieces, and what is known of the time.
    fn measure(&mut self) {
        let (mut length, mut rested_s) = (0.0, 0.0);
        for i in 0..self.stops.len() {
            self.stops[i].distance = length;
            self.stops[i].rested_s = rested_s;
            self.stops[i].knot = self.knots.len() as u32;
            rested_s += self.stops[i].delay_s;
            self.knots.push(Knot {
                distance: length,
                t: 0.0,
            });
            if i + 1 < self.stops.len() {
                length = self.measure_piece(i, length);
            }
        }
        self.length = length;
        self.rest_s = rested_s;
    }

    /// Adds the knots inside a piece; how far its end is from the beginning of the course.
    fn measure_piece(&mut self, piece: usize, begins: f32) -> f32 {
        let (a, b) = (self.stops[piece], self.stops[piece + 1]);
        if self.curve == Curve::Linear {
            return begins + distance(a.position, b.position);
        }
        let mut length = begins;
        // Halves still to be looked at, the nearest last.
        let mut halves = [(0.0_f32, 0.0_f32, 0_u32); HALVINGS_MAX as usize + 1];
        halves[0] = (0.0, 1.0, 0);
        let mut left = 1;
        while left > 0 {
            left -= 1;
            let (from, to, depth) = halves[left];
            let (p, q) = (hermite(&a, &b, from), hermite(&a, &b, to));
            let middle = (from + to) * 0.5;
            let m = hermite(&a, &b, middle);
            let chord = distance(p, q);
            let around = distance(p, m) + distance(m, q);
            if depth == HALVINGS_MAX
                || chord < POINT && depth > 0
                || around <= chord + STRAIGHT_ENOUGH
            {
                length += chord;
                if to < 1.0 {
                    self.knots.push(Knot {
                        distance: length,
                        t: to,
                    });
                }
            } else {
                halves[left] = (middle, to, depth + 1);
                halves[left + 1] = (from, middle, depth + 1);
                left += 2;
            }
        }
        length
    }

    /// Gives each node its share of the travelling time: by its frame time where the frame times
    /// of a spline make sense, else by its share of the way.
    fn share_out(&mut self) {
        let frame = |stop: &Stop| stop.share - stop.rested_s;
        let (first, last) = (&self.stops[0], &self.stops[self.stops.len() - 1]);
        let ascend = self
            .stops
            .windows(2)
            .all(|pair| frame(&pair[0]) <= frame(&pair[1]));
        let (begin, whole) = (frame(first), frame(last));
        let by_frame = ascend && begin >= 0.0 && whole > begin && whole.is_finite();
        for stop in &mut self.stops {
            stop.share = if by_frame {
                (frame(stop) / whole).clamp(0.0, 1.0)
            } else {
                stop.distance / self.length
            };
        }
    }

    /// World units from the first travelled node to the last.
    #[must_use]
    pub fn length(&self) -> f32 {
        self.length
    }

    /// Seconds from one end to the other at a speed in world units a second, rests included.
    #[must_use]
    pub fn duration_s(&self, speed: f32) -> f64 {
        f64::from(self.length) / f64::from(speed) + f64::from(self.rest_s)
    }

    /// How the nodes are joined.
    #[must_use]
    pub fn curve(&self) -> Curve {
        self.curve
    }

    /// The travelled nodes.
    pub fn points(&self) -> impl ExactSizeIterator<Item = Vec3> {
        self.stops.iter().map(|stop| stop.position)
    }

    /// All nodes as a client is told them: it travels neither the first nor the last, of straight
    /// courses as well.
    pub fn nodes(&self) -> impl Iterator<Item = Vec3> {
        let [first, last] = self.outer;
        let travelled = self.points();
        std::iter::once(first)
            .chain(travelled)
            .chain(std::iter::once(last))
    }

    /// Whether it ends where it begins.
    #[must_use]
    pub fn meets(&self) -> bool {
        let ends = (self.stops.first(), self.stops.last());
        matches!(ends, (Some(a), Some(b)) if distance(a.position, b.position) <= ENDS_MEET)
    }

    /// Places along the course, neighbours at most `apart` world units of way from one another, its
    /// nodes among them.
    pub fn places(&self, apart: f32) -> impl Iterator<Item = Vec3> {
        let pieces = 0..self.stops.len().saturating_sub(1);
        pieces.flat_map(move |piece| {
            let (begins, ends) = (self.stops[piece].distance, self.stops[piece + 1].distance);
            let parts = ((ends - begins) / apart).ceil().clamp(1.0, 65_536.0);
            (0..=parts as u32).map(move |part| {
                let way = begins + (ends - begins) * (part as f32 / parts);
                self.on_piece(piece, way).0
            })
        })
    }

    /// The place and the heading of a unit that travels at this speed.
    #[must_use]
    pub fn sample(&self, speed: f32, along: Along) -> Sample {
        let Some(last) = self.stops.last() else {
            return Sample::default();
        };
        let travel_s = self.length / speed;
        let at_s = (along.share * self.duration_s(speed)) as f32;
        let arrives_s = |stop: &Stop| stop.share * travel_s + stop.rested_s;
        let passed = self.stops.partition_point(|stop| arrives_s(stop) <= at_s);
        let piece = passed.clamp(1, self.stops.len() - 1) - 1;
        let (a, b) = (&self.stops[piece], &self.stops[piece + 1]);
        let (begins_s, ends_s) = (arrives_s(a) + a.delay_s, arrives_s(b));
        let part = if ends_s > begins_s {
            ((at_s - begins_s) / (ends_s - begins_s)).clamp(0.0, 1.0)
        } else if passed == self.stops.len() {
            1.0
        } else {
            0.0
        };
        let way = a.distance + part * (b.distance - a.distance);
        debug_assert!(last.distance <= self.length);
        let (position, heading) = self.on_piece(piece, way);
        Sample {
            position,
            heading: if along.is_backward {
                heading * -1.0
            } else {
                heading
            },
        }
    }

    /// The point of a piece that is so far from the beginning of the course, and its tangent.
    fn on_piece(&self, piece: usize, way: f32) -> (Vec3, Vec3) {
        let (a, b) = (&self.stops[piece], &self.stops[piece + 1]);
        let knots = &self.knots[a.knot as usize..b.knot as usize];
        let passed = knots.partition_point(|knot| knot.distance <= way);
        let from = knots[passed.clamp(1, knots.len()) - 1];
        let to = knots.get(passed.max(1)).copied().unwrap_or(Knot {
            distance: b.distance,
            t: 1.0,
        });
        let span = to.distance - from.distance;
        let part = if span > 0.0 {
            ((way - from.distance) / span).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let t = from.t + part * (to.t - from.t);
        match self.curve {
            Curve::Linear => {
                let heading = b.position - a.position;
                (a.position + heading * t, heading)
            }
            Curve::CatmullRom => (hermite(a, b, t), hermite_slope(a, b, t)),
        }
    }
}

fn is_sane(node: &Node) -> bool {
    crate::movement::in_world(node.position)
        && (0.0..1e6).contains(&node.delay_s)
        && node.frame_time.is_finite()
}

/// A node with its tangents: half way between its two chords in direction, the longer chord
/// counting less, and as long as the chord on its side.
fn stop(before: Vec3, node: Node, after: Vec3) -> Stop {
    let left = node.position - before;
    let right = after - node.position;
    let (left_2, right_2) = (dot(left, left), dot(right, right));
    let (mut tangent_in, mut tangent_out) = (left, right);
    if left_2 > POINT && right_2 > POINT {
        let mixed = left * right_2 + right * left_2;
        let length = dot(mixed, mixed).sqrt();
        let scale = if length > 0.0 { 1.0 / length } else { 0.0 };
        tangent_in = mixed * (scale * left_2.sqrt());
        tangent_out = mixed * (scale * right_2.sqrt());
    }
    Stop {
        position: node.position,
        tangent_in,
        tangent_out,
        distance: 0.0,
        share: node.frame_time,
        delay_s: node.delay_s,
        rested_s: 0.0,
        knot: 0,
    }
}

/// The cubic Hermite curve between two nodes.
fn hermite(a: &Stop, b: &Stop, t: f32) -> Vec3 {
    let (t2, t3) = (t * t, t * t * t);
    let ends = a.position * (2.0 * t3 - 3.0 * t2 + 1.0) + b.position * (3.0 * t2 - 2.0 * t3);
    let tangents = a.tangent_out * (t3 - 2.0 * t2 + t) + b.tangent_in * (t3 - t2);
    ends + tangents
}

/// Its derivative.
fn hermite_slope(a: &Stop, b: &Stop, t: f32) -> Vec3 {
    let t2 = t * t;
    let ends = (a.position - b.position) * (6.0 * t2 - 6.0 * t);
    let out = a.tangent_out * (3.0 * t2 - 4.0 * t + 1.0);
    let tangents = out + b.tangent_in * (3.0 * t2 - 2.0 * t);
    ends + tangents
}

fn dot(a: Vec3, b: Vec3) -> f32 {
    a.x * b.x + a.y * b.y + a.z * b.z
}

fn distance(a: Vec3, b: Vec3) -> f32 {
    a.distance_squared(b).sqrt()
}

#[cfg(test)]
mod tests;
