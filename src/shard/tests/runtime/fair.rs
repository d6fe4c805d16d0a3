//! Zones that move from shard to shard at any moment, under connections that go from zone to zone,
//! come and end at any moment, with numbers streaming through all of it.
//!
//! Every decision is drawn from a seed; what the threads make of it differs from run to run.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use bezgelor_core::ids::{ConnectionId, ShardId, ZoneInstanceId};
use bezgelor_core::time::{Millis, Now};
use shard::{
    Backend, BoxLane, Clock, CloseReason, Host, Lane, LaneCx, LaneOutput, Listen, Parcel, Running,
    Shard, ShardMessage, Stage, Zone, start,
};

use crate::toy::{backends, options};
use crate::wander::{Dice, Numbers};

const PATIENCE: Duration = Duration::from_secs(30);
const ZONES: u32 = 5;
const CLIENTS: u64 = 8;
/// Moves of zones and hops of connections that one run sees at least.
const MOVES: u64 = 2_000;
const HOPS: u64 = 5_000;
/// Milliseconds between two ticks.
const TICK_MS: u64 = 2;
/// Bytes a zone takes of one connection between two steps.
const SAID_MAX: usize = 300;
/// Bytes a client is ahead of its echo.
const AHEAD: u64 = 2_048;

/// What both shards and the test count.
#[derive(Debug, Default)]
struct Counts {
    moves: AtomicU64,
    joins: AtomicU64,
    hops: AtomicU64,
    ended: AtomicU64,
}

fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

/// Gives back what is said in it, at its next step.
#[derive(Default)]
struct Stall {
    said: BTreeMap<ConnectionId, Vec<u8>>,
    leaving: Vec<ConnectionId>,
    out: Vec<(ConnectionId, Vec<u8>)>,
}

impl Stall {
    fn say(&mut self, connection: ConnectionId, bytes: &[u8]) -> bool {
        let said = self.said.get_mut(&connection).expect("it is in");
        let takes = said.len() + bytes.len() <= SAID_MAX;
        if takes {
            said.extend_from_slice(bytes);
        }
        takes
    }

    fn rename(&mut self, from: ConnectionId, to: ConnectionId) {
        let said = self.said.remove(&from).expect("it was in");
        self.said.insert(to, said);
        for leaving in self.leaving.iter_mut().filter(|own| **own == from) {
            *leaving = to;
        }
    }
}

impl Zone<Fair> for Stall {
    fn period_ms(&self) -> u64 {
        TICK_MS
    }

    fn step(&mut self, _: Now) {
        let said = self.said.iter_mut().filter(|(_, said)| !said.is_empty());
        self.out
            .extend(said.map(|(connection, said)| (*connection, std::mem::take(said))));
    }

    fn distribute(&mut self, shard: &Shard<Fair>, _: Now) {
        for (connection, bytes) in self.out.drain(..) {
            let message = [&[0, 0], &bytes[..]].concat();
            shard.deliver(&message, &[connection]);
        }
        for connection in std::mem::take(&mut self.leaving) {
            self.said.remove(&connection);
            shard.signal(connection, Word::Left);
        }
    }

    fn rebuild(self, _: &Shard<Fair>, _: Now) -> Option<Self> {
        None
    }
}

/// A zone on its way, with those who follow by the names they had.
struct Removal {
    zone: ZoneInstanceId,
    parcel: Parcel<Stall>,
    following: BTreeSet<ConnectionId>,
}

enum Letter {
    Zone(Box<Removal>),
    /// Who was to follow has ended.
    Behind(ZoneInstanceId, ConnectionId),
}

enum Word {
    /// It is out of its zone.
    Left,
    /// Its zone has gone there.
    Follow(ZoneInstanceId, ShardId),
}

struct Fair {
    dice: Dice,
    counts: Arc<Counts>,
    gone: BTreeMap<ZoneInstanceId, ShardId>,
    /// Zones that stand still until these are here.
    arrivals: BTreeMap<ZoneInstanceId, BTreeSet<ConnectionId>>,
}

