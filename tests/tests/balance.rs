//! A zone that has much to do: beside it the others keep their pace, and a shard that has far more
//! to do than another gives one away by itself, once, and its players notice nothing.

use std::cell::Cell;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bezgelor_tests::{
    Api, Fleet, Member, RunningZone, Scratch, Server, ServerOptions, block_on, go, within,
};

/// Other worlds than the one where all begin.
const SECOND: &str = "teleport coordinates 500 -850 500 3460";
const THIRD: &str = "teleport coordinates 500 -850 500 990";
/// Thousandths of a core that each of two zones works for nothing.
const LOAD: u32 = 350;
/// Uneven for ten seconds, then it moves; what a busy machine needs comes on top.
const MOVED: Duration = Duration::from_secs(90);
/// It must not go back, nor the other follow, in this time.
const STAYS: Duration = Duration::from_secs(20);
/// Of its time, in thousandths: more, and the zone would leave something out.
const LIMIT: u32 = 550;
/// Ticks are measured for this long.
const PACE: Duration = Duration::from_secs(3);
const LOOK: Duration = Duration::from_millis(250);

fn started(name: &str, rebalance: &str) -> (Scratch, Server) {
    let data = Scratch::new(name);
    let options = ServerOptions {
        args: vec!["--drills".into()],
        ..ServerOptions::with(&[
            ("realm.logout_s", "1"),
            ("runtime.shards", "2"),
            ("runtime.rebalance", rebalance),
        ])
    };
    let server = Server::start(data.path(), &options);
    (data, server)
}

/// Three players in three zones, two of them on one shard.
async fn spread(server: &Server, data: &Scratch, api: &Api) -> anyhow::Result<Fleet> {
    let mut fleet = Fleet::enter(server, 1, 3).await?;
    fleet
        .members
        .sort_by_key(|member| member.account.email.clone());
    let [_, second, third] = &mut fleet.members[..] else {
        anyhow::bail!("three are three");
    };
    go(data, second, 2, SECOND).await?;
    go(data, third, 3, THIRD).await?;
    let zones = api.zones();
    ensure!(zones.len() == 3, "{zones:?}");
    Ok(fleet)
}

/// The zones of the shard that has two, and that shard.
fn crowded(zones: &[RunningZone]) -> anyhow::Result<(Vec<RunningZone>, u32)> {
    let of = |shard: u32| zones.iter().filter(move |zone| zone.shard == shard);
    let shard = (0..2).find(|&shard| of(shard).count() == 2);
    let shard = shard.context("they are not two and one")?;
    Ok((of(shard).copied().collect(), shard))
}

async fn watch(api: &Api) -> anyhow::Result<(RunningZone, RunningZone)> {
    let (both, crowded) = crowded(&api.zones())?;
    for zone in &both {
        api.run(&format!("drill load {} {LOAD}", zone.instance));
    }
    let places = || {
        let zones = api.zones();
        both.iter()
            .filter_map(|own| zones.iter().find(|zone| zone.instance == own.instance))
            .copied()
            .collect::<Vec<_>>()
    };
    let until = Instant::now() + MOVED;
    let apart = loop {
        tokio::time::sleep(LOOK).await;
        let now = places();
        if now[0].shard != now[1].shard {
            break now;
        }
        ensure!(now[0].shard == crowded, "both went over: {now:?}");
        ensure!(Instant::now() < until, "nothing moves: {now:?}");
    };
    let until = Instant::now() + STAYS;
    while Instant::now() < until {
        tokio::time::sleep(LOOK).await;
        ensure!(
            places() == apart,
            "it flaps: {apart:?}, then {:?}",
            places()
        );
    }
    let gone = usize::from(apart[0].shard == crowded);
    Ok((both[gone], apart[gone]))
}

#[test]
fn a_zone_moves_by_itself_when_one_shard_has_far_more_to_do_and_then_stays() {
    let (data, server) = started("balance", "true");
    let api = Api::of(&server, &data);
    let moved = block_on(async {
        let mut fleet = spread(&server, &data, &api).await?;
        let over = Cell::new(false);
        let walk = async {
            while !over.get() {
                fleet.walk(Duration::from_millis(500)).await?;
            }
            // One alone in its zone sees nobody; that nobody was corrected or sent away counts.
            let places = |member: &Member| member.client.view.entrance.world_id;
            let mut worlds: Vec<u16> = fleet.members.iter().map(places).collect();
            worlds.sort_unstable();
            worlds.dedup();
            ensure!(worlds.len() == 3, "{worlds:?}");
            anyhow::Ok(())
        };
        let watch = async {
            let watched = watch(&api).await;
            over.set(true);
            watched
        };
        let (walked, watched) =
            within(200, "the balance", async { Ok(tokio::join!(walk, watch)) }).await?;
        walked?;
        watched
    });
    let (before, after) = moved.unwrap_or_else(|error| panic!("{error:?}\n{}", server.log_tail()));
    assert_eq!(
        (before.instance, before.world),
        (after.instance, after.world)
    );
    let log = std::fs::read_to_string(server.log_path()).expect("it logs");
    let moves = log.lines().filter(|line| line.contains("zone moved here"));
    assert_eq!(moves.count(), 1, "{log}");
    let figures = api.figures();
    assert!(figures.sum("panics_total") == 0.0);
    assert!(server.stop().success(), "the drain");
}

/// What the ticks of a shard are late by, 99 of 100 of them, in milliseconds.
async fn lateness(api: &Api, shard: u32) -> f64 {
    let before = api.figures().times("tick_late", shard);
    tokio::time::sleep(PACE).await;
    let after = api.figures().times("tick_late", shard);
    after.since(&before).p99_ms()
}

#[test]
fn a_zone_at_its_limit_leaves_the_pace_of_the_one_beside_it() {
    let (data, server) = started("limit", "false");
    let api = Api::of(&server, &data);
    let kept = block_on(async {
        let fleet = spread(&server, &data, &api).await?;
        let (both, shard) = crowded(&api.zones())?;
        let first = both.iter().map(|zone| zone.instance).min().context("two")?;
        let load = |permille: u32| api.run(&format!("drill load {first} {permille}"));
        // Noise of the machine only ever adds; one quiet measurement is enough.
        for _ in 0..8 {
            load(0);
            tokio::time::sleep(LOOK).await;
            let calm = lateness(&api, shard).await;
            load(LIMIT);
            tokio::time::sleep(LOOK).await;
            let busy = lateness(&api, shard).await;
            println!("p99 of lateness {calm} ms, then {busy} ms");
            if busy <= calm + 1.0 {
                return Ok(());
            }
        }
        drop(fleet);
        anyhow::bail!("the other zone's p99 moved by more than 1 ms every time")
    });
    kept.unwrap_or_else(|error| panic!("{error:?}\n{}", server.log_tail()));
    assert!(server.stop().success(), "the drain");
}
