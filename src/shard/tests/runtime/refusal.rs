//! An executor that cannot be had.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use shard::{Backend, BoxLane, Clock, Listen, Running, StartError, start};

use crate::toy::{ToyHost, ToyLane, backends, client, echo, options, stop};

const SHARDS: usize = 4;
/// What the shards open beside their listeners before their rings.
const FILES_BESIDE: u64 = 2;

fn run_on(backend: Backend, address: SocketAddr) -> Result<Running<ToyHost>, StartError> {
    let listen = Listen {
        address,
        name: "toy",
        accept: Arc::new(|_, _, _| Some(BoxLane::new(ToyLane::new()))),
    };
    let options = options(backend, SHARDS);
    start(&options, Clock::start(), vec![listen], |_| ToyHost {
        ticks_to_drain: Some(0),
        ..ToyHost::default()
    })
}

/// Lets this process open so many files more; what it was allowed before.
fn allow_files(more: u64) -> Rlimit {
    let open = std::fs::read_dir("/proc/self/fd").expect("it can be listed");
    let before = getrlimit(Resource::Nofile);
    let few = Rlimit {
        current: Some(open.count() as u64 + more),
        maximum: before.maximum,
    };
    setrlimit(Resource::Nofile, few).expect("a limit can be lowered");
    before
}

/// An address that only this process listens on: nobody else takes a port that was given back.
fn own_address() -> Ipv4Addr {
    let [_, _, high, low] = std::process::id().to_be_bytes();
    Ipv4Addr::new(127, 99, high, low)
}

/// Other tests of this process would run out of files, too; the runner gives it one of its own.
#[test]
fn a_start_that_was_refused_leaves_its_port_to_the_next() {
    if !backends().contains(&Backend::IoUring) {
        return;
    }
    for _ in 0..20 {
        let running = run_on(Backend::Epoll, (own_address(), 0).into());
        let running = running.unwrap_or_else(|error| panic!("{error}"));
        let address = running.addresses()[0];
        stop(running);

        let before = allow_files(SHARDS as u64 + FILES_BESIDE);
        let refused = run_on(Backend::IoUring, address);
        setrlimit(Resource::Nofile, before).expect("a limit can be raised again");
        assert!(matches!(refused, Err(StartError::Executor { .. })));

        let running = run_on(Backend::Epoll, address);
        let running = running.unwrap_or_else(|error| panic!("{error}"));
        let mut stream = client(&running);
        assert_eq!(echo(&mut stream, b"in").expect("an echo"), b"in");
        drop(stream);
        stop(running);
    }
}
