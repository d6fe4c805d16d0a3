//! Connections that change their shard while bytes flow both ways.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::toy::{HOP, backends, client, started, stop};

/// Connections that hop at once, and hops of each.
const CONNECTIONS: usize = 8;
const HOPS: usize = 1300;

/// Every byte of the stream is one of 0..=127, in a row; hops are strewn among them.
fn stream_of(number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut state = number as u64 + 1;
    let mut next = 0_u8;
    for _ in 0..HOPS {
        // A multiplicative generator is random enough to cut a stream.
        state = state
            .wrapping_mul(0x5851_F42D_4C95_7F2D)
            .wrapping_add(0x1405_7B7E_F767_814F);
        for _ in 0..(state >> 33) % 9 {
            bytes.push(next);
            next = (next + 1) % 128;
        }
        bytes.push(HOP);
    }
    bytes
}

fn travel(mut stream: TcpStream, number: usize) {
    let sent = stream_of(number);
    let expected: Vec<u8> = sent.iter().copied().filter(|byte| *byte != HOP).collect();
    let mut writer = stream.try_clone().expect("a socket can be shared");
    let writing = std::thread::spawn(move || {
        let mut rest = sent.as_slice();
        let mut cut = number * 7 + 1;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(cut.min(rest.len()));
            writer.write_all(now).expect("the shards take it");
            rest = later;
            cut = cut % 61 + 3;
        }
    });
    let mut back = vec![0; expected.len()];
    stream.read_exact(&mut back).expect("every byte comes back");
    writing.join().expect("the writer ends");
    assert!(
        back == expected,
        "connection {number}: lost, doubled or out of order"
    );
}

#[test]
fn ten_thousand_hops_lose_nothing() {
    for backend in backends() {
        let running = started(backend, 2);
        let travellers: Vec<_> = (0..CONNECTIONS)
            .map(|number| {
                let stream = client(&running);
                std::thread::spawn(move || travel(stream, number))
            })
            .collect();
        for traveller in travellers {
            traveller.join().expect("nothing was lost");
        }
        stop(running);
    }
}
