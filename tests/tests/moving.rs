//! A zone goes to and fro between two shards under its players, and they notice nothing.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use bezgelor_tests::{
    Member, Scratch, Server, ServerOptions, args, assert_clean, block_on, bot, done, exec, run,
    within,
};
use bots::args::ScenarioName;
use protocol::enums::ChatChannelType;
use protocol::messages::ServerChat;
use protocol::{Message, decode_message};

/// Between two moves.
const PAUSE: Duration = Duration::from_millis(150);

fn started(data: &Scratch, args: &[&str]) -> Server {
    let env = [
        ("BEZGELOR__REALM__LOGOUT_S", "1"),
        ("BEZGELOR__RUNTIME__SHARDS", "2"),
    ];
    let options = ServerOptions {
        env: env
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .to_vec(),
        args: args.iter().map(|arg| (*arg).into()).collect(),
        ..ServerOptions::default()
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

/// Moves the one zone to and fro while `busy` does something; how often it moved, and what came of
/// the other.
fn moved_while<R: Send>(data: &Scratch, busy: impl FnOnce() -> R + Send) -> (u32, R) {
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let mover = scope.spawn(|| {
            let mut moves = 0;
            while !over.load(Ordering::Relaxed) {
                std::thread::sleep(PAUSE);
                let Some((instance, shard)) = zone(data) else {
                    continue;
                };
                let (good, said) = exec(data, &format!("zone move {instance} {}", 1 - shard));
                assert!(good, "{said}");
                moves += 1;
            }
            moves
        });
        let result = busy();
        over.store(true, Ordering::Relaxed);
        (mover.join().expect("every move was done"), result)
    })
}

#[test]
fn bots_walk_through_moves_of_their_zone() {
    let data = Scratch::new("moving-walk");
    let logs = data.path().join("zones");
    let server = started(&data, &["--record-zones", &logs.to_string_lossy()]);
    let (moves, summary) = moved_while(&data, || {
        bots::scenario::run(&args(&server, 12, 8)).expect("the bots can run")
    });
    assert_clean(&summary, &server);
    assert!(moves >= 5, "{moves} moves\n{}", server.log_tail());
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
    let (moves, summary) = moved_while(&data, || {
        bots::scenario::run(&churn).expect("the bots can run")
    });
    assert_clean(&summary, &server);
    assert!(moves >= 3, "{moves} moves\n{}", server.log_tail());
    assert!(server.stop().success(), "the drain");
}

#[test]
fn every_line_is_heard_once_and_in_order_through_moves() {
    const LINES: u16 = 14;
    let data = Scratch::new("moving-chat");
    let server = started(&data, &[]);
    let (moves, heard) = moved_while(&data, || block_on(talk(&server, LINES)));
    let heard = heard.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    let said: Vec<String> = (1..=LINES).map(|number| format!("line {number}")).collect();
    assert_eq!(heard, said, "after {moves} moves");
    assert!(moves >= 5, "{moves} moves\n{}", server.log_tail());
    assert!(server.stop().success(), "the drain");
}

/// One says so many lines, the other gives back what it heard.
async fn talk(server: &Server, lines: u16) -> anyhow::Result<Vec<String>> {
    let tables = tables::starter::embedded().expect("the starter set compiles");
    let mut speaker = Member::enter(bot(server, 1), &tables, 1).await?;
    let mut hearer = Member::enter(bot(server, 2), &tables, 2).await?;
    let speak = async {
        for number in 1..=lines {
            speaker
                .client
                .say(&format!("line {number}"), number)
                .await?;
            speaker
                .walk(Instant::now() + Duration::from_millis(200))
                .await?;
        }
        anyhow::Ok(())
    };
    let hear = within(60, "hearing", async {
        let mut heard = Vec::new();
        while heard.len() < usize::from(lines) {
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
    heard
}
