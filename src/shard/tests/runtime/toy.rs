//! The smallest game that can go wrong in every way: lanes that echo, hop, panic or call, and
//! zones that count.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::mpsc::Sender;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use bezgelor_core::ids::{ConnectionId, ShardId, ZoneInstanceId};
use bezgelor_core::time::Now;
use shard::worker::Workers;
use shard::{
    Backend, BoxLane, Clock, CloseReason, Host, Lane, LaneCx, LaneOutput, Listen, Options, Running,
    Shard, ShardMessage, Stage, StartError, Zone, start,
};

/// What clients may ask a [`ToyLane`] for, one byte each; everything else is echoed.
pub(crate) const PANIC: u8 = 0xF0;
pub(crate) const HOP: u8 = 0xF1;
pub(crate) const CALL: u8 = 0xF2;
pub(crate) const BREAK_ZONE: u8 = 0xF3;
pub(crate) const FLOOD: u8 = 0xF4;
pub(crate) const JOIN: u8 = 0xF5;
/// Bytes a lane sends for one [`FLOOD`].
pub(crate) const FLOOD_BYTES: usize = 64 * 1024;

static WORKERS: LazyLock<Workers> =
    LazyLock::new(|| Workers::start(1).expect("the system gives a thread"));

/// The zone every shard runs.
pub(crate) const ZONE: ZoneInstanceId = ZoneInstanceId(7);

/// The toy's state on one shard.
#[derive(Default)]
pub(crate) struct ToyHost {
    /// Lanes that ended in a panic.
    pub(crate) lanes_lost: u32,
    /// Numbers that came by mail, in order.
    pub(crate) mail: Vec<u64>,
    /// Drains when this many ticks have passed since it was told to; never when none.
    pub(crate) ticks_to_drain: Option<u32>,
}

impl Host for ToyHost {
    type Message = u64;
    type Signal = u8;
    type Zone = ToyZone;

    fn on_message(&mut self, _: &Shard<Self>, _: Option<ShardId>, message: u64) {
        self.mail.push(message);
    }

    fn on_tick(&mut self, shard: &Shard<Self>, _: Now) {
        if shard.is_draining() {
            self.ticks_to_drain = self.ticks_to_drain.map(|ticks| ticks.saturating_sub(1));
        }
    }

    fn on_lane_lost(&mut self, _: &Shard<Self>, _: ConnectionId) {
        self.lanes_lost += 1;
    }

    fn is_drained(&self) -> bool {
        self.ticks_to_drain == Some(0)
    }
}

/// Counts its steps, tells who joined when each was, and panics when told to.
#[derive(Default)]
pub(crate) struct ToyZone {
    pub(crate) steps: u64,
    pub(crate) rebuilds: u64,
    pub(crate) breaks: bool,
    pub(crate) audience: Vec<ConnectionId>,
    /// Between two steps; ten when none.
    pub(crate) period_ms: Option<u64>,
    /// What it does in a step beside that.
    pub(crate) work: Option<Box<dyn FnMut(Now) + Send>>,
}

impl Zone<ToyHost> for ToyZone {
    fn period_ms(&self) -> u64 {
        self.period_ms.unwrap_or(10)
    }

    fn step(&mut self, now: Now) {
        assert!(
            !std::mem::take(&mut self.breaks),
            "the zone was told to break"
        );
        self.steps += 1;
        if let Some(work) = &mut self.work {
            work(now);
        }
    }

    fn distribute(&mut self, shard: &Shard<ToyHost>, now: Now) {
        shard.deliver(&now.mono.0.to_le_bytes(), &self.audience);
    }

    fn rebuild(self, _: &Shard<ToyHost>, _: Now) -> Option<Self> {
        Some(Self {
            rebuilds: self.rebuilds + 1,
            ..Self::default()
        })
    }
}

