//! Encoding, decoding and the cipher.

use std::hint::black_box;

use bezgelor_core::Vec3;
use crypto::PacketCipher;
use protocol::frame::take_frame;
use protocol::messages::{
    ClientCastSpell, ClientChat, ClientEntityCommand, ClientEntityCommandItems, ClientEntitySelect,
    ServerEntityCommand, ServerEntityCommandCommands,
};
use protocol::session::{ClientCodec, Envelope};
use protocol::unions::IEntityCommandModel;
use protocol::{BitReader, Message, Sender, container, encode_message};

use crate::allocation;
use crate::measure::nanoseconds;
use crate::naive::{BitByBit, ByteCipher};
use crate::report::{Bound, Figure};

/// All figures of the group.
pub(crate) fn run() -> Vec<Figure> {
    let mut figures = encoding();
    figures.extend(decoding());
    figures.extend(cipher());
    figures
}

/// How often the ways take turns, so that a busy machine slows all of them or none.
const ROUNDS: usize = 5;

/// The best time of each way over all turns.
fn best_of_rounds<const N: usize>(mut turn: impl FnMut() -> [f64; N]) -> [f64; N] {
    let mut best = [f64::INFINITY; N];
    for _ in 0..ROUNDS {
        for (best, time) in best.iter_mut().zip(turn()) {
            *best = best.min(time);
        }
    }
    best
}

const SESSION_KEY: [u8; 16] = [7; 16];
const POSITION: Vec3 = Vec3::new(-3832.5, -980.25, -6050.75);

fn movement() -> ServerEntityCommand {
    ServerEntityCommand {
        guid: 4711,
        time: 123_456,
        time_reset: false,
        server_controlled: false,
        commands: vec![ServerEntityCommandCommands {
            model: IEntityCommandModel::SetPosition {
                position: POSITION,
                blend: true,
            },
        }],
    }
}

fn encoding() -> Vec<Figure> {
    let message = movement();
    let mut encoded = Vec::new();
    encode_message(&message, &mut encoded);
    let mut out = Vec::with_capacity(1024);
    let [ours, floor, slow] = best_of_rounds(|| {
        [
            nanoseconds(|| {
                out.clear();
                encode_message(black_box(&message), &mut out);
                black_box(&out);
            }),
            nanoseconds(|| {
                out.clear();
                out.extend_from_slice(black_box(&encoded));
                black_box(&out);
            }),
            nanoseconds(|| {
                black_box(encode_bit_by_bit(black_box(&message)));
            }),
        ]
    });
    assert_eq!(
        encode_bit_by_bit(&message),
        encoded,
        "the naive writer is right too"
    );
    vec![
        Figure::new(
            "encode 0x0638 with one command",
            ours,
            "ns",
            Bound::Most(25.0),
        ),
        Figure::new(
            "  over memcpy of its bytes",
            ours / floor,
            "x",
            Bound::Most(8.0),
        ),
        Figure::new(
            "  bit by bit over ours",
            slow / ours,
            "x",
            Bound::Least(10.0),
        ),
    ]
}

fn encode_bit_by_bit(message: &ServerEntityCommand) -> Vec<u8> {
    let mut w = BitByBit::default();
    w.put(u64::from(ServerEntityCommand::OPCODE), 16);
    w.put(u64::from(message.guid), 32);
    w.put(u64::from(message.time), 32);
    w.put(u64::from(message.time_reset), 1);
    w.put(u64::from(message.server_controlled), 1);
    w.put(message.commands.len() as u64, 5);
    for command in &message.commands {
        let IEntityCommandModel::SetPosition { position, blend } = &command.model else {
            unreachable!("the message has positions only");
        };
        w.put(2, 5);
        for axis in [position.x, position.y, position.z] {
            w.put(u64::from(axis.to_bits()), 32);
        }
        w.put(u64::from(*blend), 1);
    }
    w.finish()
}

/// What a client in the world sends most: movement with three commands, now and then a spell, a
/// target, a line of chat. All as frames, enciphered and shifted.
fn inbound(client: &ClientCodec) -> Vec<u8> {
    let model = |model| ClientEntityCommandItems { model };
    let movement = ClientEntityCommand {
        time: 99_000,
        items: vec![
            model(IEntityCommandModel::SetPosition {
                position: POSITION,
                blend: true,
            }),
            model(IEntityCommandModel::SetVelocity {
                velocity: Vec3::new(1.5, 0.0, -7.0),
                blend: false,
            }),
            model(IEntityCommandModel::SetRotation {
                rotation: Vec3::new(0.5, 0.0, 0.0),
                blend: true,
            }),
        ],
    };
    let chat = ClientChat {
        message: "Looking for two more, then we go!".into(),
        ..ClientChat::default()
    };
    let mut frames = Vec::new();
    for round in 0..20 {
        client.send(&movement, Envelope::World, &mut frames);
        if round % 4 == 0 {
            client.send(&ClientCastSpell::default(), Envelope::World, &mut frames);
        }
        if round % 5 == 0 {
            client.send(&ClientEntitySelect::default(), Envelope::World, &mut frames);
        }
        if round == 7 {
            client.send(&chat, Envelope::World, &mut frames);
        }
    }
    frames
}

/// Messages that are kept and decoded into, as a zone keeps them.
#[derive(Default)]
struct Kept {
    movement: ClientEntityCommand,
    spell: ClientCastSpell,
    target: ClientEntitySelect,
    chat: ClientChat,
}

