//! Recordings of a served realm: who is recorded, who may read it, and that everything in them
//! reads as messages and plays again.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use bezgelor_tests::{Scratch, Server, ServerOptions, args, assert_clean, run};
use crypto::PacketCipher;
use protocol::capture::{HEADER, Record, parse_line};
use protocol::messages::{
    ClientEnteredWorld, ClientEntityCommand, ClientHelloAuth, ClientHelloRealm,
    ServerEntityCommand, ServerHello, ServerRealmInfo,
};
use protocol::session::{ClientCodec, Envelope, Lane, ServerCodec};
use protocol::{BitReader, Message, Sender, decode_message, registry};

const BOTS: u32 = 3;
const SECONDS: u64 = 4;

/// A server on which nobody camps for long.
fn quick() -> ServerOptions {
    ServerOptions::with(&[("realm.logout_s", "1")])
}

/// Runs bots on a server that records into `folder`; gives what was recorded, by file.
fn recorded(name: &str, more: &[&str]) -> (Scratch, Vec<(PathBuf, Vec<Record>)>) {
    let data = Scratch::new(name);
    let folder = data.path().join("recordings");
    let mut arguments = vec!["--capture".to_owned(), folder.display().to_string()];
    arguments.extend(more.iter().map(|word| (*word).to_owned()));
    let options = ServerOptions {
        args: arguments,
        ..quick()
    };
    let server = Server::start(data.path(), &options);
    let summary = bots::scenario::run(&args(&server, BOTS, SECONDS)).expect("the bots can run");
    assert_clean(&summary, &server);
    assert!(server.stop().success());
    let all = recordings(&folder);
    (data, all)
}

/// The recordings in a folder, by file.
fn recordings(folder: &Path) -> Vec<(PathBuf, Vec<Record>)> {
    let files = std::fs::read_dir(folder).expect("the folder was made");
    let paths = files.map(|file| file.expect("readable").path());
    let is_recording = |path: &PathBuf| path.extension().is_some_and(|end| end == "capture");
    let mut paths: Vec<PathBuf> = paths.filter(is_recording).collect();
    paths.sort();
    let all = paths.into_iter().map(|path| (path.clone(), read(&path)));
    all.collect()
}

fn read(path: &Path) -> Vec<Record> {
    let text = std::fs::read_to_string(path).expect("a recording is text");
    assert!(text.starts_with(HEADER), "{}", path.display());
    let mode = std::fs::metadata(path)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(
        mode & 0o777,
        0o600,
        "only its owner reads {}",
        path.display()
    );
    text.lines()
        .filter_map(|line| parse_line(line).unwrap_or_else(|error| panic!("{line}: {error}")))
        .collect()
}

fn opcode(record: &Record) -> u16 {
    u16::from_le_bytes([record.message[0], record.message[1]])
}

fn has<M: Message>(records: &[Record]) -> bool {
    records.iter().any(|record| opcode(record) == M::OPCODE)
}

/// Every message is known, decodes, and encodes to the same bytes.
fn assert_messages(records: &[Record]) {
    for record in records {
        let (number, body) = (opcode(record), &record.message[2..]);
        let entry = registry::find(number, record.sender);
        let entry = entry.unwrap_or_else(|| panic!("{number:#06x} has no layout"));
        let mut written = Vec::new();
        let read = (entry.roundtrip)(&mut BitReader::new(body), &mut written);
        assert!(read.is_ok(), "{}: {read:?}", entry.name);
        assert_eq!(written, body, "{}", entry.name);
    }
    let times = records.iter().map(|record| record.at_ms);
    assert!(times.is_sorted(), "later messages are not earlier");
}

/// Says what the client said again, to a server's end that has not heard it.
fn assert_plays_again(lane: Lane, records: &[Record]) {
    let (mut client, mut server) = (ClientCodec::new(), ServerCodec::new(lane));
    let from_client = |record: &&Record| record.sender == Sender::Client;
    for record in records.iter().filter(from_client) {
        let mut frame = Vec::new();
        client.wrap(&record.message, Envelope::World, &mut frame);
        server.push(&frame).expect("room for one frame");
        let heard = server.pop().expect("a good frame").expect("a whole frame");
        assert_eq!(heard.opcode, opcode(record));
        assert_eq!(*heard.body, record.message[2..]);
        if let Ok(hello) = decode_message::<ClientHelloRealm>(&record.message[2..])
            && opcode(record) == ClientHelloRealm::OPCODE
        {
            client.set_cipher(PacketCipher::from_session_key(hello.session_key));
            server.set_cipher(PacketCipher::from_session_key(hello.session_key));
            server.trust();
        }
    }
}