impl Fair {
    fn depart(&mut self, shard: &Shard<Self>, zone: ZoneInstanceId) {
        let Some(mut parcel) = shard.pack_zone(zone) else {
            return;
        };
        let to = ShardId(1 - shard.id().0);
        let members = parcel.zone().said.keys().copied();
        let following: BTreeSet<ConnectionId> = members
            .filter(|member| shard.has_connection(*member))
            .collect();
        self.gone.insert(zone, to);
        let removal = Removal {
            zone,
            parcel,
            following: following.clone(),
        };
        let letter = ShardMessage::Host(Letter::Zone(Box::new(removal)));
        assert!(shard.post_now(to, letter).is_ok(), "there is room");
        for member in following {
            shard.signal(member, Word::Follow(zone, to));
        }
        count(&self.counts.moves);
    }

    fn arrive(&mut self, shard: &Shard<Self>, removal: Removal) {
        self.gone.remove(&removal.zone);
        assert!(shard.unpack_zone(removal.zone, removal.parcel));
        if removal.following.is_empty() {
            shard.release_zone(removal.zone);
        } else {
            self.arrivals.insert(removal.zone, removal.following);
        }
    }

    fn is_awaited_no_more(
        &mut self,
        shard: &Shard<Self>,
        zone: ZoneInstanceId,
        from: ConnectionId,
    ) {
        if let Some(awaited) = self.arrivals.get_mut(&zone) {
            awaited.remove(&from);
            if awaited.is_empty() {
                self.arrivals.remove(&zone);
                shard.release_zone(zone);
            }
        }
    }

    /// Somebody ended who was in a zone by that name.
    fn ends(&mut self, shard: &Shard<Self>, zone: ZoneInstanceId, name: ConnectionId) {
        match shard.zone(zone, |stall| stall.leaving.push(name)) {
            Some(()) => self.is_awaited_no_more(shard, zone, name),
            None => {
                let to = self.gone[&zone];
                let letter = ShardMessage::Host(Letter::Behind(zone, name));
                assert!(shard.post_now(to, letter).is_ok(), "there is room");
            }
        }
    }
}

impl Host for Fair {
    type Message = Letter;
    type Signal = Word;
    type Zone = Stall;

    fn on_message(&mut self, shard: &Shard<Self>, _: Option<ShardId>, letter: Letter) {
        match letter {
            Letter::Zone(removal) => self.arrive(shard, *removal),
            Letter::Behind(zone, name) => self.ends(shard, zone, name),
        }
    }