/// Echoes, and does what single bytes tell it.
pub(crate) struct ToyLane {
    behind: VecDeque<u8>,
    /// It waits for an answer.
    calls: bool,
    outputs: Vec<LaneOutput<ToyHost, u8>>,
    hop_to: Option<ShardId>,
    stage: Stage,
}

impl ToyLane {
    pub(crate) fn new() -> Self {
        Self {
            behind: VecDeque::new(),
            calls: false,
            outputs: Vec::new(),
            hop_to: None,
            stage: Stage::Open,
        }
    }

    /// One that never says who it is.
    pub(crate) fn stranger() -> Self {
        Self {
            stage: Stage::Handshake,
            ..Self::new()
        }
    }

    /// What came with a call in one piece is kept until the answer, as the driver keeps what comes
    /// later.
    fn take_in(&mut self, cx: &mut LaneCx<'_, ToyHost>) {
        while !self.calls
            && let Some(byte) = self.behind.pop_front()
        {
            self.byte(cx, byte);
        }
        self.outputs.reverse();
    }

    fn byte(&mut self, cx: &mut LaneCx<'_, ToyHost>, byte: u8) {
        match byte {
            PANIC => panic!("the lane was told to panic"),
            HOP => self.hop_to = Some(ShardId(1 - cx.shard.id().0)),
            CALL => {
                let workers = WORKERS.clone();
                let call = async move {
                    let slow = || {
                        std::thread::sleep(Duration::from_millis(20));
                        CALL
                    };
                    workers.run(slow).await.unwrap_or_default()
                };
                self.calls = true;
                self.outputs.push(LaneOutput::Call(Box::pin(call)));
            }
            BREAK_ZONE => {
                cx.shard.zone(ZONE, |zone| zone.breaks = true);
            }
            JOIN => {
                let own = cx.id();
                cx.shard.zone(ZONE, |zone| zone.audience.push(own));
            }
            FLOOD => self.outputs.push(LaneOutput::Send(vec![7; FLOOD_BYTES])),
            other => self.outputs.push(LaneOutput::Send(vec![other])),
        }
    }
}

impl Lane<ToyHost> for ToyLane {
    type Answer = u8;

    fn on_bytes(&mut self, cx: &mut LaneCx<'_, ToyHost>, bytes: &[u8]) {
        self.behind.extend(bytes);
        self.take_in(cx);
    }

    fn on_answer(&mut self, cx: &mut LaneCx<'_, ToyHost>, answer: u8) {
        self.calls = false;
        self.outputs.push(LaneOutput::Send(vec![answer]));
        self.take_in(cx);
    }

    fn poll(&mut self) -> Option<LaneOutput<ToyHost, u8>> {
        if let Some(output) = self.outputs.pop() {
            return Some(output);
        }
        let shard = self.hop_to.take()?;
        let lane = BoxLane::new(Self {
            stage: self.stage,
            ..Self::new()
        });
        Some(LaneOutput::Become { lane, shard })
    }

    fn stage(&self) -> Stage {
        self.stage
    }
}

/// Both executors; io_uring only where the kernel lets us.
pub(crate) fn backends() -> Vec<Backend> {
    let options = Options {
        backend: Backend::IoUring,
        ..Options::default()
    };
    match run(&options, ToyLane::new) {
        Ok(running) => {
            running.drain();
            assert!(running.join());
            vec![Backend::IoUring, Backend::Epoll]
        }
        Err(StartError::Executor { error, .. }) => {
            eprintln!("skipped: io_uring is closed here ({error})");
            vec![Backend::Epoll]
        }
        Err(error) => panic!("{error}"),
    }
}

/// Shards with a zone each, and one port.
pub(crate) fn run(
    options: &Options,
    lane: impl Fn() -> ToyLane + Send + Sync + 'static,
) -> Result<Running<ToyHost>, StartError> {
    let listen = Listen {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        name: "toy",
        accept: Arc::new(move |_, _, _| Some(BoxLane::new(lane()))),
    };
    start(options, Clock::start(), vec![listen], |shard| {
        assert!(shard.add_zone(ZONE, ToyZone::default()));
        ToyHost {
            ticks_to_drain: Some(0),
            ..ToyHost::default()
        }
    })
}