impl Kept {
    /// Decodes a body and checks what a server checks before it believes it.
    fn accept(&mut self, opcode: u16, body: &[u8]) -> bool {
        let r = &mut BitReader::new(body);
        let decoded = match opcode {
            ClientEntityCommand::OPCODE => self.movement.decode_into(r),
            ClientCastSpell::OPCODE => self.spell.decode_into(r),
            ClientEntitySelect::OPCODE => self.target.decode_into(r),
            ClientChat::OPCODE => self.chat.decode_into(r),
            _ => return false,
        };
        let finite = |item: &ClientEntityCommandItems| match &item.model {
            IEntityCommandModel::SetPosition { position, .. } => position.is_finite(),
            IEntityCommandModel::SetVelocity { velocity, .. } => velocity.is_finite(),
            IEntityCommandModel::SetRotation { rotation, .. } => rotation.is_finite(),
            _ => true,
        };
        decoded.is_ok()
            && (opcode != ClientEntityCommand::OPCODE || self.movement.items.iter().all(finite))
    }
}

/// Takes every frame of `frames` apart and decodes it; how many there were.
fn accept_all(mut frames: &mut [u8], key: &PacketCipher, kept: &mut Kept) -> u32 {
    let mut count = 0;
    while let Ok(Some(payload)) = take_frame(&mut frames, 64 * 1024) {
        let message = container::unwrap_all(payload, Sender::Client, key);
        let (opcode, body) = message.expect("frames of our own client");
        assert!(kept.accept(opcode, body));
        count += 1;
    }
    count
}

fn decoding() -> Vec<Figure> {
    let client = ClientCodec::new();
    let key = PacketCipher::from_build();
    let frames = inbound(&client);
    let mut kept = Kept::default();
    let mut buffer = frames.clone();
    let count = accept_all(&mut buffer, &key, &mut kept);
    // Unwrapping works in place, so each turn starts from a fresh copy; the copy is subtracted.
    let [copy, all] = best_of_rounds(|| {
        let copy = nanoseconds(|| {
            buffer.copy_from_slice(black_box(&frames));
            black_box(&buffer);
        });
        let all = nanoseconds(|| {
            buffer.copy_from_slice(black_box(&frames));
            black_box(accept_all(&mut buffer, &key, &mut kept));
        });
        [copy, all]
    });
    buffer.copy_from_slice(&frames);
    let reservations = allocation::count(|| {
        accept_all(&mut buffer, &key, &mut kept);
    });
    let per_frame = (all - copy) / f64::from(count);
    vec![
        Figure::new(
            "decode and validate mixed inbound frames",
            1e3 / per_frame,
            "M/s",
            Bound::Least(10.0),
        ),
        Figure::new(
            "  reservations of memory for all of them",
            reservations as f64,
            "",
            Bound::Most(0.0),
        ),
    ]
}

fn cipher() -> Vec<Figure> {
    let mut figures = Vec::new();
    for (names, len, most) in [
        (
            [
                "cipher, 96 B, serial, over memcpy",
                "cipher, 96 B, mask after one mix, over memcpy",
                "cipher, 96 B, the better of both, over memcpy",
                "cipher, 96 B, byte by byte over the better",
            ],
            96,
            2.3,
        ),
        (
            [
                "cipher, 512 B, serial, over memcpy",
                "cipher, 512 B, mask after one mix, over memcpy",
                "cipher, 512 B, the better of both, over memcpy",
                "cipher, 512 B, byte by byte over the better",
            ],
            512,
            1.5,
        ),
    ] {
        let [floor, serial, masked, slow] = cipher_times(len);
        let better = serial.min(masked);
        figures.extend([
            Figure::new(names[0], serial / floor, "x", Bound::None),
            Figure::new(names[1], masked / floor, "x", Bound::None),
            Figure::new(names[2], better / floor, "x", Bound::Most(most)),
            Figure::new(names[3], slow / better, "x", Bound::Least(10.0)),
        ]);
    }
    figures
}

/// Where in its outbox a message begins changes from one to the next by its frame head.
const HEAD_BYTES: usize = 10;

/// Nanoseconds to append `len` bytes to an outbox: copied, enciphered word by word, masked after
/// they were mixed once, and enciphered byte by byte.
fn cipher_times(len: usize) -> [f64; 4] {
    let key = PacketCipher::from_session_key(SESSION_KEY);
    let plain: Vec<u8> = (0..len).map(|i| i as u8).collect();
    let mut mixed = plain.clone();
    crypto::mix(&mut mixed);
    let bytewise = ByteCipher::from_key(crypto::session_cipher_key(&SESSION_KEY));
    let expected = bytewise.encrypt(&plain);
    let times = best_of_rounds(|| {
        [
            appending(len, |out| out.extend_from_slice(black_box(&plain))),
            appending(len, |out| {
                let from = out.len();
                out.extend_from_slice(black_box(&plain));
                key.encrypt(&mut out[from..]);
            }),
            appending(len, |out| key.mask_into(black_box(&mixed), out)),
            nanoseconds(|| {
                black_box(bytewise.encrypt(black_box(&plain)));
            }),
        ]
    });
    let mut out = Vec::new();
    key.mask_into(&mixed, &mut out);
    assert_eq!(out, expected, "both ways give the same bytes");
    out.copy_from_slice(&plain);
    key.encrypt(&mut out);
    assert_eq!(out, expected, "both ways give the same bytes");
    times
}

/// Nanoseconds of one call of `append`, which appends `len` bytes to an outbox, each time
/// elsewhere in it.
fn appending(len: usize, mut append: impl FnMut(&mut Vec<u8>)) -> f64 {
    let mut out = vec![0; 64];
    out.reserve(len);
    let mut at = 0;
    nanoseconds(|| {
        at = (at + HEAD_BYTES) % 64;
        out.truncate(at);
        append(&mut out);
        black_box(&mut out);
    })
}
