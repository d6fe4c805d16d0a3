//! One message to many, each in its own cipher.

use std::io::Read;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

use bezgelor_core::ids::ConnectionId;
use bezgelor_core::recipients::Recipients;
use crypto::PacketCipher;
use shard::{Backend, BoxLane, Clock, Lane, LaneCx, LaneOutput, Listen, Running, Stage, start};

use crate::toy::{PATIENCE, ToyHost, ask, backends, options, stop};

/// Listens only.
struct Member {
    cipher: Option<PacketCipher>,
}

impl Lane<ToyHost> for Member {
    type Answer = ();

    fn on_arrive(&mut self, cx: &mut LaneCx<'_, ToyHost>) {
        if let Some(cipher) = self.cipher.take() {
            cx.seal_with(cipher);
        }
    }

    fn on_bytes(&mut self, _: &mut LaneCx<'_, ToyHost>, _: &[u8]) {}

    fn on_answer(&mut self, _: &mut LaneCx<'_, ToyHost>, (): ()) {}

    fn poll(&mut self) -> Option<LaneOutput<ToyHost, ()>> {
        None
    }

    fn stage(&self) -> Stage {
        Stage::Open
    }
}

fn read_frame(stream: &mut TcpStream) -> Vec<u8> {
    let mut size = [0; 4];
    stream.read_exact(&mut size).expect("a frame comes");
    let mut frame = vec![0; u32::from_le_bytes(size) as usize - 4];
    stream.read_exact(&mut frame).expect("the whole frame");
    frame
}

/// Three connections that read, the first two enciphered for with keys of 1 and 2, and one that
/// has left.
struct Audience {
    running: Running<ToyHost>,
    streams: Vec<TcpStream>,
    everybody: Vec<ConnectionId>,
}

fn audience(backend: Backend) -> Audience {
    let (accepted, ids) = channel();
    let accepted = Mutex::new((0_u8, accepted));
    let listen = Listen {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        name: "toy",
        accept: Arc::new(move |_, id, _| {
            let mut accepted = accepted.lock().expect("no panic here");
            accepted.0 += 1;
            accepted.1.send(id).expect("the test listens");
            let sealed = accepted.0 < 3;
            let cipher = sealed.then(|| PacketCipher::from_session_key([accepted.0; 16]));
            Some(BoxLane::new(Member { cipher }))
        }),
    };
    let host = |_: &_| ToyHost {
        ticks_to_drain: Some(0),
        ..ToyHost::default()
    };
    let running = start(&options(backend, 1), Clock::start(), vec![listen], host);
    let running = running.unwrap_or_else(|error| panic!("{error}"));
    let mut streams = Vec::new();
    let mut everybody = Vec::new();
    for _ in 0..4 {
        let stream = TcpStream::connect(running.addresses()[0]).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        streams.push(stream);
        everybody.push(ids.recv_timeout(PATIENCE).expect("accepted"));
    }
    drop(streams.pop());
    std::thread::sleep(Duration::from_millis(100));
    Audience {
        running,
        streams,
        everybody,
    }
}

/// The next message as the client with key `key` reads it.
fn read_message(stream: &mut TcpStream, key: u8) -> Vec<u8> {
    let mut frame = read_frame(stream);
    if key > 2 {
        return frame;
    }
    assert_eq!(frame[..2], 0x03DC_u16.to_le_bytes());
    assert_eq!(frame[2..6], (frame.len() as u32 - 2).to_le_bytes());
    PacketCipher::from_session_key([key; 16]).decrypt(&mut frame[6..]);
    frame.split_off(6)
}

#[test]
fn a_message_reaches_each_in_its_own_cipher_and_nobody_who_left() {
    for backend in backends() {
        let mut audience = audience(backend);
        for length in [2_u8, 63, 64, 200] {
            let message: Vec<u8> = (0..length).collect();
            let (sent, to) = (message.clone(), audience.everybody.clone());
            ask(&audience.running, 0, move |shard| shard.deliver(&sent, &to));
            for (stream, key) in audience.streams.iter_mut().zip(1..) {
                assert_eq!(read_message(stream, key), message);
            }
        }
        stop(audience.running);
    }
}

#[test]
fn a_steps_messages_reach_each_of_their_recipients_in_order() {
    for backend in backends() {
        let mut audience = audience(backend);
        // Message n goes to those whose bit is set in n; lengths on both sides of mixing.
        let messages: Vec<Vec<u8>> = (0..400_usize)
            .map(|n| {
                let mut message = vec![n as u8; 2 + n * 7 % 150];
                message[..2].copy_from_slice(&(n as u16).to_le_bytes());
                message
            })
            .collect();
        let (sent, ids) = (messages.clone(), audience.everybody.clone());
        // Named one by one, by a bit each, and some so and some so; each way again after the
        // others, to see that the memory between is clean.
        for every in [usize::MAX, 1, 3, usize::MAX, 1] {
            let (sent, ids) = (sent.clone(), ids.clone());
            ask(&audience.running, 0, move |shard| {
                let to = |n: usize| -> Vec<ConnectionId> {
                    let chosen = ids.iter().enumerate().filter(|(bit, _)| n >> bit & 1 == 1);
                    chosen.map(|(_, id)| *id).collect()
                };
                let named: Vec<_> = (0..sent.len()).map(to).collect();
                let bits: Vec<_> = (0..sent.len() as u64).map(|n| [n]).collect();
                let recipients = |n: usize| match n.is_multiple_of(every) {
                    true => Recipients::Among {
                        crowd: &ids,
                        chosen: &bits[n],
                    },
                    false => Recipients::These(&named[n]),
                };
                let deliveries = (0..sent.len()).map(|n| (sent[n].as_slice(), recipients(n)));
                shard.deliver_all(deliveries);
            });
            for (bit, stream) in audience.streams.iter_mut().enumerate() {
                for (n, message) in messages.iter().enumerate() {
                    if n >> bit & 1 == 1 {
                        assert_eq!(read_message(stream, bit as u8 + 1), *message, "{n}");
                    }
                }
            }
        }
        stop(audience.running);
    }
}
