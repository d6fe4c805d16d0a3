//! The tick of a crowd on a real shard with real sockets, beside raw sends of the same bytes on the
//! same sockets.
//!
//! Everybody walks in every step. Measured is the processor time of the shard's thread for the
//! step of the zone (what movers said is decoded, judged and told), enciphering for each recipient,
//! and sending. The same thread sends every client as many bytes again, made before, with one call
//! each. So whatever else the machine does falls on both.
//!
//! Who comes second finds the kernel's side of every socket warm, which is worth a tenth or two of
//! its time. With the floor always second the server would pay for warming them, with the server
//! always second the floor would; a real zone and a real floor both find them as cold as one does
//! who sends after a pause. So they change places: in every second step the floor comes before the
//! server, in the others behind it. `ratio_to_floor` is that of the sums of two such steps, the
//! median of all pairs; the medians of both orders stand beside it.
//!
//! What movers said comes from memory: reading their sockets is no part of it, on neither side.

use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use bezgelor_core::ids::{ConnectionId, ShardId, ZoneInstanceId};
use bezgelor_core::time::{Millis, Now, UnixMillis};
use clap::Args;
use crypto::PacketCipher;
use protocol::enums::StateFlags;
use protocol::messages::{ClientEnteredWorld, ClientEntityCommand, ClientEntityCommandItems};
use protocol::unions::IEntityCommandModel;
use shard::{Accept, BoxLane, Host, Lane, LaneCx, LaneOutput, Options, Shard, Stage, Zone};
use world::{Inputs, Outputs, WorldData, ZoneConfig};

use crate::report::{Bound, Figure};
use crate::rig::{self, Clocks, Spent};
use crate::{allocation, zone};

/// Milliseconds between two steps, as the world sees them.
const STEP_MS: u64 = 100;
/// Until everybody has seen everybody.
const STEPS_BEFORE: u64 = 40;
/// The edge of the square they stand in: all are in sight.
const EDGE: f32 = 40.0;
/// More than one client is sent in a step.
const FILLER_BYTES: usize = 1 << 20;
/// Bytes of u32 size, u16 opcode and u32 length before each enciphered message.
const HEADER_BYTES: usize = 10;
/// A crowd that is not measured by then never will be.
const PATIENCE: Duration = Duration::from_secs(240);

/// How long it is measured.
#[derive(Args, Clone, Debug)]
#[group(id = "tick")]
pub(crate) struct Shape {
    /// Tick: measured steps
    #[arg(long, default_value_t = 30)]
    steps: u64,
    /// Tick: the crowd with this name alone
    #[arg(long)]
    only: Option<String>,
}

/// Costs of one step and of its floor.
#[derive(Clone, Copy, Debug, Default)]
struct Sample {
    floor_first: bool,
    step: Spent,
    send: Spent,
    floor: Spent,
    messages: f64,
    bytes: f64,
    /// Calls of `send` in the step, and of the floor.
    sends: f64,
    floor_sends: f64,
    /// Bytes the kernel took of those the floor offered.
    floor_bytes: f64,
    reservations: u64,
}