    fn on_tick(&mut self, shard: &Shard<Self>, _: Now) {
        for (zone, _) in shard.zone_times() {
            if !self.arrivals.contains_key(&zone) && self.dice.roll().is_multiple_of(4) {
                self.depart(shard, zone);
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Place {
    /// On the way into a zone.
    Outside(ZoneInstanceId),
    In(ZoneInstanceId),
    /// After its zone, by the name it had in it.
    Following(ZoneInstanceId, ConnectionId),
}

struct Visitor {
    counts: Arc<Counts>,
    dice: Dice,
    place: Place,
    /// It has said that it leaves.
    leaves: bool,
    leave_at: Millis,
    /// What its zone has not taken yet.
    held: Vec<u8>,
    elsewhere: Option<ShardId>,
}

impl Visitor {
    fn new(counts: Arc<Counts>, seed: u64) -> Self {
        let mut dice = Dice(seed);
        Self {
            counts,
            place: Place::Outside(any_zone(&mut dice)),
            dice,
            leaves: false,
            leave_at: Millis(0),
            held: Vec::new(),
            elsewhere: None,
        }
    }

    fn enter(&mut self, cx: &LaneCx<'_, Fair>) {
        let Place::Outside(zone) = self.place else {
            return;
        };
        let own = cx.id();
        let joined = cx
            .shard
            .zone(zone, |stall| stall.said.insert(own, Vec::new()));
        if joined.is_some() {
            self.place = Place::In(zone);
            self.leaves = false;
            self.leave_at = cx.now.mono.plus(u64::from(self.dice.roll() % 40));
            count(&self.counts.joins);
            self.feed(cx);
        } else {
            // It is on the other shard, or on its way.
            self.elsewhere = Some(ShardId(1 - cx.shard.id().0));
        }
    }

    fn follow(&mut self, cx: &LaneCx<'_, Fair>) {
        let Place::Following(zone, before) = self.place else {
            return;
        };
        let own = cx.id();
        let renamed = cx.shard.zone(zone, |stall| stall.rename(before, own));
        assert!(renamed.is_some(), "a zone waits for those who follow it");
        cx.shard
            .host(|fair| fair.is_awaited_no_more(cx.shard, zone, before));
        self.place = Place::In(zone);
        self.feed(cx);
    }

    fn feed(&mut self, cx: &LaneCx<'_, Fair>) {
        let Place::In(zone) = self.place else { return };
        while !self.leaves && !self.held.is_empty() {
            let length = self
                .held
                .len()
                .min(1 + self.dice.roll() as usize % SAID_MAX);
            let own = cx.id();
            let taken = cx
                .shard
                .zone(zone, |stall| stall.say(own, &self.held[..length]));
            if taken != Some(true) {
                // Full, or gone ahead: the word to follow is on its way.
                break;
            }
            self.held.drain(..length);
        }
    }
}

fn any_zone(dice: &mut Dice) -> ZoneInstanceId {
    ZoneInstanceId(dice.roll() % ZONES)
}

impl Lane<Fair> for Visitor {
    type Answer = ();

    fn on_arrive(&mut self, cx: &mut LaneCx<'_, Fair>) {
        self.enter(cx);
        self.follow(cx);
    }

    fn on_bytes(&mut self, cx: &mut LaneCx<'_, Fair>, bytes: &[u8]) {
        self.held.extend_from_slice(bytes);
        self.feed(cx);
    }

    fn on_answer(&mut self, _: &mut LaneCx<'_, Fair>, (): ()) {}

    fn on_signal(&mut self, cx: &mut LaneCx<'_, Fair>, word: Word) {
        match word {
            Word::Left => {
                self.place = Place::Outside(any_zone(&mut self.dice));
                self.enter(cx);
            }
            Word::Follow(zone, to) => {
                self.place = Place::Following(zone, cx.id());
                self.elsewhere = Some(to);
            }
        }
    }

    fn on_wake(&mut self, cx: &mut LaneCx<'_, Fair>) {
        if let Place::In(zone) = self.place
            && !self.leaves
            && self.leave_at <= cx.now.mono
        {
            let own = cx.id();
            let told = cx.shard.zone(zone, |stall| stall.leaving.push(own));
            self.leaves = told.is_some();
        }
        self.feed(cx);
    }

    fn on_close(&mut self, cx: &mut LaneCx<'_, Fair>, _: CloseReason) {
        count(&self.counts.ended);
        let (zone, name) = match self.place {
            Place::Outside(_) => return,
            Place::In(zone) => (zone, cx.id()),
            Place::Following(zone, before) => (zone, before),
        };
        cx.shard.host(|fair| fair.ends(cx.shard, zone, name));
    }

    fn poll(&mut self) -> Option<LaneOutput<Fair, ()>> {
        let shard = self.elsewhere.take()?;
        count(&self.counts.hops);
        let (held, dice) = (std::mem::take(&mut self.held), self.dice);
        let lane = BoxLane::new(Self {
            counts: Arc::clone(&self.counts),
            held,
            dice,
            elsewhere: None,
            ..*self
        });
        Some(LaneOutput::Become { lane, shard })
    }

    fn stage(&self) -> Stage {
        Stage::Open
    }

    fn wake_at(&self) -> Option<Millis> {
        match (self.place, self.held.is_empty()) {
            (Place::In(_), true) if !self.leaves => Some(self.leave_at),
            (Place::In(_), _) => Some(Millis(0)),
            _ => None,
        }
    }

    fn wants_input(&self) -> bool {
        matches!(self.place, Place::In(_)) && self.held.is_empty()
    }
}

fn fair(backend: Backend, seed: u64, counts: &Arc<Counts>) -> Running<Fair> {
    let (of_lanes, of_hosts) = (Arc::clone(counts), Arc::clone(counts));
    let listen = Listen {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        name: "fair",
        accept: Arc::new(move |_, id: ConnectionId, _| {
            let seed = seed ^ id.0.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            Some(BoxLane::new(Visitor::new(Arc::clone(&of_lanes), seed)))
        }),
    };
    let mut options = options(backend, 2);
    options.tick_ms = TICK_MS;
    let running = start(&options, Clock::start(), vec![listen], move |shard| {
        let own = u32::from(shard.id().0);
        for zone in (0..ZONES).filter(|zone| zone % 2 == own) {
            assert!(shard.add_zone(ZoneInstanceId(zone), Stall::default()));
        }
        Fair {
            dice: Dice(seed + u64::from(own)),
            counts: Arc::clone(&of_hosts),
            gone: (0..ZONES)
                .filter(|zone| zone % 2 != own)
                .map(|zone| (ZoneInstanceId(zone), ShardId(1 - shard.id().0)))
                .collect(),
            arrivals: BTreeMap::new(),
        }
    });
    running.unwrap_or_else(|error| panic!("{error}"))
}

/// Reads one frame of the echo and checks it.
fn hear(stream: &mut TcpStream, echo: &mut Numbers) {
    let mut size = [0; 4];
    stream.read_exact(&mut size).expect("the echo goes on");
    let mut frame = vec![0; u32::from_le_bytes(size) as usize - 4];
    stream.read_exact(&mut frame).expect("the whole frame");
    echo.check(&frame[2..]);
}

/// Comes, streams, and ends: mostly once everything has come back, sometimes at once.
fn visit(address: SocketAddr, dice: &mut Dice) {
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    stream.set_nodelay(true).expect("an option");
    let (mut sent, mut echo) = (Numbers::default(), Numbers::default());
    let ends_at = u64::from(dice.roll()) % 30_000 + 500;
    while sent.at < ends_at {
        let length = dice.roll() as usize % 700 + 1;
        stream
            .write_all(&sent.take(length))
            .expect("it takes bytes");
        while sent.at > echo.at + AHEAD {
            hear(&mut stream, &mut echo);
        }
    }
    if dice.roll().is_multiple_of(4) {
        return;
    }
    while echo.at < sent.at {
        hear(&mut stream, &mut echo);
    }
}

#[test]
fn zones_that_move_under_coming_and_going_lose_double_and_reorder_nothing() {
    let seed = std::env::var("BEZGELOR_SEED").ok();
    let seed = seed.and_then(|text| text.parse().ok()).unwrap_or(7);
    for backend in backends() {
        let counts = Arc::new(Counts::default());
        let running = fair(backend, seed, &counts);
        let (address, over) = (running.addresses()[0], Arc::new(AtomicBool::new(false)));
        let visitors: Vec<_> = (0..CLIENTS)
            .map(|number| {
                let over = Arc::clone(&over);
                std::thread::spawn(move || {
                    let mut dice = Dice(seed.wrapping_add(number) << 20);
                    while !over.load(Ordering::Relaxed) {
                        visit(address, &mut dice);
                    }
                })
            })
            .collect();
        let until = Instant::now() + 2 * PATIENCE;
        let so_far = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        while so_far(&counts.moves) < MOVES || so_far(&counts.hops) < HOPS {
            let broken = visitors.iter().any(std::thread::JoinHandle::is_finished);
            assert!(!broken && Instant::now() < until, "{backend:?}: {counts:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
        over.store(true, Ordering::Relaxed);
        for visitor in visitors {
            visitor.join().expect("its stream was whole");
        }
        running.drain();
        assert!(running.join(), "no shard ended in a panic");
        assert!(so_far(&counts.joins) > MOVES / 4, "{counts:?}");
        assert!(so_far(&counts.ended) > CLIENTS, "{counts:?}");
        println!("{backend:?}: {counts:?}");
    }
}
