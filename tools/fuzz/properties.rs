//! What must hold for any bytes whatever: one body for the endless search here and for the
//! fixed-seed cases of the protocol crate's own tests.

use crypto::PacketCipher;
use protocol::container::{self, Container};
use protocol::frame::{FrameReader, take_frame};
use protocol::registry::{self, Entry};
use protocol::trace::{self, json};
use protocol::{BitReader, Sender};

/// A frame limit small enough that random sizes reach both sides of it.
const FRAME_LIMIT: usize = 1024;

const CONTAINERS: [Container; 5] = [
    Container::Auth,
    Container::World,
    Container::Client,
    Container::Packed,
    Container::PackedWorld,
];

/// Widths and values taken one after the other equal those picked bit by bit; the first byte of
/// each pair says how wide.
pub(crate) fn bit_reader(data: &[u8]) {
    let half = data.len() / 2;
    let (widths, stream) = data.split_at(half);
    let mut r = BitReader::new(stream);
    let mut at = 0;
    for &width in widths {
        let width = usize::from(width % 64) + 1;
        let value = r.take(width as u32);
        if at + width > stream.len() * 8 {
            assert!(r.failed() && value == 0 && r.remaining() == 0);
            return;
        }
        let bit = |index: usize| u64::from(stream[index / 8] >> (index % 8) & 1);
        let slow = (0..width).fold(0, |sum, index| sum | bit(at + index) << index);
        assert_eq!(value, slow);
        at += width;
        assert_eq!(r.position(), at);
    }
    assert!(r.check().is_ok());
}

/// A stream gives the same payloads whole and in pieces, and never waits beyond its bound.
pub(crate) fn frame(data: &[u8]) {
    let Some((&step, stream)) = data.split_first() else {
        return;
    };
    let mut whole = stream.to_vec();
    let mut rest = whole.as_mut_slice();
    let mut payloads = Vec::new();
    let failed = loop {
        match take_frame(&mut rest, FRAME_LIMIT) {
            Ok(Some(payload)) => payloads.push(payload.to_vec()),
            Ok(None) => break false,
            Err(_) => break true,
        }
    };
    let mut reader = FrameReader::new(FRAME_LIMIT);
    let mut found = Vec::new();
    for piece in stream.chunks(usize::from(step) + 1) {
        reader.push(piece).expect("every frame is taken at once");
        loop {
            match reader.pop() {
                Ok(Some(payload)) => found.push(payload.to_vec()),
                Ok(None) => break,
                Err(_) => {
                    assert!(failed);
                    assert_eq!(found, payloads);
                    return;
                }
            }
        }
        assert!(
            reader.waiting() < FRAME_LIMIT,
            "an unfinished frame is below the limit"
        );
    }
    assert!(!failed);
    assert_eq!(found, payloads);
}

/// Unwrapping ends well or with an error, from either end and of each kind; wrapping is its
/// inverse.
pub(crate) fn container(data: &[u8]) {
    let key = PacketCipher::from_build();
    for sender in [Sender::Client, Sender::Server] {
        let mut payload = data.to_vec();
        if let Ok((_, body)) = container::unwrap_all(&mut payload, sender, &key) {
            assert!(body.len() <= data.len());
        }
    }
    for kind in CONTAINERS {
        let mut body = data.to_vec();
        if let Ok(inner) = container::unwrap(kind, &mut body, &key) {
            assert!(
                inner.len() < data.len(),
                "its length field is no part of it"
            );
        }
    }
    if data.len() < 2 {
        return;
    }
    for kind in CONTAINERS {
        let mut wrapped = Vec::new();
        container::wrap(kind, data, &key, &mut wrapped);
        let (opcode, body) = container::split_opcode(&mut wrapped).expect("two bytes");
        assert_eq!(opcode, kind.opcode());
        let inner = container::unwrap(kind, body, &key).expect("what we wrapped");
        assert_eq!(inner, data);
    }
}

/// Any body of any message; the first two bytes choose which.
pub(crate) fn message(data: &[u8]) {
    let Some((&[low, high], body)) = data.split_first_chunk() else {
        return;
    };
    let entries = registry::entries();
    let index = usize::from(u16::from_le_bytes([low, high]));
    body_of(entries[index % entries.len()], body);
}

/// Struct and description agree on `body`; what is accepted is written in a form that reads as the
/// same values and is written the same again.
pub(crate) fn body_of(entry: &'static Entry, body: &[u8]) {
    let name = entry.name;
    let mut written = Vec::new();
    let consumed = (entry.roundtrip)(&mut BitReader::new(body), &mut written);
    let mut r = BitReader::new(body);
    let items = trace::read(entry.layout, &mut r);
    let consumed = match (consumed, &items) {
        (Ok(consumed), Ok(_)) => consumed,
        (Err(_), Err(_)) => return,
        (ours, theirs) => panic!("{name}: {ours:?} but {theirs:?}"),
    };
    assert_eq!(consumed, r.position(), "{name}");
    let again = trace::read(entry.layout, &mut BitReader::new(&written));
    let leaves = |items: Result<Vec<trace::Item>, _>| json::leaves(&items.expect("accepted"));
    assert_eq!(leaves(items), leaves(again), "{name}");
    let mut twice = Vec::new();
    let read = (entry.roundtrip)(&mut BitReader::new(&written), &mut twice);
    assert!(read.is_ok() && twice == written, "{name}");
}
