//! What a crowd costs at least: the same bytes on as many sockets, and nothing else.
//!
//! One thread sends buffers that were made before, as often and as large as a server's flushes, in
//! one call each; another reads them, as clients would. Counted is the processor time of the
//! sending thread alone: the kernel's work of a loopback send is done in it. Several threads may
//! share the connections, as shards do, and send at the same moments. Senders are held to a core
//! each, as shards are; readers to the others, and they rest before they wait for more, as a thread
//! of many bots does. Left to themselves they settled on one core or on two, asleep or awake when
//! the next send came, and the same send cost anything from 17 to 40 ns a message. Beside it, the
//! shape other servers have: each message is encoded, enciphered byte by byte and sent for each
//! recipient on its own.

use std::io::{self, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use bezgelor_core::Vec3;
use bezgelor_core::limits::OUTGOING_BYTES;
use clap::Args;
use protocol::encode_message;
use protocol::messages::{ServerEntityCommand, ServerEntityCommandCommands};
use protocol::unions::IEntityCommandModel;
use rustix::thread::{CpuSet, Pid, gettid, sched_setaffinity};
use shard::allowed_cores;
use tokio::io::AsyncReadExt as _;

use crate::naive::ByteCipher;
use crate::report::{Bound, Figure};
use crate::rig::Clocks;

/// The shape of a crowd.
#[derive(Args, Clone, Debug)]
#[group(id = "crowd")]
pub(crate) struct Shape {
    /// Crowd: connections
    #[arg(long, default_value_t = 200)]
    sockets: usize,
    /// Crowd: bytes of one frame
    #[arg(long, default_value_t = 80)]
    frame_bytes: usize,
    /// Crowd: frames in one flush
    #[arg(long, default_value_t = 100)]
    per_flush: usize,
    /// Crowd: flushes a second and connection
    #[arg(long, default_value_t = 20)]
    flush_hz: u32,
    /// Crowd: seconds of each measurement
    #[arg(long, default_value_t = 2)]
    seconds: u32,
    /// Crowd: threads that send, each to its part of the connections
    #[arg(long, default_value_t = 1)]
    senders: usize,
    /// Crowd: only what the kernel costs, by one thread and by as many as `senders`
    #[arg(long)]
    floor_only: bool,
}

const RAW_SEND: &str = "crowd: raw send, per message";
/// How often one thread and several take turns.
const TURNS: usize = 5;
/// Bytes a reading client takes at once.
const READ_BYTES: usize = 16 * 1024;
/// What a thread of readers rests before it waits for more: a reader that each send wakes costs the
/// sender as much again as the send.
const REST: Duration = Duration::from_millis(1);

/// Processor time per message: the floor, and the shape of other servers.
pub(crate) fn run(shape: &Shape) -> Vec<Figure> {
    match measure(shape) {
        Ok(figures) => figures,
        // A figure that nothing can keep says that there is none.
        Err(_) => vec![Figure::new(
            "crowd: sockets could not be opened",
            0.0,
            "",
            Bound::Least(1.0),
        )],
    }
}

fn measure(shape: &Shape) -> io::Result<Vec<Figure>> {
    let mut crowd = Crowd::connect(shape.sockets)?;
    let figure = |name, value, unit| Figure::new(name, value, unit, Bound::None);
    if shape.floor_only {
        // As the same for one thread and for several, readers are wherever there is time for them.
        crowd.read_beside(0)?;
        let [one, several] = in_turns(&mut crowd, shape)?;
        return Ok(vec![
            figure(RAW_SEND, one, "ns"),
            figure("crowd: that by several threads", several, "ns"),
        ]);
    }
    crowd.read_beside(shape.senders)?;
    let floor = send_prebuilt(&mut crowd, shape, shape.senders)?;
    let peer = send_each(&mut crowd, shape)?;
    Ok(vec![
        figure(RAW_SEND, floor, "ns"),
        figure("crowd: encode, encrypt and send each", peer, "ns"),
        figure("crowd: that over the floor", peer / floor, "x"),
    ])
}

/// Nanoseconds per message of sending by one thread and by several: in turns, so that a slow moment
/// of the machine falls on both, the median of each.
fn in_turns(crowd: &mut Crowd, shape: &Shape) -> io::Result<[f64; 2]> {
    let mut costs = [Vec::new(), Vec::new()];
    for _ in 0..TURNS {
        for (senders, costs) in [1, shape.senders].into_iter().zip(&mut costs) {
            costs.push(send_prebuilt(crowd, shape, senders)?);
        }
    }
    Ok(costs.map(|mut costs| {
        costs.sort_unstable_by(f64::total_cmp);
        costs[TURNS / 2]
    }))
}

/// Sending ends of connections, and the thread that reads what arrives; it ends with them.
struct Crowd {
    sockets: Vec<TcpStream>,
    reader: Pid,
    cores: Vec<usize>,
}

impl Crowd {
    fn connect(count: usize) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let (mut senders, mut readers) = (Vec::new(), Vec::new());
        for _ in 0..count {
            let reader = TcpStream::connect(listener.local_addr()?)?;
            reader.set_nonblocking(true)?;
            let (sender, _) = listener.accept()?;
            sender.set_nodelay(true)?;
            readers.push(reader);
            senders.push(sender);
        }
        let (began, thread) = std::sync::mpsc::channel();
        std::thread::Builder::new()
            .name("readers".into())
            .spawn(move || {
                // Who began it waits for that.
                let _ = began.send(gettid());
                read_all(readers);
            })?;
        Ok(Self {
            sockets: senders,
            reader: thread.recv().map_err(io::Error::other)?,
            cores: allowed_cores(),
        })
    }

    /// Keeps the reader off the cores of so many senders, if that leaves it one.
    fn read_beside(&self, senders: usize) -> io::Result<()> {
        let beside = self.cores.get(senders..).filter(|cores| !cores.is_empty());
        stay_on(Some(self.reader), beside.unwrap_or(&self.cores))
    }
}

