//! Lanes that wait for answers, clients that leave meanwhile, and last words.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bezgelor_core::time::Millis;
use shard::{
    Backend, BoxLane, Clock, CloseReason, Lane, LaneCx, LaneOutput, Listen, OnDrain, Options,
    Running, Stage, start,
};

use crate::toy::{PATIENCE, ToyHost, ask, backends, client, options, stop};

/// Shards whose connections speak as `lane` says; the sender is for the lane to report over.
pub(crate) fn running_with<L: Lane<ToyHost>>(
    backend: Backend,
    lane: impl Fn(Sender<CloseReason>) -> L + Send + Sync + 'static,
) -> (Running<ToyHost>, Receiver<CloseReason>) {
    running_on(&options(backend, 1), lane)
}

/// The same, run as `options` say.
pub(crate) fn running_on<L: Lane<ToyHost>>(
    options: &Options,
    lane: impl Fn(Sender<CloseReason>) -> L + Send + Sync + 'static,
) -> (Running<ToyHost>, Receiver<CloseReason>) {
    let (report, reports) = channel();
    let report = Mutex::new(report);
    let listen = Listen {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        name: "toy",
        accept: Arc::new(move |_, _, _| {
            let report = report.lock().expect("no panic here").clone();
            Some(BoxLane::new(lane(report)))
        }),
    };
    let host = |_: &_| ToyHost {
        ticks_to_drain: Some(0),
        ..ToyHost::default()
    };
    let running = start(options, Clock::start(), vec![listen], host);
    (running.unwrap_or_else(|error| panic!("{error}")), reports)
}

/// Asks a question that is never answered.
struct Asking {
    asks: u32,
    report: Sender<CloseReason>,
}

impl Lane<ToyHost> for Asking {
    type Answer = ();

    fn on_bytes(&mut self, _: &mut LaneCx<'_, ToyHost>, _: &[u8]) {
        self.asks += 1;
    }

    fn on_answer(&mut self, _: &mut LaneCx<'_, ToyHost>, (): ()) {}

    fn on_close(&mut self, _: &mut LaneCx<'_, ToyHost>, reason: CloseReason) {
        // The test may have ended.
        let _ = self.report.send(reason);
    }

    fn poll(&mut self) -> Option<LaneOutput<ToyHost, ()>> {
        self.asks = self.asks.checked_sub(1)?;
        Some(LaneOutput::Call(Box::pin(std::future::pending())))
    }

    fn stage(&self) -> Stage {
        Stage::Open
    }
}

#[test]
fn a_client_that_leaves_during_a_call_is_noticed() {
    for backend in backends() {
        let (running, reports) = running_with(backend, |report| Asking { asks: 0, report });
        let mut stream = client(&running);
        stream.write_all(b"?").expect("written");
        std::thread::sleep(Duration::from_millis(50));
        // What it sends meanwhile is held, and does not hide that it left.
        stream.write_all(b"more").expect("written");
        drop(stream);
        let reason = reports.recv_timeout(PATIENCE).expect("noticed");
        assert_eq!(reason, CloseReason::Peer);
        stop(running);
    }
}

/// Answers the first bytes with a long goodbye.
#[derive(Default)]
struct Bye {
    out: VecDeque<Option<Vec<u8>>>,
}

const GOODBYE_BYTES: usize = 200_000;

impl Lane<ToyHost> for Bye {
    type Answer = ();

    fn on_bytes(&mut self, _: &mut LaneCx<'_, ToyHost>, _: &[u8]) {
        self.out.push_back(Some(vec![7; GOODBYE_BYTES]));
        self.out.push_back(None);
    }

    fn on_answer(&mut self, _: &mut LaneCx<'_, ToyHost>, (): ()) {}

    fn poll(&mut self) -> Option<LaneOutput<ToyHost, ()>> {
        self.out.pop_front().map(|out| match out {
            Some(bytes) => LaneOutput::Send(bytes),
            None => LaneOutput::Close(CloseReason::Protocol("as told")),
        })
    }

    fn stage(&self) -> Stage {
        Stage::Open
    }
}

#[test]
fn last_words_arrive_though_the_client_goes_on_talking() {
    for backend in backends() {
        let (running, _) = running_with(backend, |_| Bye::default());
        let mut stream = client(&running);
        // More than one read takes: the rest is unread when the connection is closed.
        stream.write_all(&[1; 20_000]).expect("written");
        let mut all = Vec::new();
        stream.read_to_end(&mut all).expect("an end, not a reset");
        assert_eq!(all.len(), GOODBYE_BYTES);
        stop(running);
    }
}

#[test]
fn who_is_closed_and_floods_on_keeps_nobody_waiting() {
    for backend in backends() {
        let (running, _) = running_with(backend, |_| Bye::default());
        let floods: Vec<_> = (0..4)
            .map(|_| {
                let mut stream = client(&running);
                std::thread::spawn(move || while stream.write_all(&[1; 64 * 1024]).is_ok() {})
            })
            .collect();
        std::thread::sleep(Duration::from_millis(100));
        let began = Instant::now();
        for _ in 0..20 {
            ask(&running, 0, |_| ());
        }
        let took = began.elapsed();
        // Who is kept busy answers when the floods are over, which is never.
        assert!(took < PATIENCE / 3, "the shard was kept busy: {took:?}");
        for flood in floods {
            flood.join().expect("it is closed at last");
        }
        stop(running);
    }
}

/// Takes its time to save when the server stops, and says so.
struct Saving {
    save_at: Option<Millis>,
    out: VecDeque<Option<&'static str>>,
}

impl Lane<ToyHost> for Saving {
    type Answer = ();

    fn on_bytes(&mut self, _: &mut LaneCx<'_, ToyHost>, bytes: &[u8]) {
        assert_eq!(bytes, b"in");
        self.out.push_back(Some("in"));
    }

    fn on_answer(&mut self, _: &mut LaneCx<'_, ToyHost>, (): ()) {}

    fn on_drain(&mut self, cx: &mut LaneCx<'_, ToyHost>) -> OnDrain {
        self.save_at = Some(cx.now.mono.plus(200));
        OnDrain::Wait
    }

    fn on_wake(&mut self, _: &mut LaneCx<'_, ToyHost>) {
        self.save_at = None;
        self.out.extend([Some(" saved"), None]);
    }

    fn poll(&mut self) -> Option<LaneOutput<ToyHost, ()>> {
        self.out.pop_front().map(|out| match out {
            Some(words) => LaneOutput::Send(words.into()),
            None => LaneOutput::Close(CloseReason::Drain),
        })
    }

    fn wake_at(&self) -> Option<Millis> {
        self.save_at
    }

    fn stage(&self) -> Stage {
        Stage::Open
    }
}

#[test]
fn everybody_is_saved_and_told_before_the_end() {
    for backend in backends() {
        let (running, _) = running_with(backend, |_| Saving {
            save_at: None,
            out: VecDeque::new(),
        });
        let mut streams: Vec<_> = (0..20).map(|_| client(&running)).collect();
        for stream in &mut streams {
            stream.write_all(b"in").expect("written");
            stream.read_exact(&mut [0; 2]).expect("it is in");
        }
        let began = Instant::now();
        stop(running);
        let took = began.elapsed();
        assert!(
            took >= Duration::from_millis(190),
            "nobody was waited for: {took:?}"
        );
        assert!(took < PATIENCE / 3, "{took:?}");
        for stream in &mut streams {
            let mut words = String::new();
            stream.read_to_string(&mut words).expect("an orderly end");
            assert_eq!(words, " saved");
        }
    }
}