/// Options of a short test.
pub(crate) fn options(backend: Backend, shards: usize) -> Options {
    Options {
        backend,
        shards,
        tick_ms: 10,
        ..Options::default()
    }
}

pub(crate) fn started(backend: Backend, shards: usize) -> Running<ToyHost> {
    run(&options(backend, shards), ToyLane::new).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn stop(running: Running<ToyHost>) {
    running.drain();
    assert!(running.join(), "no shard ended in a panic");
}

/// Nothing that is waited for takes longer, on a machine that is full either.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A client that waits at most so long for anything.
pub(crate) fn client(running: &Running<ToyHost>) -> TcpStream {
    let stream = TcpStream::connect(running.addresses()[0]).expect("the toy listens");
    stream
        .set_read_timeout(Some(PATIENCE))
        .expect("a timeout can be set");
    stream.set_nodelay(true).expect("an option can be set");
    stream
}

/// Sends `bytes` and reads as many back.
pub(crate) fn echo(stream: &mut TcpStream, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    stream.write_all(bytes)?;
    let mut back = vec![0; bytes.len()];
    stream.read_exact(&mut back)?;
    Ok(back)
}

/// Asks a shard's own state from outside, as soon as its inbox has room for the question.
pub(crate) fn ask<T: Send + 'static>(
    running: &Running<ToyHost>,
    shard: u16,
    ask: impl Fn(&Shard<ToyHost>) -> T + Send + Sync + 'static,
) -> T {
    let ask = Arc::new(ask);
    let (reply, answer) = std::sync::mpsc::channel();
    let until = Instant::now() + PATIENCE;
    loop {
        let (ask, reply) = (Arc::clone(&ask), reply.clone());
        let errand = ShardMessage::Run(Box::new(move |shard: &Shard<ToyHost>| {
            // The test may have given up waiting.
            let _ = reply.send(ask(shard));
        }));
        if running.post_message(ShardId(shard), errand) {
            break;
        }
        assert!(Instant::now() < until, "the inbox stays full");
        std::thread::sleep(Duration::from_millis(5));
    }
    answer.recv_timeout(PATIENCE).expect("the shard answers")
}

/// Lets a shard do nothing at all until the result is dropped.
pub(crate) fn hold_up(running: &Running<ToyHost>, shard: u16) -> Sender<()> {
    let (release, released) = std::sync::mpsc::channel();
    let (begin, begun) = std::sync::mpsc::channel();
    let errand = ShardMessage::Run(Box::new(move |_: &Shard<ToyHost>| {
        // Whoever holds it up is there to hear it.
        let _ = begin.send(());
        let _ = released.recv();
    }));
    assert!(running.post_message(ShardId(shard), errand));
    begun.recv_timeout(PATIENCE).expect("it is held up");
    release
}

/// Why a closed connection reads as one.
pub(crate) fn is_closed(stream: &mut TcpStream) -> bool {
    let mut byte = [0];
    loop {
        match stream.read(&mut byte) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }
}

/// Names of the reasons in the order the counters have them.
pub(crate) fn closed(running: &Running<ToyHost>, reason: CloseReason) -> u64 {
    let metrics = running.metrics();
    let mut latest = [0; 2];
    let until = Instant::now() + Duration::from_secs(30);
    while Instant::now() < until {
        if let Some(snapshot) = metrics.next(Duration::from_millis(200)) {
            let at = usize::from(snapshot.shard.0).min(1);
            latest[at] = snapshot.metrics.counters.closed[reason.index()];
        }
        if latest.iter().sum::<u64>() > 0 {
            break;
        }
    }
    latest.iter().sum()
}
