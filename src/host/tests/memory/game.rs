//! The auth and world ports, before the hello and while its proof is looked up.

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bezgelor_core::ids::{ConnectionId, RealmId};
use crypto::CLIENT_BUILD;
use host::capture::{Capture, CaptureThread, Recorder, Wanted, Whom};
use host::lane::{AuthLane, WorldLane};
use protocol::messages::{ClientHelloAuth, ClientHelloRealm};
use protocol::{Message as _, encode_message};
use realm::creation::TableData;
use realm::session::{Input, Output, Realm, Session};

use crate::streams::{STEPS, enciphered, game as streams};
use crate::{NOW, check};

const PEER: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9));

/// A realm that records somebody: then what a stranger says waits for a name.
fn recorded(name: &str) -> (Capture, CaptureThread, PathBuf) {
    let name = format!("bezgelor-memory-{name}-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    let wanted = Wanted {
        folder: folder.clone(),
        whom: Whom::These(vec!["nobody@else".into()]),
    };
    let (capture, thread) = Capture::start(&wanted).expect("the temporary folder is writable");
    (capture, thread, folder)
}

fn finish(recording: CaptureThread, folder: &Path) {
    recording.finish();
    // A folder left behind in the temporary one does no harm.
    let _ = std::fs::remove_dir_all(folder);
}

/// Feeds `bytes` in pieces until the connection is closed or asks something: then nothing more is
/// read, unless it is `denied` at once. Replies stay in an outbox that nobody reads.
fn auth_reads(bytes: &[u8], step: usize, denied: bool, tap: Option<Box<Recorder>>) {
    let mut session = auth::Session::new(PEER, [7; 16], NOW);
    if let Some(tap) = tap {
        session.codec().set_tap(tap);
    }
    let mut outbox = Vec::new();
    let mut asked = None;
    for piece in std::iter::once(&[][..]).chain(bytes.chunks(step)) {
        let mut input = Some(auth::Input::Bytes(piece));
        while let Some(next) = input.take() {
            session.input(next, NOW);
            while let Some(output) = session.poll() {
                match output {
                    auth::Output::Send(bytes) => outbox.extend_from_slice(&bytes),
                    auth::Output::Query(query) => asked = Some(query),
                    auth::Output::Close(_) => return,
                }
            }
            if denied && asked.take().is_some() {
                input = Some(auth::Input::Answer(auth::Answer::Redeemed(None)));
            }
        }
        if asked.is_some() {
            return;
        }
    }
}

#[test]
fn no_stranger_on_the_auth_port_costs_more_than_16_kib() {
    let lane = size_of::<AuthLane>();
    let (capture, recording, folder) = recorded("auth");
    // An honest hello first: what follows is read while its token is looked up, or behind a no.
    let hello = ClientHelloAuth {
        build: CLIENT_BUILD,
        account_string: "a@b".into(),
        ..ClientHelloAuth::default()
    };
    let mut message = Vec::new();
    encode_message(&hello, &mut message);
    let hello = enciphered(ClientHelloAuth::OPCODE, &message[2..]);
    for (name, bytes) in streams(ClientHelloAuth::OPCODE) {
        for step in STEPS {
            for (state, before, denied) in [
                ("at the start", &[][..], false),
                ("with a question open", &hello[..], false),
                ("behind a no", &hello[..], true),
            ] {
                let bytes = [before, &bytes].concat();
                check(&format!("auth, {name}, {state}, by {step}"), lane, || {
                    auth_reads(&bytes, step, denied, None);
                });
                check(
                    &format!("recorded, {name}, {state}, by {step}"),
                    lane,
                    || {
                        let tap = capture.recorder("auth", ConnectionId(1), NOW.unix);
                        auth_reads(
                            &bytes,
                            step,
                            denied,
                            Some(tap.expect("somebody is recorded")),
                        );
                    },
                );
            }
        }
    }
    finish(recording, &folder);
}

/// As [`auth_reads`].
fn world_reads(realm: &Arc<Realm>, bytes: &[u8], step: usize, tap: Option<Box<Recorder>>) {
    let mut session = Session::new(Arc::clone(realm), ConnectionId(1), PEER, NOW);
    if let Some(tap) = tap {
        session.codec().set_tap(tap);
    }
    let mut outbox = Vec::new();
    for piece in std::iter::once(&[][..]).chain(bytes.chunks(step)) {
        session.input(Input::Bytes(piece), NOW);
        while let Some(output) = session.poll() {
            match output {
                Output::Send(bytes) => outbox.extend_from_slice(&bytes),
                Output::Close(_) => return,
                Output::Query(_) | Output::EnterWorld(_) | Output::NotEntered(_) => {}
            }
        }
        if session.is_waiting() {
            return;
        }
    }
}

#[test]
fn no_stranger_on_the_world_port_costs_more_than_16_kib() {
    let set = tables::starter::embedded().expect("the starter set");
    let realm = Arc::new(Realm {
        id: RealmId(1),
        data: Arc::new(TableData::new(set)),
    });
    // What it holds lies in a box beside the session itself.
    let lane = size_of::<WorldLane>() + size_of::<Session>();
    let (capture, recording, folder) = recorded("world");
    for (name, bytes) in streams(ClientHelloRealm::OPCODE) {
        for step in STEPS {
            check(&format!("world, {name}, by {step}"), lane, || {
                world_reads(&realm, &bytes, step, None);
            });
            check(&format!("recorded, {name}, by {step}"), lane, || {
                let tap = capture.recorder("world", ConnectionId(1), NOW.unix);
                world_reads(
                    &realm,
                    &bytes,
                    step,
                    Some(tap.expect("somebody is recorded")),
                );
            });
        }
    }
    finish(recording, &folder);
}