/// A crowd with its name, and those of its figures.
struct Case {
    name: &'static str,
    players: usize,
    movers_max: usize,
    figures: [&'static str; 13],
}

macro_rules! case {
    ($name:literal, $players:literal, $movers_max:literal) => {
        Case {
            name: $name,
            players: $players,
            movers_max: $movers_max,
            figures: [
                concat!("tick: ", $name, " ratio_to_floor"),
                concat!("tick: ", $name, " ratio behind the floor"),
                concat!("tick: ", $name, " ratio before the floor"),
                concat!("tick: ", $name, " ratio of wall time"),
                concat!("tick: ", $name, " per message"),
                concat!("tick: ", $name, " floor per message"),
                concat!("tick: ", $name, " step alone"),
                concat!("tick: ", $name, " step and sending"),
                concat!("tick: ", $name, " messages"),
                concat!("tick: ", $name, " bytes"),
                concat!("tick: ", $name, " sends over the floor's"),
                concat!("tick: ", $name, " bytes the floor got rid of"),
                concat!("tick: ", $name, " reservations"),
            ],
        }
    };
}

const CASES: [Case; 2] = [
    case!("all_see_all_1000", 1_000, 0),
    case!("k100_2000", 2_000, 100),
];

/// The ratio of both crowds.
pub(crate) fn run(shape: &Shape) -> Vec<Figure> {
    let wanted = |case: &&Case| shape.only.as_deref().is_none_or(|name| name == case.name);
    let cases = CASES.iter().filter(wanted);
    cases
        .flat_map(|case| figures(case, &measure(case, shape.steps)))
        .collect()
}

fn figures(case: &Case, samples: &[Sample]) -> Vec<Figure> {
    let pairs: Vec<Sample> = samples.as_chunks().0.iter().map(both).collect();
    let median = |of: &dyn Fn(&Sample) -> f64| median(pairs.iter().map(of));
    let own = |s: &Sample| s.step.processor + s.send.processor;
    let ratio = |s: &Sample| own(s) / s.floor.processor;
    let in_order = |floor_first: bool| {
        let those = samples.iter().filter(|s| s.floor_first == floor_first);
        self::median(those.map(ratio))
    };
    let wall = |s: &Sample| (s.step.wall + s.send.wall) / s.floor.wall;
    let fewest = pairs.iter().map(|sample| sample.reservations).min();
    let values = [
        (median(&ratio), "x", Bound::Most(1.7)),
        (in_order(true), "x", Bound::None),
        (in_order(false), "x", Bound::None),
        (median(&wall), "x", Bound::None),
        (median(&|s| own(s) / s.messages), "ns", Bound::None),
        (
            median(&|s| s.floor.processor / s.messages),
            "ns",
            Bound::None,
        ),
        (median(&|s| s.step.processor / 1e6), "ms", Bound::None),
        (median(&|s| own(s) / 1e6), "ms", Bound::None),
        (median(&|s| s.messages), "", Bound::None),
        (median(&|s| s.bytes), "", Bound::None),
        (median(&|s| s.sends / s.floor_sends), "x", Bound::None),
        (median(&|s| s.floor_bytes / s.bytes), "x", Bound::None),
        (fewest.unwrap_or(u64::MAX) as f64, "", Bound::Most(0.0)),
    ];
    let named = case.figures.iter().zip(values);
    named
        .map(|(name, (value, unit, bound))| Figure::new(name, value, unit, bound))
        .collect()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Two steps as one: in one the floor came first, in the other the server.
fn both([a, b]: &[Sample; 2]) -> Sample {
    let spent = |a: Spent, b: Spent| Spent {
        processor: f64::midpoint(a.processor, b.processor),
        wall: f64::midpoint(a.wall, b.wall),
    };
    Sample {
        floor_first: a.floor_first,
        step: spent(a.step, b.step),
        send: spent(a.send, b.send),
        floor: spent(a.floor, b.floor),
        messages: f64::midpoint(a.messages, b.messages),
        bytes: f64::midpoint(a.bytes, b.bytes),
        sends: f64::midpoint(a.sends, b.sends),
        floor_sends: f64::midpoint(a.floor_sends, b.floor_sends),
        floor_bytes: f64::midpoint(a.floor_bytes, b.floor_bytes),
        reservations: a.reservations.min(b.reservations),
    }
}

fn measure(case: &Case, steps: u64) -> Vec<Sample> {
    let (players, movers_max) = (case.players, case.movers_max);
    let (report, samples) = std::sync::mpsc::channel();
    let options = Options {
        tick_ms: 10,
        ..Options::default()
    };
    let accept: Accept<Crowd> = Arc::new(|_, _, _| Some(BoxLane::new(Member)));
    let Some(running) = rig::start(&options, Some(&accept), |_| Crowd::default()) else {
        return Vec::new();
    };
    let Ok(clients) = connect(running.addresses()[0], players) else {
        return Vec::new();
    };
    let reading = std::thread::spawn(move || crate::crowd::read_all(clients));
    let begin = shard::ShardMessage::Run(Box::new(move |shard: &Shard<Crowd>| {
        let mut config = ZoneConfig::new(ZoneInstanceId(1), zone::WORLD, 1);
        config.visible_movers_max = movers_max;
        config.tick_ms = STEP_MS;
        let zone = CrowdZone {
            zone: world::Zone::new(config, Arc::new(WorldData::default()), &[]),
            inputs: Inputs::new(),
            outputs: Outputs::new(),
            players,
            members: Vec::new(),
            step: 0,
            last: STEPS_BEFORE + steps,
            due: Vec::new(),
            filler: vec![0x5A; FILLER_BYTES],
            report,
        };
        shard.add_zone(ZoneInstanceId(1), zone);
    }));
    running.post_message(ShardId(0), begin);
    let mut all = Vec::new();
    while let Ok(sample) = samples.recv_timeout(PATIENCE) {
        all.push(sample);
        if all.len() as u64 == steps {
            break;
        }
    }
    running.drain();
    let _ = running.join();
    let _ = reading.join();
    all
}

fn connect(to: SocketAddr, count: usize) -> std::io::Result<Vec<TcpStream>> {
    (0..count)
        .map(|_| {
            let stream = TcpStream::connect(to)?;
            stream.set_nonblocking(true)?;
            Ok(stream)
        })
        .collect()
}

/// Who is connected.
#[derive(Default)]
struct Crowd {
    members: Vec<ConnectionId>,
}

impl Host for Crowd {
    type Message = ();
    type Signal = ();
    type Zone = CrowdZone;

    fn on_message(&mut self, _: &Shard<Self>, _: Option<ShardId>, (): ()) {}
}

/// Listens with a cipher of its own.
struct Member;

impl Lane<Crowd> for Member {
    type Answer = ();

    fn on_arrive(&mut self, cx: &mut LaneCx<'_, Crowd>) {
        let id = cx.id();
        let mut key = [7; 16];
        key[..8].copy_from_slice(&id.0.to_le_bytes());
        cx.seal_with(PacketCipher::from_session_key(key));
        cx.shard.host(|host| host.members.push(id));
    }

    fn on_bytes(&mut self, _: &mut LaneCx<'_, Crowd>, _: &[u8]) {}

    fn on_answer(&mut self, _: &mut LaneCx<'_, Crowd>, (): ()) {}

    fn poll(&mut self) -> Option<LaneOutput<Crowd, ()>> {
        None
    }

    fn stage(&self) -> Stage {
        Stage::Open
    }
}

struct CrowdZone {
    zone: world::Zone,
    inputs: Inputs,
    outputs: Outputs,
    players: usize,
    members: Vec<ConnectionId>,
    step: u64,
    last: u64,
    /// Bytes the step sent to each member, by its slot.
    due: Vec<(ConnectionId, usize)>,
    filler: Vec<u8>,
    report: std::sync::mpsc::Sender<Sample>,
}

impl CrowdZone {
    /// What everybody does before this step.
    fn prepare(&mut self) {
        for (number, &connection) in (0..).zip(&self.members) {
            match self.step {
                0 => {
                    let mut entry = zone::entry(number, zone::place(number, EDGE));
                    entry.connection = connection;
                    // Bounded far above this.
                    let _ = self.inputs.join(entry);
                }
                1 => {
                    let entered = ClientEnteredWorld::default();
                    zone::say(&mut self.inputs, connection, &entered);
                }
                step => walk(&mut self.inputs, step, number, connection),
            }
        }
    }

    /// A step as every zone takes it, from what movers said to what is sent.
    fn serve(&mut self, shard: &Shard<Crowd>) -> Sample {
        let ms = (self.step + 1) * STEP_MS;
        let now = Now {
            mono: Millis(ms),
            unix: UnixMillis(ms as i64),
        };
        let sends_before = shard.sends();
        let (zone, inputs, outputs) = (&mut self.zone, &mut self.inputs, &mut self.outputs);
        let mut sample = Sample::default();
        sample.reservations = allocation::count_here(|| {
            let began = Clocks::of_thread();
            zone.step(now, inputs, outputs);
            sample.step = began.spent();
            let began = Clocks::of_thread();
            shard.deliver_all(outputs.deliveries());
            shard.flush_now();
            sample.send = began.spent();
        });
        sample.sends = (shard.sends() - sends_before) as f64;
        sample
    }

    /// Sends each member as many bytes as it was sent by the last step, in one call; the bytes that
    /// were offered, and those the kernel took.
    fn floor(&self, shard: &Shard<Crowd>) -> (Spent, (f64, f64)) {
        let (mut offered, mut taken) = (0, 0);
        let began = Clocks::of_thread();
        for (member, bytes) in &self.due {
            offered += bytes;
            // A client that lags behind takes less, then as now.
            taken += shard.send_raw(*member, &self.filler[..*bytes]).unwrap_or(0);
        }
        (began.spent(), (offered as f64, taken as f64))
    }

    /// What each was sent by this step; how many messages.
    fn take_stock(&mut self) -> usize {
        self.due.clear();
        self.due
            .extend(self.members.iter().map(|member| (*member, 0)));
        self.due.sort_unstable();
        let mut messages = 0;
        for (message, recipients) in self.outputs.deliveries() {
            for recipient in recipients.iter() {
                messages += 1;
                if let Ok(at) = self.due.binary_search_by_key(&recipient, |due| due.0) {
                    self.due[at].1 += message.len() + HEADER_BYTES;
                }
            }
        }
        messages
    }
}

/// To and fro over four units, as a client says it.
fn walk(inputs: &mut Inputs, step: u64, number: u64, connection: ConnectionId) {
    let blend = true;
    let mut position = zone::place(number, EDGE);
    position.x += ((step % 8) as f32 - 4.0).abs() * 0.5;
    let forward = bezgelor_core::Vec3::new(0.0, 0.0, -1.0);
    let models = [
        IEntityCommandModel::SetPosition { position, blend },
        IEntityCommandModel::SetVelocity {
            velocity: forward,
            blend,
        },
        IEntityCommandModel::SetMove {
            move_: forward,
            blend,
        },
        IEntityCommandModel::SetRotation {
            rotation: forward,
            blend,
        },
        IEntityCommandModel::SetState {
            state: StateFlags::Velocity | StateFlags::Move,
        },
    ];
    let items = models
        .map(|model| ClientEntityCommandItems { model })
        .into();
    let time = (step * STEP_MS) as u32;
    let command = ClientEntityCommand { time, items };
    zone::say(inputs, connection, &command);
}

impl Zone<Crowd> for CrowdZone {
    fn period_ms(&self) -> u64 {
        STEP_MS
    }

    /// The zone is stepped where its messages can be sent.
    fn step(&mut self, _: Now) {}

    fn distribute(&mut self, shard: &Shard<Crowd>, _: Now) {
        if self.members.len() < self.players {
            self.members = shard.host(|host| host.members.clone());
            return;
        }
        if self.step > self.last {
            return;
        }
        // Whoever comes second finds the sockets warm: they change places.
        let measured = self.step >= STEPS_BEFORE;
        let before = measured && self.step.is_multiple_of(2);
        let mut floor = before.then(|| self.floor(shard));
        self.prepare();
        let mut sample = self.serve(shard);
        sample.messages = self.take_stock() as f64;
        if measured && !before {
            floor = Some(self.floor(shard));
        }
        self.step += 1;
        if let Some(floor) = floor {
            sample.floor_first = before;
            (sample.floor, sample.floor_sends) = (floor.0, self.due.len() as f64);
            (sample.bytes, sample.floor_bytes) = floor.1;
            // Nobody listens once enough was measured.
            let _ = self.report.send(sample);
        }
    }

    fn rebuild(self, _: &Shard<Crowd>, _: Now) -> Option<Self> {
        None
    }
}
