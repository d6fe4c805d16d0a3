//! Nonsense from clients: random bodies, damaged honest ones, everything at any time. The zone
//! stays whole, and so does what the others see.

use ::world::is_handled;
use bezgelor_core::Vec3;
use bezgelor_core::ids::ConnectionId;
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Cmd;
use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

use crate::bench::Bench;

/// Bodies tried; `BEZGELOR_FUZZ` makes them more.
const BODIES: u32 = 20_000;

fn honest(rng: &mut Pcg64Mcg) -> (u16, Vec<u8>) {
    let mut bytes = Vec::new();
    let coordinate = f32::from_bits(rng.next_u32());
    let position = Vec3::new(coordinate, 0.0, 0.0);
    match rng.next_u32() % 6 {
        0 => {
            let model = Cmd::SetPosition {
                position,
                blend: true,
            };
            let items = vec![ClientEntityCommandItems { model }; 3];
            protocol::encode_message(&ClientEntityCommand { time: 0, items }, &mut bytes);
        }
        1 => {
            let message = ClientChat {
                message: "hello".into(),
                ..ClientChat::default()
            };
            protocol::encode_message(&message, &mut bytes);
        }
        2 => protocol::encode_message(&ClientEntitySelect { guid: 0x0004_0001 }, &mut bytes),
        3 => protocol::encode_message(&ClientLogoutRequest { initiated: true }, &mut bytes),
        4 => protocol::encode_message(&Server0635 { unknown0: 1 }, &mut bytes),
        _ => {
            let model = Cmd::SetRotation {
                rotation: position,
                blend: true,
            };
            let items = vec![ClientEntityCommandItems { model }];
            protocol::encode_message(&ClientEntityCommand { time: 0, items }, &mut bytes);
        }
    }
    let opcode = u16::from_le_bytes([bytes[0], bytes[1]]);
    (opcode, bytes.split_off(2))
}

fn body(rng: &mut Pcg64Mcg, handled: &[u16]) -> (u16, Vec<u8>) {
    if rng.next_u32().is_multiple_of(4) {
        let opcode = handled[rng.next_u32() as usize % handled.len()];
        let mut body = vec![0; rng.next_u32() as usize % 64];
        rng.fill_bytes(&mut body);
        return (opcode, body);
    }
    let (opcode, mut body) = honest(rng);
    if !body.is_empty() {
        for _ in 0..rng.next_u32() % 3 {
            let at = rng.next_u32() as usize % body.len();
            body[at] ^= 1 << (rng.next_u32() % 8);
        }
        if rng.next_u32().is_multiple_of(8) {
            body.truncate(rng.next_u32() as usize % body.len());
        }
    }
    (opcode, body)
}

#[test]
fn whatever_clients_send_the_zone_stays_whole() {
    let bodies = std::env::var("BEZGELOR_FUZZ")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(BODIES);
    let handled: Vec<u16> = (0..=u16::MAX)
        .filter(|&opcode| is_handled(opcode))
        .collect();
    let mut rng = Pcg64Mcg::seed_from_u64(9);
    let mut bench = Bench::new(&[]);
    bench.enter(100, Vec3::default());
    let mut next = 1;
    for _ in 0..bodies / 20 {
        while bench.clients.len() < 12 {
            next += 1;
            let number = 1000 + next;
            if rng.next_u32().is_multiple_of(2) {
                bench.enter(number, Vec3::default());
            } else {
                bench.join(number, Vec3::default());
                bench.step();
            }
        }
        let numbers: Vec<u64> = bench
            .clients
            .keys()
            .copied()
            .filter(|&n| n != 100)
            .collect();
        for _ in 0..20 {
            let number = numbers[rng.next_u32() as usize % numbers.len()];
            let (opcode, body) = body(&mut rng, &handled);
            let _full = bench.inputs.message(ConnectionId(number), opcode, &body);
        }
        bench.step_after(200);
        let witness = bench.client(100);
        assert_eq!(
            witness.sees.len(),
            bench.zone.player_count(),
            "nobody got out of range"
        );
        bench.hush();
    }
    let counters = bench.zone.counters();
    assert!(
        counters.malformed > 100 && counters.steps_refused > 100,
        "{counters:?}"
    );
    assert!(counters.handled > u64::from(bodies) / 4, "{counters:?}");
}
