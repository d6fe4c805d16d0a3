//! Strangers and players who keep no rules, and what the others notice of them: nothing.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use bezgelor_core::limits::{HANDSHAKE_DEADLINE_MS, STS_REQUEST_DEADLINE_MS};
use bezgelor_tests::{
    Gate, Noise, RawGame, Scratch, Server, ServerOptions, args, assert_clean, authenticate,
    block_on, bot, connect_from, reference_dir, token,
};
use bots::client::Lobby;
use bots::look;
use protocol::enums::ChatChannelType;
use protocol::messages::{
    ClientCharacterList, ClientCharacterSelect, ClientChat, ClientEnteredWorld, ClientHelloRealm,
    ServerCharacterList, ServerCharacterSelectFail, ServerHello, ServerPlayerChanged,
};
use protocol::session::Envelope;
use protocol::structs::Channel;
use protocol::{Message, decode_message};

/// How long the attack lasts, and how long at most until each attacker has come to it.
const SECONDS: u64 = 6;
const ATTACK_MAX: Duration = Duration::from_secs(180);
/// Between two acts of an attacker.
const PAUSE: Duration = Duration::from_millis(3);
/// What the whole attack may cost the server in memory: below what its strangers could pin if
/// every one of them filled every buffer it has.
const GROWTH_KIB_MAX: u64 = 48 * 1024;
/// What a loaded machine may add to a deadline.
const SLACK: Duration = Duration::from_secs(10);
/// Accounts of attackers begin here.
const ATTACKERS: u32 = 900;

fn ports(server: &Server) -> [u16; 3] {
    [server.sts_port, server.auth_port, server.world_port]
}

/// Messages that are none: the damaged ones of the protocol's vectors where they are, noise behind
/// every kind of opcode where they are not.
fn damaged() -> Vec<Vec<u8>> {
    let vectors = reference_dir().map(|dir| dir.join("protocol/vectors/negative.jsonl"));
    let text = vectors.and_then(|path| std::fs::read_to_string(path).ok());
    let mut damaged: Vec<Vec<u8>> = text
        .iter()
        .flat_map(|text| text.lines())
        .filter_map(|line| serde_json::from_str(line).ok())
        .filter_map(|vector: serde_json::Value| {
            let opcode = vector["opcode"].as_str()?.strip_prefix("0x")?;
            let opcode = u16::from_str_radix(opcode, 16).ok()?;
            let body = protocol::capture::parse_hex(vector["hex"].as_str()?)?;
            let from_client = vector["dir"] != "S";
            from_client.then(|| [&opcode.to_le_bytes(), body.as_slice()].concat())
        })
        .collect();
    let mut noise = Noise::new(4);
    for _ in 0..200 {
        let length = 2 + noise.below(300) as usize;
        let mut message = noise.bytes(length);
        message[1] &= 0x0F;
        damaged.push(message);
    }
    damaged
}

/// An attack under way: when it is over, and how often each attacker has come to act.
#[derive(Default)]
struct Attack {
    over: AtomicBool,
    acts: [AtomicU32; 6],
}

impl Attack {
    fn is_one(&self) -> bool {
        let often = |acts: &AtomicU32| acts.load(Ordering::Relaxed) > 1;
        self.acts.iter().all(often)
    }
}

/// An attacker's part in it.
#[derive(Clone, Copy)]
struct Part<'a> {
    stop: &'a AtomicBool,
    acts: &'a AtomicU32,
}

impl Part<'_> {
    fn is_over(self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn count(self) {
        self.acts.fetch_add(1, Ordering::Relaxed);
    }

    /// Does something until told to stop; what the server does about it is no error.
    fn keep(self, mut act: impl FnMut() -> io::Result<()>) {
        while !self.is_over() {
            // The attackers leave the machine to the server now and then.
            std::thread::sleep(PAUSE);
            let _ = act();
        }
    }

    /// The same, of what is an act each time.
    fn repeat(self, mut act: impl FnMut() -> io::Result<()>) {
        self.keep(|| {
            let acted = act();
            self.count();
            acted
        });
    }
}

/// Noise on all ports.
fn shout(ports: [u16; 3], part: Part<'_>) {
    let mut noise = Noise::new(1);
    part.repeat(|| {
        for port in ports {
            let mut stream = connect_from(1, 1, port)?;
            let length = 1 + noise.below(8192) as usize;
            // Closed in the middle of it as often as not.
            let _ = stream.write_all(&noise.bytes(length));
        }
        Ok(())
    });
}

/// Comes and goes without a word.
fn knock(ports: [u16; 3], part: Part<'_>) {
    part.repeat(|| {
        for port in ports {
            drop(connect_from(1, 2, port)?);
        }
        Ok(())
    });
}

