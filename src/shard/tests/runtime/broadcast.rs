//! One message to many, each in its own cipher.

use std::io::Read;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

use crypto::PacketCipher;
use shard::{BoxLane, Clock, Lane, LaneCx, LaneOutput, Listen, Stage, start};

use crate::toy::{ToyHost, ask, backends, options, stop};

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

#[test]
fn a_message_reaches_each_in_its_own_cipher_and_nobody_who_left() {
    for backend in backends() {
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
            let wait = Some(Duration::from_secs(10));
            stream.set_read_timeout(wait).expect("a timeout");
            streams.push(stream);
            everybody.push(ids.recv_timeout(Duration::from_secs(10)).expect("accepted"));
        }
        drop(streams.pop());
        std::thread::sleep(Duration::from_millis(100));
        for length in [2_u8, 63, 64, 200] {
            let message: Vec<u8> = (0..length).collect();
            let (sent, to) = (message.clone(), everybody.clone());
            ask(&running, 0, move |shard| shard.deliver(&sent, &to));
            for (stream, key) in streams.iter_mut().zip(1_u8..) {
                let mut frame = read_frame(stream);
                if key < 3 {
                    assert_eq!(frame[..2], 0x03DC_u16.to_le_bytes());
                    let size = u32::from(length) + 4;
                    assert_eq!(frame[2..6], size.to_le_bytes());
                    PacketCipher::from_session_key([key; 16]).decrypt(&mut frame[6..]);
                    assert_eq!(frame[6..], message);
                } else {
                    assert_eq!(frame, message);
                }
            }
        }
        stop(running);
    }
}
