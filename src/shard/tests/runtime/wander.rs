//! Connections that move of their own accord, at any moment, with numbers streaming both ways.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use bezgelor_core::ids::ShardId;
use bezgelor_core::time::Millis;
use shard::{Backend, BoxLane, Clock, Lane, LaneCx, LaneOutput, Listen, Running, Stage, start};

use crate::toy::{ToyHost, backends, client, options, stop};

const PATIENCE: Duration = Duration::from_secs(30);
const CONNECTIONS: usize = 8;
const HOPS: u64 = 10_000;

/// A small generator for fragments and decisions; the same seed gives the same test.
#[derive(Clone, Copy, Default)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32
    }
}

/// The next number of a stream, checked byte by byte in whatever fragments it comes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Numbers {
    pub(crate) at: u64,
}

impl Numbers {
    fn byte(self) -> u8 {
        let number = (self.at / 4) as u32;
        number.to_le_bytes()[(self.at % 4) as usize]
    }

    pub(crate) fn check(&mut self, bytes: &[u8]) {
        for byte in bytes {
            assert_eq!(*byte, self.byte(), "at byte {} of the stream", self.at);
            self.at += 1;
        }
    }

    pub(crate) fn take(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length);
        for _ in 0..length {
            bytes.push(self.byte());
            self.at += 1;
        }
        bytes
    }
}

/// Checks the stream from the client, sends it one of its own, and moves at any moment.
#[derive(Default)]
struct Hopper {
    input: Numbers,
    output: Numbers,
    dice: Dice,
    here: u16,
    leave_at: Millis,
    sends: Vec<Vec<u8>>,
    hop: bool,
}

impl Lane<ToyHost> for Hopper {
    type Answer = ();

    fn on_arrive(&mut self, cx: &mut LaneCx<'_, ToyHost>) {
        self.here = cx.shard.id().0;
        self.leave_at = cx.now.mono.plus(u64::from(self.dice.roll() % 40));
    }

    fn on_bytes(&mut self, _: &mut LaneCx<'_, ToyHost>, bytes: &[u8]) {
        self.input.check(bytes);
        let more = self.output.take(bytes.len());
        self.sends.push(more);
        self.hop |= self.dice.roll().is_multiple_of(2);
    }