/// Many connections that speak a byte at a time, or not at all.
fn dawdle(ports: [u16; 3], part: Part<'_>) {
    let mut held: Vec<(TcpStream, bool)> = Vec::new();
    for number in 0..300 {
        let Ok(stream) = connect_from(1, 3, ports[number % 3]) else {
            continue;
        };
        held.push((stream, number % 2 == 0));
    }
    let words = b"POST /Auth/LoginStart STS/1.0\r\nl:400\r\ns:1\r\n\r\n";
    let mut spoken = 0;
    part.repeat(|| {
        std::thread::sleep(Duration::from_millis(200));
        for (stream, speaks) in &mut held {
            if *speaks {
                let _ = stream.write_all(&words[spoken % words.len()..][..1]);
            }
        }
        spoken += 1;
        Ok(())
    });
}

/// Well enciphered nonsense to those who expect a hello.
fn babble(ports: [u16; 3], part: Part<'_>) {
    let damaged = damaged();
    let mut next = damaged.iter().cycle();
    part.repeat(|| {
        for port in &ports[1..] {
            let mut game = RawGame::over(connect_from(1, 4, *port)?);
            for message in next.by_ref().take(8) {
                game.send_raw(message, Envelope::Encrypted)?;
            }
        }
        Ok(())
    });
}

/// A player's connection on the character screen, from the list on.
fn log_in(server: &Server, number: u32) -> io::Result<(RawGame, ServerCharacterList)> {
    let account = bot(server, number);
    let info = block_on(async { authenticate(&account, token(&account).await?).await });
    let Ok(Gate::Open(info)) = info else {
        return Err(io::Error::other("not let in"));
    };
    let mut game = RawGame::over(connect_from(0, 1, server.world_port)?);
    let _ = game.receive(ServerHello::OPCODE)?;
    let hello = ClientHelloRealm {
        account_id: info.account_id,
        session_key: info.session_key,
        unused: 0,
        account_string: account.email.as_str().into(),
        always3: 3,
    };
    game.send(&hello, Envelope::Encrypted)?;
    game.use_session_key(info.session_key);
    game.send(&ClientCharacterList, Envelope::Encrypted)?;
    let body = game.receive(ServerCharacterList::OPCODE)?;
    let list = decode_message(&body).map_err(io::Error::other)?;
    Ok((game, list))
}

/// A player in the world that will not keep its rules.
fn walk_in(server: &Server, number: u32) -> io::Result<RawGame> {
    let (mut game, list) = log_in(server, number)?;
    let character = list.characters.first();
    let character_id = character.map(|character| character.id).unwrap_or_default();
    let select = ClientCharacterSelect { character_id };
    game.send(&select, Envelope::Encrypted)?;
    let answers = [
        ServerPlayerChanged::OPCODE,
        ServerCharacterSelectFail::OPCODE,
    ];
    let (answer, _) = game.receive_any(&answers)?;
    if answer == ServerCharacterSelectFail::OPCODE {
        // The last visit is not saved yet.
        return Err(io::ErrorKind::ResourceBusy.into());
    }
    game.send(&ClientEnteredWorld::default(), Envelope::World)?;
    Ok(game)
}

/// Makes the character an attacker will use.
fn prepare(server: &Server, number: u32) {
    let made = block_on(async {
        let tables = tables::starter::embedded().expect("the starter set compiles");
        let rows = look::veterans(&tables, &look::creatable(&tables));
        let mut lobby = Lobby::login(&bot(server, number)).await?;
        let wish = look::wish(&tables, rows[0], &look::name(number), number);
        anyhow::Ok(lobby.create(&wish).await?.is_ok())
    });
    let made = made.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    assert!(made, "the attacker's character");
}

/// A player in the world who sends damaged messages, and comes again when it is put out.
fn cheat(server: &Server, part: Part<'_>) {
    let damaged = damaged();
    let mut next = damaged.iter().cycle();
    part.keep(|| {
        let mut game = walk_in(server, ATTACKERS)?;
        part.count();
        for message in next.by_ref().take(damaged.len()) {
            game.send_raw(message, Envelope::World)?;
            if part.is_over() {
                break;
            }
        }
        Ok(())
    });
}

/// A player in the world who shouts without end, reads nothing, and comes again.
fn rant(server: &Server, number: u32, part: Part<'_>) {
    let line = long_line();
    part.keep(|| {
        let mut game = walk_in(server, number)?;
        part.count();
        while !part.is_over() {
            game.send(&line, Envelope::World)?;
        }
        Ok(())
    });
}

fn long_line() -> ClientChat {
    ClientChat {
        channel: Channel {
            chat_channel_id: ChatChannelType::Say,
            chat_id: 0,
        },
        message: "spam ".repeat(100).as_str().into(),
        format: Vec::new(),
        chat_message_id: 1,
    }
}

fn assert_unharmed(server: &Server, data: &Path) {
    let log = std::fs::read_to_string(server.log_path()).unwrap_or_default();
    assert!(!log.contains("panicked"), "{}", server.log_tail());
    let files = std::fs::read_dir(data).expect("the data folder is there");
    let crash = files
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .find(|name| name.contains("crash"));
    assert_eq!(crash, None, "{}", server.log_tail());
}