fn stay_on(thread: Option<Pid>, cores: &[usize]) -> io::Result<()> {
    let mut set = CpuSet::new();
    cores.iter().for_each(|&core| set.set(core));
    Ok(sched_setaffinity(thread, &set)?)
}

pub(crate) fn read_all(readers: Vec<TcpStream>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .on_thread_park(|| std::thread::sleep(REST))
        .enable_io()
        .build();
    let Ok(runtime) = runtime else { return };
    let all = tokio::task::LocalSet::new();
    for reader in readers {
        all.spawn_local(async move {
            let Ok(mut reader) = tokio::net::TcpStream::from_std(reader) else {
                return;
            };
            let mut bytes = vec![0; READ_BYTES];
            while reader.read(&mut bytes).await.is_ok_and(|count| count > 0) {}
        });
    }
    runtime.block_on(all);
}

/// Nanoseconds per message of sending what was made before, by so many threads.
fn send_prebuilt(crowd: &mut Crowd, shape: &Shape, senders: usize) -> io::Result<f64> {
    let rounds = shape.seconds * shape.flush_hz;
    let messages = f64::from(rounds) * (crowd.sockets.len() * shape.per_flush) as f64;
    let began = Instant::now();
    let spent_ns = on_cores(crowd, senders, |part| send_rounds(part, shape, began))?;
    Ok(spent_ns / messages)
}

/// The sum of what so many threads answer, each on a core of its own with its part of the
/// connections.
fn on_cores(
    crowd: &mut Crowd,
    senders: usize,
    send: impl Fn(&mut [TcpStream]) -> io::Result<f64> + Sync,
) -> io::Result<f64> {
    let part = crowd.sockets.len().div_ceil(senders.max(1)).max(1);
    let (cores, send) = (&crowd.cores, &send);
    std::thread::scope(|scope| {
        let parts = crowd.sockets.chunks_mut(part).zip(cores.iter().cycle());
        let senders: Vec<_> = parts
            .map(|(part, &core)| {
                scope.spawn(move || {
                    stay_on(None, &[core])?;
                    send(part)
                })
            })
            .collect();
        let spent = senders.into_iter().map(|sender| {
            let broken = |_| Err(io::Error::other("a sender broke"));
            sender.join().unwrap_or_else(broken)
        });
        spent.sum()
    })
}

/// Processor time of sending to these, in nanoseconds.
fn send_rounds(sockets: &mut [TcpStream], shape: &Shape, began: Instant) -> io::Result<f64> {
    let flush = vec![0x5A; shape.frame_bytes * shape.per_flush];
    let period = Duration::from_secs(1) / shape.flush_hz;
    let clocks = Clocks::of_thread();
    for round in 0..shape.seconds * shape.flush_hz {
        for socket in &mut *sockets {
            for piece in flush.chunks(OUTGOING_BYTES) {
                socket.write_all(piece)?;
            }
        }
        let next = began + period * (round + 1);
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
    }
    Ok(clocks.spent().processor)
}

/// Nanoseconds per message of making and sending each for itself, as fast as it goes.
fn send_each(crowd: &mut Crowd, shape: &Shape) -> io::Result<f64> {
    let message = step();
    let cipher = ByteCipher::from_key(0x0123_4567_89AB_CDEF);
    let ends = Instant::now() + Duration::from_secs(u64::from(shape.seconds));
    on_cores(crowd, 1, |sockets| {
        let clocks = Clocks::of_thread();
        let mut messages = 0.0;
        while Instant::now() < ends {
            for socket in &mut *sockets {
                let mut body = Vec::new();
                encode_message(&message, &mut body);
                let body = cipher.encrypt(&body);
                let mut frame = Vec::with_capacity(body.len() + 10);
                frame.extend_from_slice(&(body.len() as u32 + 10).to_le_bytes());
                frame.extend_from_slice(&0x03DC_u16.to_le_bytes());
                frame.extend_from_slice(&(body.len() as u32 + 4).to_le_bytes());
                frame.extend_from_slice(&body);
                socket.write_all(&frame)?;
                messages += 1.0;
            }
        }
        Ok(clocks.spent().processor / messages)
    })
}

/// A walking unit's step.
fn step() -> ServerEntityCommand {
    let blend = true;
    let forward = Vec3::new(0.0, 0.0, 5.0);
    let commands = [
        IEntityCommandModel::SetPosition {
            position: Vec3::new(-3_200.5, -800.25, 1_234.75),
            blend,
        },
        IEntityCommandModel::SetRotation {
            rotation: Vec3::new(1.5, 0.0, 0.0),
            blend,
        },
        IEntityCommandModel::SetVelocity {
            velocity: forward,
            blend,
        },
        IEntityCommandModel::SetMove {
            move_: forward,
            blend,
        },
    ];
    ServerEntityCommand {
        guid: 0x8000_1234,
        commands: commands
            .map(|model| ServerEntityCommandCommands { model })
            .into(),
        ..Default::default()
    }
}