#[test]
fn everybody_is_recorded_and_every_message_reads() {
    let (_data, files) = recorded("capture", &[]);
    let (mut auths, mut worlds) = (0, 0);
    for (path, records) in &files {
        let name = path.file_name().expect("a file").to_string_lossy();
        if name.ends_with("-unknown.capture") {
            // The test looks whether the ports are open.
            continue;
        }
        assert!(name.contains("@test.bezgelor.capture"), "{name}");
        assert_messages(records);
        assert_eq!(opcode(&records[0]), ServerHello::OPCODE, "{name}");
        assert_eq!(records[0].sender, Sender::Server);
        if name.contains("-auth-") {
            auths += 1;
            assert!(has::<ClientHelloAuth>(records) && has::<ServerRealmInfo>(records));
            assert_plays_again(Lane::Auth, records);
        } else {
            worlds += 1;
            assert!(has::<ClientHelloRealm>(records), "{name}");
            assert_plays_again(Lane::World, records);
        }
    }
    // Every bot comes twice: to make its character and to walk.
    assert!(auths >= BOTS && worlds >= BOTS, "{auths} {worlds}");
    let walks = files.iter().filter(|(_, records)| {
        has::<ClientEnteredWorld>(records) && has::<ClientEntityCommand>(records)
    });
    let seen = walks.filter(|(_, records)| has::<ServerEntityCommand>(records));
    assert!(
        seen.count() > 0,
        "what a zone tells everybody is recorded too"
    );
    let (path, records) = files
        .iter()
        .find(|(_, records)| has::<ClientEntityCommand>(records))
        .expect("somebody walked");
    let ran = run("packet", &["decode", &path.display().to_string()], "");
    assert!(ran.good, "{}", ran.errors);
    assert!(ran.out.contains("ClientHelloRealm") && ran.out.contains("ClientEntityCommand"));
    assert!(!ran.out.contains("malformed"), "{}", ran.out);
    let shown = ran
        .out
        .lines()
        .filter(|line| line.contains(" ms 0x"))
        .count();
    assert_eq!(shown, records.len());
}

#[test]
fn one_account_is_recorded_and_nobody_else() {
    let asked = ["--capture-account", "BOT2@test.bezgelor"];
    let (_data, files) = recorded("capture-one", &asked);
    assert!(files.len() >= 2, "auth and world: {files:?}");
    for (path, records) in files {
        let name = path.display().to_string();
        assert!(name.ends_with("-bot2@test.bezgelor.capture"), "{name}");
        assert_messages(&records);
    }
}

#[test]
fn an_account_is_recorded_by_command_while_the_realm_runs() {
    let data = Scratch::new("capture-command");
    let server = Server::start(data.path(), &quick());
    let place = data.path().display().to_string();
    let capture = |words: &[&str]| {
        let words = [&["capture"], words, &["--data", &place]].concat();
        run("bezgelor", &words, "")
    };
    assert!(!data.path().join("captures").exists(), "nobody is recorded");
    let started = capture(&["start", "BOT1@test.bezgelor"]);
    assert!(started.good, "{}", started.errors);
    assert_eq!(capture(&["list"]).out, "bot1@test.bezgelor\n");
    assert!(!capture(&["start", "nobody"]).good);
    assert!(!capture(&["stop", "else@test.bezgelor"]).good);
    // Twice what the realm takes to look.
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let summary = bots::scenario::run(&args(&server, BOTS, 1)).expect("the bots can run");
    assert_clean(&summary, &server);
    assert!(capture(&["stop", "bot1@test.bezgelor"]).good);
    assert_eq!(capture(&["list"]).out, "");
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let folder = data.path().join("captures");
    let before = recordings(&folder);
    let summary = bots::scenario::run(&args(&server, BOTS, 1)).expect("the bots can run");
    assert_clean(&summary, &server);
    assert!(server.stop().success());
    let after = recordings(&folder);
    assert!(before.len() >= 2, "auth and world: {before:?}");
    assert_eq!(after.len(), before.len(), "recorded no more");
    for (path, records) in after {
        let name = path.display().to_string();
        assert!(name.ends_with("-bot1@test.bezgelor.capture"), "{name}");
        assert_messages(&records);
    }
}