    fn on_answer(&mut self, _: &mut LaneCx<'_, ToyHost>, (): ()) {}

    /// It moves with a read under way.
    fn on_wake(&mut self, _: &mut LaneCx<'_, ToyHost>) {
        self.hop = true;
    }

    fn wake_at(&self) -> Option<Millis> {
        Some(self.leave_at)
    }

    fn poll(&mut self) -> Option<LaneOutput<ToyHost, ()>> {
        if !self.sends.is_empty() {
            return Some(LaneOutput::Send(self.sends.remove(0)));
        }
        if !std::mem::take(&mut self.hop) {
            return None;
        }
        let shard = ShardId(1 - self.here);
        let lane = BoxLane::new(std::mem::take(self));
        Some(LaneOutput::Become { lane, shard })
    }

    fn stage(&self) -> Stage {
        Stage::Open
    }
}

/// Sends numbers in random fragments until told to stop; how many bytes it were.
fn write_numbers(mut stream: &TcpStream, seed: u64, stop: &AtomicBool, ahead: &AtomicU64) -> u64 {
    let mut dice = Dice(seed);
    let mut numbers = Numbers::default();
    while !stop.load(Ordering::Relaxed) {
        let length = dice.roll() as usize % 700 + 1;
        stream
            .write_all(&numbers.take(length))
            .expect("it takes bytes");
        // Ahead of the echo, but by no more than a few reads, so that there are many of them.
        while numbers.at > ahead.load(Ordering::Relaxed) + 4096 && !stop.load(Ordering::Relaxed) {
            std::thread::yield_now();
        }
    }
    numbers.at
}

fn read_numbers(mut stream: &TcpStream, ahead: &AtomicU64) -> u64 {
    let mut numbers = Numbers::default();
    let mut buffer = [0; 1500];
    loop {
        match stream.read(&mut buffer).expect("the stream goes on") {
            0 => return numbers.at,
            count => numbers.check(&buffer[..count]),
        }
        ahead.store(numbers.at, Ordering::Relaxed);
    }
}

fn wanderers(options: &shard::Options) -> Running<ToyHost> {
    let listen = Listen {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        name: "toy",
        accept: Arc::new(|_, id, _| {
            Some(BoxLane::new(Hopper {
                dice: Dice(id.0),
                ..Hopper::default()
            }))
        }),
    };
    let host = |_: &_| ToyHost {
        ticks_to_drain: Some(0),
        ..ToyHost::default()
    };
    start(options, Clock::start(), vec![listen], host).unwrap_or_else(|error| panic!("{error}"))
}

/// Waits until both shards together took over `count` connections.
fn until_hopped(running: &Running<ToyHost>, count: u64, panics_max: u64) {
    let deadline = Instant::now() + PATIENCE;
    let mut hops = [0; 2];
    while hops.iter().sum::<u64>() < count {
        assert!(Instant::now() < deadline, "{hops:?} hops");
        if let Some(snapshot) = running.metrics().next(PATIENCE) {
            let panics = snapshot.metrics.counters.panics;
            assert!(panics <= panics_max, "a lane saw a wrong byte");
            hops[usize::from(snapshot.shard.0)] = snapshot.metrics.counters.hops_in;
        }
    }
}

/// Streams numbers both ways while `shake` does what it does; every byte must come back.
fn wander(backend: Backend, shake: impl FnOnce(&Running<ToyHost>)) {
    let mut options = options(backend, 2);
    options.metrics_ms = 20;
    let running = wanderers(&options);
    let stop_writing = Arc::new(AtomicBool::new(false));
    let pairs: Vec<_> = (0..CONNECTIONS as u64)
        .map(|seed| {
            let stream = Arc::new(client(&running));
            let ahead = Arc::new(AtomicU64::new(0));
            let (to_write, echoed) = (Arc::clone(&stream), Arc::clone(&ahead));
            let stop_writing = Arc::clone(&stop_writing);
            let writer = std::thread::spawn(move || {
                let sent = write_numbers(&to_write, seed, &stop_writing, &echoed);
                wait_for_echo(&echoed, sent);
                let end = to_write.shutdown(std::net::Shutdown::Write);
                end.expect("still open");
                sent
            });
            let reader = std::thread::spawn(move || read_numbers(&stream, &ahead));
            (writer, reader)
        })
        .collect();
    shake(&running);
    stop_writing.store(true, Ordering::Relaxed);
    for (writer, reader) in pairs {
        let sent = writer.join().expect("the writer saw no error");
        let received = reader.join().expect("the stream was whole");
        assert_eq!(received, sent, "every byte was answered");
    }
    stop(running);
}

#[test]
fn ten_thousand_unforeseen_hops_lose_double_and_reorder_nothing() {
    for backend in backends() {
        wander(backend, |running| until_hopped(running, HOPS, 0));
    }
}

#[test]
fn shards_that_break_under_way_lose_double_and_reorder_nothing() {
    for backend in backends() {
        wander(backend, |running| {
            for time in 1..=3 {
                until_hopped(running, time * 400, 3);
                running.break_shard(ShardId(0));
                until_hopped(running, time * 400 + 200, 3);
                running.break_shard(ShardId(1));
            }
            until_hopped(running, 2_000, 3);
        });
    }
}

/// Closing before the echo is complete would cut it off.
fn wait_for_echo(ahead: &AtomicU64, sent: u64) {
    let deadline = Instant::now() + PATIENCE;
    while ahead.load(Ordering::Relaxed) < sent {
        let got = ahead.load(Ordering::Relaxed);
        assert!(Instant::now() < deadline, "{got} of {sent} bytes came back");
        std::thread::sleep(Duration::from_millis(5));
    }
}
