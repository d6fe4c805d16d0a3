//! The database goes away, or its disk is full, while players play: nobody is disconnected,
//! valuables are refused in time with the client's own message, movement and chat go on, new logins
//! fail fast, and when the trouble is over everything works again by itself.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bezgelor_tests::{
    Fleet, Scratch, Server, ServerOptions, SmallDisk, block_on, bot, run_with_env, within,
};
use bots::client::{Event, Lobby};
use bots::look;
use db::testing::{PostgresCluster, SqliteLock};
use protocol::enums::CharacterModifyResult;
use tables::TableSet;

/// Players in the world meanwhile.
const FLEET: u32 = 3;
/// A refusal comes within a second; what the way there and back adds comes on top.
const REFUSED: Duration = Duration::from_millis(1000 + 500);
/// A login fails within two seconds.
const FAILED: Duration = Duration::from_millis(2000 + 500);
/// A busy machine only ever adds: of so many times the quickest counts.
const TIMES: u32 = 4;
/// Everything works again by then.
const BACK: Duration = Duration::from_secs(60);

fn wish(tables: &TableSet, name: &str) -> bots::client::CharacterWish {
    look::wish(tables, look::creatable(tables)[0], name, 3)
}

/// Valuables are refused within a second, with the client's own message.
async fn refuses_in_time(lobby: &mut Lobby, tables: &TableSet) -> anyhow::Result<()> {
    let mut quickest = Duration::MAX;
    for name in [
        "During Trouble",
        "During Troubles",
        "Amid Trouble",
        "In Trouble",
    ] {
        let began = Instant::now();
        let made = within(10, "a refusal", lobby.create(&wish(tables, name))).await?;
        quickest = quickest.min(began.elapsed());
        ensure!(
            made == Err(CharacterModifyResult::CreateFailed_Internal),
            "{made:?}"
        );
    }
    ensure!(quickest < REFUSED, "refused after {quickest:?} at best");
    Ok(())
}

/// A login fails within two seconds.
async fn fails_in_time(server: &Server) -> anyhow::Result<()> {
    let mut quickest = Duration::MAX;
    for _ in 0..TIMES {
        let began = Instant::now();
        let login = tokio::time::timeout(BACK, Lobby::login(&bot(server, 30))).await;
        quickest = quickest.min(began.elapsed());
        ensure!(
            login.context("a login hangs")?.is_err(),
            "a login without accounts"
        );
    }
    ensure!(
        quickest < FAILED,
        "a login failed after {quickest:?} at best"
    );
    Ok(())
}

/// Plays through trouble that `begin` makes and `end` takes away.
async fn play_through<T>(
    server: &Server,
    begin: impl FnOnce() -> anyhow::Result<T>,
    end: impl FnOnce(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let tables = tables::starter::embedded().map_err(|error| anyhow::anyhow!("{error}"))?;
    let mut fleet = Fleet::enter(server, 1, FLEET).await?;
    let mut lobby = within(30, "the screen", Lobby::login(&bot(server, 9))).await?;
    let made = lobby.create(&wish(&tables, "Before Trouble")).await?;
    ensure!(made.is_ok(), "{made:?}");
    fleet.walk(Duration::from_millis(500)).await?;

    let trouble = begin()?;
    refuses_in_time(&mut lobby, &tables).await?;
    fails_in_time(server).await?;
    // Movement and chat know nothing of it.
    fleet.walk(Duration::from_secs(2)).await?;
    for (number, member) in fleet.members.iter_mut().enumerate() {
        let id = 700 + number as u16;
        member.client.say("still here", id).await?;
        let accepted = async {
            loop {
                if let Event::Accepted(accepted) = member.client.next_event().await? {
                    return Ok(accepted);
                }
            }
        };
        ensure!(within(5, "chat", accepted).await? == id, "another line");
    }
    end(trouble)?;

    // By itself, on the same connections.
    let until = Instant::now() + BACK;
    loop {
        match within(
            10,
            "an answer",
            lobby.create(&wish(&tables, "After Trouble")),
        )
        .await?
        {
            Ok(_) => break,
            Err(reason) => ensure!(Instant::now() < until, "still {reason:?}"),
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    lobby.refresh().await?;
    let names = lobby
        .list
        .characters
        .iter()
        .map(|listed| listed.name.to_string_lossy());
    let names: Vec<String> = names.collect();
    ensure!(names == ["Before Trouble", "After Trouble"], "{names:?}");
    fleet.walk(Duration::from_secs(1)).await?;
    ensure!(fleet.members.len() as u32 == FLEET, "somebody is gone");
    within(30, "a new login", Lobby::login(&bot(server, 30))).await?;
    Ok(())
}

/// Plays on a server of its own, and audits what is left.
fn play<T>(
    data: &Path,
    options: &ServerOptions,
    begin: impl FnOnce() -> anyhow::Result<T>,
    end: impl FnOnce(T) -> anyhow::Result<()>,
) {
    let server = Server::start(data, options);
    block_on(within(
        120,
        "the evening",
        play_through(&server, begin, end),
    ))
    .unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    assert!(server.stop().success());
    let place = data.to_string_lossy();
    let audit = run_with_env("bezgelor", &["audit", "--data", &place], "", &options.env);
    assert!(audit.good, "{}{}", audit.out, audit.errors);
}

#[test]
fn players_play_on_while_postgres_is_away() {
    let Some(cluster) = PostgresCluster::start() else {
        eprintln!("skipped: PostgreSQL absent");
        return;
    };
    let url = cluster.create_database("outage").expect("a database");
    let key = |store: &str| format!("BEZGELOR__DATABASE__{store}");
    let env = ["AUTH", "CHARACTER", "WORLD"].map(|store| (key(store), url.clone()));
    let options = ServerOptions {
        env: env.to_vec(),
        ..ServerOptions::default()
    };
    let data = Scratch::new("outage-pg");
    let begin = || cluster.crash().context("a crash");
    let end = |()| cluster.resume().context("a new start");
    play(data.path(), &options, begin, end);
}

/// A database that hangs instead of failing: a backup that never ends holds the lock.
#[test]
fn players_play_on_while_sqlite_hangs() {
    let data = Scratch::new("outage-lock");
    let begin = || {
        let files = ["auth.sqlite", "character.sqlite"];
        let locks = files.map(|file| SqliteLock::take(&data.path().join(file)));
        let [auth, character] = locks;
        Ok((auth?, character?))
    };
    let end = |locks| {
        drop(locks);
        Ok(())
    };
    play(data.path(), &ServerOptions::default(), begin, end);
}

#[test]
fn players_play_on_while_the_disk_is_full() {
    let Some(disk) = SmallDisk::mount(16) else {
        return;
    };
    let junk = || {
        let junk = disk.fill()?;
        // What fits into room the files have already is used up as well.
        let file = disk.path().join("character.sqlite");
        let fill = "CREATE TABLE IF NOT EXISTS junk (a BLOB);
                    INSERT INTO junk VALUES (zeroblob(4096))";
        // On a thread of its own: this one drives the players.
        std::thread::scope(|scope| {
            let filled = scope.spawn(|| while db::testing::sqlite(&file, fill).is_ok() {});
            drop(filled.join());
        });
        Ok(junk)
    };
    let end = |junk: PathBuf| std::fs::remove_file(junk).context("room again");
    play(disk.path(), &ServerOptions::default(), junk, end);
}
