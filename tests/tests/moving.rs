//! A zone goes to and fro between two shards under its players, and they notice nothing.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bezgelor_tests::{
    Api, Member, Scratch, Server, ServerOptions, args, assert_clean, block_on, bot, done, exec,
    hear, run, within,
};
use bots::args::{Args, ScenarioName};
use bots::client::{Event, Told, Wish};
use bots::look;
use db::testing::SqliteLock;
use protocol::enums::ChatChannelType;
use protocol::messages::{ServerChat, ServerItemAdd};
use protocol::{Message, decode_message};

/// Between two moves.
const PAUSE: Duration = Duration::from_millis(150);
/// A few moves take no longer, on a machine that is full either.
const PATIENCE: Duration = Duration::from_secs(180);

fn started(data: &Scratch, args: &[&str]) -> Server {
    started_on("auto", data, args)
}

fn started_on(backend: &str, data: &Scratch, args: &[&str]) -> Server {
    let options = ServerOptions {
        args: args.iter().map(|arg| (*arg).into()).collect(),
        ..ServerOptions::with(&[
            ("runtime.backend", backend),
            ("realm.logout_s", "1"),
            ("runtime.shards", "2"),
        ])
    };
    Server::start(data.path(), &options)
}

/// Where the one zone of a realm runs, and its number.
fn zone(data: &Scratch) -> Option<(u32, u32)> {
    let said = done(data, "zone list");
    let words: Vec<&str> = said.split([' ', ',', '\n']).collect();
    let after = |word: &str| {
        let at = words.iter().position(|known| *known == word)?;
        words.get(at + 1)?.parse().ok()
    };
    Some((after("instance")?, after("shard")?))
}

/// Moves the one zone to and fro while `busy` does something, which sees how often it has moved;
/// what came of it.
fn moved_while<R: Send>(data: &Scratch, busy: impl FnOnce(&Moves) -> R + Send) -> R {
    let over = AtomicBool::new(false);
    let moves = Moves::default();
    std::thread::scope(|scope| {
        let mover = scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                std::thread::sleep(PAUSE);
                let Some((instance, shard)) = zone(data) else {
                    continue;
                };
                let (good, said) = exec(data, &format!("zone move {instance} {}", 1 - shard));
                assert!(good, "{said}");
                moves.count.fetch_add(1, Ordering::Relaxed);
            }
        });
        let result = busy(&moves);
        over.store(true, Ordering::Relaxed);
        mover.join().expect("every move was done");
        result
    })
}

/// How often a zone has moved so far. A command takes long on a machine that is full, so whoever
/// wants several goes on until they are done.
#[derive(Default)]
struct Moves {
    count: AtomicU32,
}

impl Moves {
    fn are(&self, count: u32) -> bool {
        self.count.load(Ordering::Relaxed) >= count
    }
}

/// Runs bots until their zone has moved so often under them.
fn run_through(moves: &Moves, count: u32, bots: &Args, server: &Server) {
    let until = Instant::now() + PATIENCE;
    loop {
        let summary = bots::scenario::run(bots).expect("the bots can run");
        assert_clean(&summary, server);
        if moves.are(count) {
            return;
        }
        assert!(
            Instant::now() < until,
            "it hardly moves\n{}",
            server.log_tail()
        );
    }
}

#[test]
fn bots_walk_through_moves_of_their_zone() {
    let data = Scratch::new("moving-walk");
    let logs = data.path().join("zones");
    let server = started(&data, &["--record-zones", &logs.to_string_lossy()]);
    moved_while(&data, |moves| {
        run_through(moves, 5, &args(&server, 12, 8), &server);
    });
    assert!(server.stop().success(), "the drain");
    replay(&data, &logs);
}

/// What was recorded before and after a move is one recording, and runs again to the same bytes.
fn replay(data: &Scratch, logs: &Path) {
    let logs: Vec<PathBuf> = std::fs::read_dir(logs)
        .expect("the folder of recordings")
        .map(|entry| entry.expect("a recording").path())
        .collect();
    assert_eq!(logs.len(), 1, "{logs:?}");
    let (data, log) = (data.path().to_string_lossy(), logs[0].to_string_lossy());
    let ran = run("bezgelor", &["replay", &log, "--data", &data], "");
    let said = ran.out + &ran.errors;
    assert!(ran.good && said.contains(": identical"), "{said}");
}

#[test]
fn bots_come_and_go_through_moves_of_their_zone() {
    let data = Scratch::new("moving-churn");
    let server = started(&data, &[]);
    let mut churn = args(&server, 12, 8);
    churn.scenario = ScenarioName::Churn;
    moved_while(&data, |moves| run_through(moves, 3, &churn, &server));
    assert!(server.stop().success(), "the drain");
}

#[test]
fn every_line_is_heard_once_and_in_order_through_moves() {
    talk_through_moves("auto");
}

#[test]
fn every_line_is_heard_once_and_in_order_through_moves_on_epoll() {
    talk_through_moves("epoll");
}

fn talk_through_moves(backend: &str) {
    let data = Scratch::new("moving-chat");
    let server = started_on(backend, &data, &[]);
    let talked = moved_while(&data, |moves| block_on(talk(&server, moves)));
    let (said, heard) = talked.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    let said: Vec<String> = (1..=said).map(|number| format!("line {number}")).collect();
    assert_eq!(heard, said);
    assert!(server.stop().success(), "the drain");
}

