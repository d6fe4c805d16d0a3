//! Bytes of strangers: nearly valid ones by the thousand from fixed seeds, the corpus of the
//! fuzzer, and how much memory a body can make us reserve.

mod allocation;
mod generate;
#[path = "../../../../tools/fuzz/properties.rs"]
mod properties;

use generate::Random;
use protocol::registry;
use protocol::{BitReader, Sender};

/// Cases per property in every test run.
const CASES: u64 = 20_000;

/// Valid bodies of every message in turn, each damaged in one of several ways.
fn nearly_valid(seed: u64) -> (&'static registry::Entry, Vec<u8>) {
    let entries = registry::entries();
    let entry = entries[seed as usize % entries.len()];
    let mut random = Random::new(seed);
    let mut body = generate::body(entry.layout, &mut random);
    generate::damage(&mut body, &mut random);
    (entry, body)
}

#[test]
fn nearly_valid_messages_are_refused_or_survive() {
    for seed in 0..CASES {
        let (entry, body) = nearly_valid(seed);
        properties::body_of(entry, &body);
    }
}

/// How often every message is made anew: with other cases of its unions, lengths of its lists and
/// texts, and values that no enum names and no number is.
const ROUNDS: u64 = 20;

#[test]
fn undamaged_messages_are_accepted_to_the_last_bit() {
    let entries = registry::entries();
    for seed in 0..ROUNDS * entries.len() as u64 {
        let entry = entries[seed as usize % entries.len()];
        let body = generate::body(entry.layout, &mut Random::new(seed));
        let mut written = Vec::new();
        let consumed = (entry.roundtrip)(&mut BitReader::new(&body), &mut written);
        let consumed = consumed.unwrap_or_else(|error| panic!("{} {seed}: {error}", entry.name));
        assert_eq!(consumed.div_ceil(8), body.len(), "{} {seed}", entry.name);
        assert_eq!(written, body, "{} {seed}", entry.name);
        // Every leaf by the description too, and none of it is lost.
        properties::body_of(entry, &body);
    }
}

#[test]
fn a_message_cut_anywhere_is_refused() {
    for (seed, entry) in (0..).zip(registry::entries()) {
        let body = generate::body(entry.layout, &mut Random::new(seed));
        let mut written = Vec::new();
        let bits = (entry.roundtrip)(&mut BitReader::new(&body), &mut written);
        let bits = bits.expect("undamaged");
        // All of a short one; of a long one its ends, and a few places between.
        let step = (bits / 200).max(1);
        for limit in (0..bits).step_by(step).chain(bits.saturating_sub(9)..bits) {
            let mut r = BitReader::with_bits(&body, limit);
            let read = (entry.roundtrip)(&mut r, &mut written);
            assert!(read.is_err(), "{} at bit {limit} of {bits}", entry.name);
        }
    }
}

#[test]
fn random_bits_frames_and_containers_hold_their_properties() {
    for seed in 0..CASES {
        let mut random = Random::new(seed);
        let mut data = random.bytes(64);
        properties::bit_reader(&data);
        generate::sizes(&mut data, &mut random);
        properties::frame(&data);
        let mut body = data.clone();
        generate::length(&mut body, &mut random);
        properties::container(&body);
        generate::containers(&mut data, &mut random);
        properties::container(&data);
    }
}

/// What must hold for the files of a corpus folder.
type Target = (&'static str, fn(&[u8]));

#[test]
fn the_corpus_of_the_fuzzer_holds() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/fuzz/corpus");
    let targets: [Target; 4] = [
        ("bit_reader", properties::bit_reader),
        ("frame", properties::frame),
        ("container", properties::container),
        ("message", properties::message),
    ];
    for (target, property) in targets {
        let files = std::fs::read_dir(format!("{root}/{target}")).expect("a corpus per target");
        let mut count = 0;
        for file in files {
            let path = file.expect("readable").path();
            property(&std::fs::read(path).expect("readable"));
            count += 1;
        }
        assert!(count > 0, "{target} has a corpus");
    }
}

/// Bytes held at once while decoding and encoding, per byte of the body, that no message of a
/// client may exceed. The dearest element is an auction filter: a few bits on the wire, a whole
/// enum here, and twice that while its list grows.
const BYTES_PER_BYTE_MAX: usize = 16;
/// Bytes any message may hold however short it is: fixed lists and first elements of lists.
const BYTES_FLAT_MAX: usize = 8 * 1024;

/// The most held at once while `body` is decoded and encoded.
fn cost(entry: &registry::Entry, body: &[u8]) -> usize {
    let mut written = Vec::with_capacity(2 * body.len());
    let (_, peak) = allocation::peak(|| (entry.roundtrip)(&mut BitReader::new(body), &mut written));
    peak
}

#[test]
fn memory_stays_proportional_to_the_bytes_received() {
    for seed in 0..CASES {
        let (entry, body) = nearly_valid(seed);
        let bound = BYTES_FLAT_MAX + body.len() * BYTES_PER_BYTE_MAX;
        let cost = cost(entry, &body);
        assert!(
            cost <= bound,
            "{}: {cost} bytes for {}",
            entry.name,
            body.len()
        );
    }
}

#[test]
fn dense_lists_of_the_smallest_elements_stay_proportional() {
    let from_client = |entry: &&&registry::Entry| entry.sender != Sender::Server;
    for entry in registry::entries().iter().filter(from_client) {
        for count in [200_u32, 1_000, 5_000] {
            for at in 0..20 {
                // Zeros are the shortest form of nearly everything; the count may stand anywhere.
                let mut body = [0; 2048];
                body[at..at + 4].copy_from_slice(&count.to_le_bytes());
                let cost = cost(entry, &body);
                let bound = BYTES_FLAT_MAX + body.len() * BYTES_PER_BYTE_MAX;
                assert!(
                    cost <= bound,
                    "{}: {cost} bytes, {count} at {at}",
                    entry.name
                );
            }
        }
    }
}

#[test]
fn the_largest_counts_reserve_nothing() {
    for entry in registry::entries() {
        // Every count is as large as it can be, and there is nothing behind it.
        let cost = cost(entry, &[0xFF; 64]);
        assert!(cost <= BYTES_FLAT_MAX, "{}: {cost} bytes", entry.name);
    }
}
