//! The tick of a crowd on a real shard with real sockets, beside raw sends of the same bytes on the
//! same sockets.
//!
//! Everybody walks in every step. Measured is the processor time of the shard's thread for the
//! step of the zone, enciphering for each recipient, and sending; right behind each step the same
//! thread sends every client as many bytes again, made before, with one call each. The two take
//! turns, so that whatever else the machine does falls on both.

use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use bezgelor_core::ids::{ConnectionId, ShardId, ZoneInstanceId};
use bezgelor_core::time::{Millis, Now, UnixMillis};
use clap::Args;
use crypto::PacketCipher;
use protocol::enums::StateFlags;
use protocol::messages::{ClientEnteredWorld, ClientEntityCommand, ClientEntityCommandItems};
use protocol::unions::IEntityCommandModel;
use shard::{
    Backend, BoxLane, Clock, Host, Lane, LaneCx, LaneOutput, Listen, Options, Running, Shard,
    Stage, Zone,
};
use world::{Inputs, Outputs, WorldData, ZoneConfig};

use crate::measure::processor_ns;
use crate::report::{Bound, Figure};
use crate::{allocation, zone};

/// Milliseconds between two steps, as the world sees them.
const STEP_MS: u64 = 100;
/// Until everybody has seen everybody.
const STEPS_BEFORE: u64 = 40;
/// The edge of the square they stand in: all are in sight.
const EDGE: f32 = 40.0;
/// Bytes of u32 size, u16 opcode and u32 length before each enciphered message.
const HEADER_BYTES: usize = 10;
/// A crowd that is not measured by then never will be.
const PATIENCE: Duration = Duration::from_secs(240);

/// How long it is measured.
#[derive(Args, Clone, Debug)]
pub(crate) struct Shape {
    /// Tick: measured steps
    #[arg(long, default_value_t = 30)]
    steps: u64,
}

/// Costs of one step and of its floor, in nanoseconds of the thread's processor time.
#[derive(Clone, Copy, Debug)]
struct Sample {
    step: f64,
    send: f64,
    floor: f64,
    messages: f64,
    bytes: f64,
    reservations: u64,
}

/// The ratio of both crowds.
pub(crate) fn run(shape: &Shape) -> Vec<Figure> {
    let mut figures = Vec::new();
    let names = [
        [
            "tick: all_see_all_1000 ratio_to_floor",
            "tick: all_see_all_1000 per message",
            "tick: all_see_all_1000 floor per message",
            "tick: all_see_all_1000 step alone",
            "tick: all_see_all_1000 messages",
            "tick: all_see_all_1000 bytes",
            "tick: all_see_all_1000 reservations",
        ],
        [
            "tick: k100_2000 ratio_to_floor",
            "tick: k100_2000 per message",
            "tick: k100_2000 floor per message",
            "tick: k100_2000 step alone",
            "tick: k100_2000 messages",
            "tick: k100_2000 bytes",
            "tick: k100_2000 reservations",
        ],
    ];
    for (names, (players, movers_max)) in names.into_iter().zip([(1_000, 0), (2_000, 100)]) {
        let samples = measure(players, movers_max, shape.steps);
        let median = |of: fn(&Sample) -> f64| {
            let mut values: Vec<f64> = samples.iter().map(of).collect();
            values.sort_unstable_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
        };
        let ratio = median(|sample| (sample.step + sample.send) / sample.floor);
        let per_message = median(|sample| (sample.step + sample.send) / sample.messages);
        let floor = median(|sample| sample.floor / sample.messages);
        let fewest = samples.iter().map(|sample| sample.reservations).min();
        let figure = |at: usize, value, unit, bound| Figure::new(names[at], value, unit, bound);
        figures.extend([
            figure(0, ratio, "x", Bound::Most(1.7)),
            figure(1, per_message, "ns", Bound::None),
            figure(2, floor, "ns", Bound::None),
            figure(3, median(|s| s.step / 1e6), "ms", Bound::None),
            figure(4, median(|s| s.messages), "", Bound::None),
            figure(5, median(|s| s.bytes), "", Bound::None),
            figure(6, fewest.unwrap_or(u64::MAX) as f64, "", Bound::Most(0.0)),
        ]);
    }
    figures
}

fn measure(players: usize, movers_max: usize, steps: u64) -> Vec<Sample> {
    let (report, samples) = std::sync::mpsc::channel();
    let Some(running) = [Backend::IoUring, Backend::Epoll]
        .into_iter()
        .find_map(|backend| start(backend).ok())
    else {
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
            step_ns: 0.0,
            reservations: 0,
            due: Vec::new(),
            filler: vec![0x5A; 1 << 20],
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

fn start(backend: Backend) -> Result<Running<Crowd>, shard::StartError> {
    let options = Options {
        backend,
        tick_ms: 10,
        ..Options::default()
    };
    let listen = Listen {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        name: "crowd",
        accept: Arc::new(|_, _, _| Some(BoxLane::new(Member))),
    };
    shard::start(&options, Clock::start(), vec![listen], |_| Crowd::default())
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
    step_ns: f64,
    reservations: u64,
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

    /// What each was sent by this step; how many messages.
    fn take_stock(&mut self) -> usize {
        self.due.clear();
        self.due
            .extend(self.members.iter().map(|member| (*member, 0)));
        self.due.sort_unstable();
        let mut messages = 0;
        for (message, recipients) in self.outputs.deliveries() {
            messages += recipients.len();
            for recipient in recipients {
                if let Ok(at) = self.due.binary_search_by_key(recipient, |due| due.0) {
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
        50
    }

    fn step(&mut self, _: Now) {
        if self.members.len() < self.players || self.step > self.last {
            return;
        }
        self.prepare();
        let ms = (self.step + 1) * STEP_MS;
        let now = Now {
            mono: Millis(ms),
            unix: UnixMillis(ms as i64),
        };
        let began = processor_ns();
        let (zone, inputs, outputs) = (&mut self.zone, &mut self.inputs, &mut self.outputs);
        self.reservations = allocation::count_here(|| zone.step(now, inputs, outputs));
        self.step_ns = processor_ns() - began;
    }

    fn distribute(&mut self, shard: &Shard<Crowd>, _: Now) {
        if self.members.len() < self.players {
            self.members = shard.host(|host| host.members.clone());
            return;
        }
        if self.step > self.last {
            return;
        }
        let began = processor_ns();
        let outputs = &self.outputs;
        let reservations = allocation::count_here(|| {
            shard.deliver_all(outputs.deliveries());
            shard.flush_now();
        });
        let send = processor_ns() - began;
        let messages = self.take_stock();
        self.step += 1;
        if self.step <= STEPS_BEFORE {
            return;
        }
        let began = processor_ns();
        for (member, bytes) in &self.due {
            // A client that lags behind takes less, then as now.
            let _ = shard.send_raw(*member, &self.filler[..(*bytes).min(self.filler.len())]);
        }
        let floor = processor_ns() - began;
        let bytes = self.due.iter().map(|due| due.1 as f64).sum();
        let sample = Sample {
            step: self.step_ns,
            send,
            floor,
            messages: messages as f64,
            bytes,
            reservations: self.reservations + reservations,
        };
        // Nobody listens once enough was measured.
        let _ = self.report.send(sample);
    }

    fn rebuild(self, _: &Shard<Crowd>, _: Now) -> Option<Self> {
        None
    }
}
