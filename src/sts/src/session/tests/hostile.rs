//! Broken requests: those of the reference, and a fixed-seed storm of nearly valid ones.

use super::harness::{Connection, NAME, QUERIES, World, login_body, request_bytes};
use super::transcripts::{hex, list, text, vectors};
use crate::session::CloseReason;

#[test]
fn broken_requests_of_the_reference_end_or_are_refused() {
    let Some(all) = vectors() else { return };
    assert!(list(&all["negative"]).len() >= 24);
    for case in list(&all["negative"]) {
        let repeat = &case["repeat"];
        let bytes = match repeat["times"].as_u64() {
            None => hex(&case["hex"]),
            Some(times) => {
                let unit = hex(&repeat["unit"]).repeat(times as usize);
                [hex(&repeat["prefix"]), unit].concat()
            }
        };
        let name = text(&case["name"]);
        for challenged in [false, name.starts_with("KeyData")] {
            let mut world = World::default();
            let mut connection = Connection::new(&world);
            if challenged {
                connection.login_start(&mut world, NAME);
            }
            for chunk in bytes.chunks(1000) {
                connection.bytes(&mut world, chunk);
            }
            world.now_ms += 10_000;
            connection.tick(&mut world);
            let sent = String::from_utf8_lossy(&connection.raw);
            let is_refused = sent.contains("code=\"3002\"");
            assert!(is_refused || connection.closed.is_some(), "{name}: {sent}");
            if challenged {
                assert!(is_refused, "{name}: {sent}");
            }
            assert!(world.tokens.is_empty());
        }
    }
}

#[test]
fn login_names_have_a_length_and_no_control_characters() {
    let long = format!("{}@b", "a".repeat(248));
    for (name, good) in [
        (long.as_str(), true),
        (&format!("a{long}"), false),
        ("", false),
        ("a\u{7}b", false),
    ] {
        let mut world = World::default();
        let mut connection = Connection::new(&world);
        let reply = connection.login_start(&mut world, name);
        assert_eq!(reply.status == 200, good, "{name}");
        assert_eq!(connection.closed, None);
    }
}

#[test]
fn a_flood_of_bytes_behind_an_open_query_ends_the_connection() {
    let mut world = World::default();
    let mut connection = Connection::new(&world);
    let now = world.now();
    let mut bytes = request_bytes("/Auth/LoginStart", 1, &login_body(NAME));
    bytes.resize(4000, b'x');
    for _ in 0..2 {
        let input = crate::session::Input::Bytes(&bytes);
        connection.session.input(input, now);
    }
    connection.drain(&mut world);
    assert!(matches!(connection.closed, Some(CloseReason::Malformed(_))));
}

#[test]
fn nearly_valid_bytes_never_panic_and_never_mint() {
    let mut state = 0x5EED_u64;
    let mut random = move |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % below
    };
    let seeds = [
        request_bytes("/Sts/Connect", 1, "<Connect/>"),
        request_bytes("/Auth/LoginStart", 2, &login_body("a@b")),
        request_bytes(
            "/Auth/KeyData",
            3,
            &super::harness::key_data_body(&[0; 128], &[1; 32]),
        ),
        request_bytes("/Auth/RequestGameToken", 4, ""),
    ];
    for _ in 0..20_000 {
        let mut bytes: Vec<u8> = (0..1 + random(3))
            .flat_map(|_| seeds[random(seeds.len())].clone())
            .collect();
        for _ in 0..random(4) {
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] = random(256) as u8,
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, random(256) as u8),
            }
        }
        let mut world = World {
            // Nearly always an outage before the arithmetic, which is not what this is about.
            down_at: (random(50) != 0).then(|| QUERIES[random(3)]),
            ..World::default()
        };
        let mut connection = Connection::new(&world);
        for chunk in bytes.chunks(1 + random(300)) {
            connection.bytes(&mut world, chunk);
        }
        assert!(world.tokens.is_empty());
    }
}