#[test]
fn honest_bots_notice_nothing_of_an_attack() {
    let data = Scratch::new("hostile");
    let server = Server::start(
        data.path(),
        &ServerOptions::with(&[("realm.logout_s", "1")]),
    );
    for number in [ATTACKERS, ATTACKERS + 1] {
        prepare(&server, number);
    }
    let summary = bots::scenario::run(&args(&server, 4, 1)).expect("the bots can run");
    assert_clean(&summary, &server);
    let before = server.resident_kib();

    let attack = Attack::default();
    let (server, until) = (&server, Instant::now() + ATTACK_MAX);
    let summaries = std::thread::scope(|scope| {
        let ports = ports(server);
        let stop = &attack.over;
        let [shouts, knocks, dawdles, babbles, cheats, rants] =
            attack.acts.each_ref().map(|acts| Part { stop, acts });
        scope.spawn(move || shout(ports, shouts));
        scope.spawn(move || knock(ports, knocks));
        scope.spawn(move || dawdle(ports, dawdles));
        scope.spawn(move || babble(ports, babbles));
        scope.spawn(move || cheat(server, cheats));
        scope.spawn(move || rant(server, ATTACKERS + 1, rants));
        let mut summaries = Vec::new();
        // On a machine that is full the attackers need longer to come to it.
        while summaries.is_empty() || !attack.is_one() && Instant::now() < until {
            summaries.push(bots::scenario::run(&args(server, 4, SECONDS)));
        }
        attack.over.store(true, Ordering::Relaxed);
        summaries
    });
    assert!(attack.is_one(), "an attack that is none: {:?}", attack.acts);
    for summary in summaries {
        assert_clean(&summary.expect("the bots can run"), server);
    }
    assert_unharmed(server, data.path());
    let growth = server.resident_kib().saturating_sub(before);
    assert!(growth < GROWTH_KIB_MAX, "it grew by {growth} KiB");
}

/// Waits for the end of a connection; how long that took, none when it never came.
fn time_to_end(stream: &mut TcpStream, since: Instant, limit: Duration) -> Option<Duration> {
    let mut chunk = [0; 1024];
    loop {
        let left = (since + limit).checked_duration_since(Instant::now())?;
        stream
            .set_read_timeout(Some(left.max(Duration::from_millis(1))))
            .expect("a timeout can be set");
        match stream.read(&mut chunk) {
            Ok(0) => return Some(since.elapsed()),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return None,
            Err(_) => return Some(since.elapsed()),
        }
    }
}

#[test]
fn the_silent_and_the_slow_are_put_out_in_time() {
    let data = Scratch::new("silent");
    let server = Server::start(data.path(), &ServerOptions::default());
    let since = Instant::now();
    let connect = |port| connect_from(2, 1, port).expect("the server listens");
    let mut silent = ports(&server).map(connect);
    let mut slow = [server.sts_port, server.world_port].map(connect);
    slow[0]
        .write_all(b"POST /Sts/Connect STS/1.0\r\nl:9")
        .expect("it listens");
    slow[1].write_all(&[200, 0, 0]).expect("it listens");
    let request = Duration::from_millis(STS_REQUEST_DEADLINE_MS);
    let handshake = Duration::from_millis(HANDSHAKE_DEADLINE_MS);
    let cases = silent.iter_mut().map(|stream| (stream, handshake));
    let [slow_sts, slow_world] = &mut slow;
    let cases = [(slow_sts, request)].into_iter().chain(cases);
    for (stream, deadline) in cases.chain([(slow_world, handshake)]) {
        let port = stream.peer_addr().map(|peer| peer.port());
        let took = time_to_end(stream, since, deadline + SLACK);
        let took = took.unwrap_or_else(|| panic!("{port:?} stays\n{}", server.log_tail()));
        let early = Duration::from_millis(500);
        assert!(took + early >= deadline, "{port:?} after {took:?}");
    }
}

#[test]
fn who_asks_and_does_not_read_is_let_go() {
    let data = Scratch::new("deaf");
    let server = Server::start(data.path(), &ServerOptions::default());
    prepare(&server, ATTACKERS);
    let before = server.resident_kib();
    let (mut game, _) = log_in(&server, ATTACKERS).expect("a login");
    let until = Instant::now() + Duration::from_secs(120);
    let ended = loop {
        if let Err(error) = game.send(&ClientCharacterList, Envelope::Encrypted) {
            break error;
        }
        assert!(Instant::now() < until, "it is served for ever");
    };
    // Writing that takes nothing for long would be a server that neither reads nor closes.
    assert_ne!(
        ended.kind(),
        io::ErrorKind::WouldBlock,
        "{}",
        server.log_tail()
    );
    let growth = server.resident_kib().saturating_sub(before);
    assert!(growth < GROWTH_KIB_MAX, "it grew by {growth} KiB");
    assert!(server.stop().success());
}