/// One says lines through several moves, the other gives back what it heard; how many were said,
/// and those.
async fn talk(server: &Server, moves: &Moves) -> anyhow::Result<(u16, Vec<String>)> {
    const LINES_MIN: u16 = 14;
    const LINES_MAX: u16 = 900;
    const MOVES: u32 = 5;
    let tables = tables::starter::embedded().expect("the starter set compiles");
    let mut speaker = Member::enter(bot(server, 1), &tables, 1).await?;
    let mut hearer = Member::enter(bot(server, 2), &tables, 2).await?;
    let said = Cell::new((0, false));
    let speak = async {
        for number in 1..=LINES_MAX {
            let is_last = number >= LINES_MIN && moves.are(MOVES) || number == LINES_MAX;
            said.set((number, is_last));
            speaker
                .client
                .say(&format!("line {number}"), number)
                .await?;
            speaker
                .walk(Instant::now() + Duration::from_millis(200))
                .await?;
            if is_last {
                break;
            }
        }
        ensure!(moves.are(MOVES), "it hardly moves");
        Ok(())
    };
    let hear = within(60, "hearing", async {
        let mut heard = Vec::new();
        let is_all = |count: usize| said.get() == (count as u16, true);
        while !is_all(heard.len()) {
            let (opcode, body) = hearer.client.next_message().await?;
            if opcode == ServerChat::OPCODE {
                let chat: ServerChat = decode_message(&body)?;
                if chat.channel.chat_channel_id == ChatChannelType::Say {
                    heard.push(chat.text.to_string_lossy());
                }
            }
        }
        Ok(heard)
    });
    let (spoken, heard) = tokio::join!(speak, hear);
    spoken?;
    Ok((said.get().0, heard?))
}

/// Of the built-in tables: what stacks to 100.
const RATION: u32 = 80_875;
const INVENTORY: u16 = 1;
/// Moves while the store keeps somebody waiting: so often, and on a machine that is full, where
/// the store's word often comes too late, until it was in time twice.
const ROUNDS: u32 = 6;
const ROUNDS_MAX: u32 = 60;
/// The store is held up for so long: well below the second after which a wish is refused.
const HELD_UP: Duration = Duration::from_millis(350);

#[test]
fn a_zone_moves_once_the_store_has_said_what_it_was_asked() {
    let data = Scratch::new("moving-store");
    let server = started(&data, &[]);
    let api = Api::of(&server, &data);
    let done = block_on(wait_for_the_store(&server, &data, &api));
    let moves = done.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    assert!(moves >= 2, "{moves} moves\n{}", server.log_tail());
    assert!(server.stop().success(), "the drain");
    let audit = bezgelor_tests::bezgelor(data.path(), &["audit", "--json"], "").out;
    assert!(audit.contains("\"clean\":true"), "{audit}");
}

/// An item goes to and fro, and each time the zone is told to move while that is not settled; how
/// often it moved.
async fn wait_for_the_store(server: &Server, data: &Scratch, api: &Api) -> anyhow::Result<u32> {
    let tables = tables::starter::embedded().expect("the starter set compiles");
    let mut member = Member::enter(bot(server, 1), &tables, 1).await?;
    api.run(&format!("item add {RATION} 5 \"{}\"", look::name(1)));
    hear(&mut member, "an item", |_: &ServerItemAdd| true).await?;
    let mut moves = 0;
    for round in 0..ROUNDS_MAX {
        if round >= ROUNDS && moves >= 2 {
            break;
        }
        let zone = *api.zones().first().context("the zone")?;
        let things = &member.client.view.things;
        let item = things.items.iter().find(|(_, own)| own.template == RATION);
        let (&item, from) = item.map(|(id, own)| (id, own.place)).context("the item")?;
        let to = things.free(INVENTORY, 16).context("a free place")?;
        let lock = SqliteLock::take(&data.path().join("character.sqlite"))?;
        member.client.wish(Wish::Move(from, to)).await?;
        // What is said behind the wish is told once a step has taken both.
        member.client.say("mine", round as u16).await?;
        let taken = async {
            let mut told = None;
            loop {
                match member.client.next_event().await? {
                    Event::Accepted(_) => return Ok(told),
                    Event::Told(word) => told = Some(word),
                    _ => {}
                }
            }
        };
        let early = within(10, "its own line", taken).await?;
        let line = format!("zone move {} {}", zone.instance, 1 - zone.shard);
        let held = std::thread::scope(|scope| {
            let mover = scope.spawn(|| exec(data, &line));
            std::thread::sleep(HELD_UP);
            let waits = api.zones()[0].shard == zone.shard;
            drop(lock);
            (waits, mover.join().expect("it is told"))
        });
        let (waits, (moved, said)) = held;
        let told = match early {
            Some(word) => word,
            None => within(10, "the word", member.client.told()).await?,
        };
        let place = member.client.view.things.items[&item].place;
        match told {
            Told::Moved(moved) => {
                ensure!(waits, "round {round}: it did not wait");
                ensure!(moved == item && place == to);
            }
            // On a machine that is too busy the store's word comes too late, and nothing happened.
            refused => ensure!(matches!(refused, Told::Refused(..)) && place == from),
        }
        let shard = if moved { 1 - zone.shard } else { zone.shard };
        ensure!(api.zones()[0].shard == shard, "round {round}: {said}");
        moves += u32::from(moved && told == Told::Moved(item));
        let on = Instant::now() + Duration::from_millis(400);
        member.walk(on).await?;
    }
    let told = member.client.view.things.clone();
    let lobby = within(20, "logging out", member.client.log_out()).await?;
    let again = within(20, "coming back", lobby.select(member.character)).await?;
    ensure!(again.view.things == told, "what was told is so");
    Ok(moves)
}
