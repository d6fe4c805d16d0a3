//! What it costs to acknowledge only what is kept: operations on valuables beside the bare commits
//! of the same database in the same run, and the saves of soft state.
//!
//! The data is in the temporary folder: a folder in memory measures a database that never syncs.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use ::db::testing::{PostgresCluster, bare_commits};
use ::db::{DbHandle, Operation, OperationId, Owner, OwnerKind, Side};
use anyhow::Context as _;
use bezgelor_core::Vec3;
use bezgelor_core::config::Database;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{AccountId, CharacterId, WorldId, WorldZoneId};
use bezgelor_core::model::{Character, CharacterSoftState, NewCharacter};
use bezgelor_core::testing;
use bezgelor_core::time::UnixMillis;
use tokio::task::JoinSet;

use crate::report::{Bound, Figure};

/// Bare commits measured.
const BARE: u32 = 400;
/// How long the players play.
const PLAY: Duration = Duration::from_secs(3);
/// Characters whose soft state is saved each minute.
const SAVED: usize = 5_000;
/// Characters made at once.
const MAKERS: usize = 250;

/// Names of the figures of one database.
struct Names {
    bare_rate: &'static str,
    bare_p50: &'static str,
    /// At 1, 100 and 1,000 players: operations, over the bare rate, p50, p99.
    players: [(usize, [&'static str; 4]); 3],
    saves: &'static str,
}

macro_rules! names {
    ($db:literal) => {
        Names {
            bare_rate: concat!("db ", $db, ": bare commits"),
            bare_p50: concat!("db ", $db, ": bare commit, p50"),
            players: [
                (1, names!($db, "1 player")),
                (100, names!($db, "100 players")),
                (1_000, names!($db, "1,000 players")),
            ],
            saves: concat!("db ", $db, ": saves of 5,000 characters a minute"),
        }
    };
    ($db:literal, $players:literal) => {
        [
            concat!("db ", $db, ": acknowledged, ", $players),
            concat!("db ", $db, ": that over bare commits, ", $players),
            concat!("db ", $db, ": added latency p50, ", $players),
            concat!("db ", $db, ": added latency p99, ", $players),
        ]
    };
}

/// A folder that goes with it.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is left to the system's own cleaning.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// SQLite, and PostgreSQL where it is installed.
pub(crate) fn run() -> anyhow::Result<Vec<Figure>> {
    let name = format!("bezgelor-micro-db-{}", std::process::id());
    let folder = Folder(std::env::temp_dir().join(name));
    std::fs::create_dir_all(&folder.0)?;
    let bare = format!("sqlite:{}", folder.0.join("bare.sqlite").display());
    let mut figures = measure(&names!("sqlite"), &bare, &Database::default(), &folder.0)?;
    if let Some(cluster) = PostgresCluster::start_durable() {
        let bare = cluster.create_database("bare")?;
        let url = cluster.create_database("stores")?;
        let config = Database {
            auth: url.clone(),
            character: url.clone(),
            world: url,
            ..Database::default()
        };
        figures.extend(measure(&names!("postgres"), &bare, &config, &folder.0)?);
    } else {
        eprintln!("db: PostgreSQL is not installed and not measured");
    }
    Ok(figures)
}

fn measure(
    names: &Names,
    bare: &str,
    config: &Database,
    folder: &Path,
) -> anyhow::Result<Vec<Figure>> {
    let mut times = bare_commits(bare, BARE).context("bare commits")?;
    let total: Duration = times.iter().sum();
    let bare_rate = f64::from(BARE) / total.as_secs_f64();
    let figure = |name, value, unit| Figure::new(name, value, unit, Bound::None);
    let mut figures = vec![
        figure(names.bare_rate, bare_rate, "/s"),
        figure(names.bare_p50, at(&mut times, 50), "ms"),
    ];
    let db = DbHandle::open(config, folder)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    let local = tokio::task::LocalSet::new();
    for (players, [rate_name, ratio_name, p50_name, p99_name]) in names.players {
        let mut times = local.block_on(&runtime, play(&db, players))?;
        let rate = times.len() as f64 / PLAY.as_secs_f64();
        figures.push(figure(rate_name, rate, "/s"));
        figures.push(figure(ratio_name, rate / bare_rate, "x"));
        figures.push(figure(p50_name, at(&mut times, 50), "ms"));
        figures.push(figure(p99_name, at(&mut times, 99), "ms"));
    }
    let percent = local.block_on(&runtime, save(&db))?;
    figures.push(Figure::new(
        names.saves,
        percent,
        "% of a core",
        Bound::Most(2.0),
    ));
    db.close_blocking();
    Ok(figures)
}

/// Milliseconds at a percentile.
fn at(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    let time = times.get(last * percent / 100).copied();
    time.unwrap_or_default().as_secs_f64() * 1000.0
}

/// Each player has one operation open at a time; how long each took to be acknowledged.
async fn play(db: &DbHandle, players: usize) -> anyhow::Result<Vec<Duration>> {
    let end = Instant::now() + PLAY;
    let mut playing = JoinSet::new();
    for player in 0..players {
        let db = db.clone();
        playing.spawn_local(async move {
            let mut times = Vec::new();
            while Instant::now() < end {
                let began = Instant::now();
                let operation = coin(players, player, times.len());
                match db.commit(operation)?.wait().await {
                    Ok(_) => times.push(began.elapsed()),
                    // A disk that others keep busy: refused in time is as it should be.
                    Err(error) if error.is_transient() => {}
                    Err(error) => return Err(error.into()),
                }
            }
            anyhow::Ok(times)
        });
    }
    let mut all = Vec::new();
    while let Some(times) = playing.join_next().await {
        all.extend(times??);
    }
    Ok(all)
}

/// A coin from the bank to a player: two sides, as a purchase or a trade has.
fn coin(players: usize, player: usize, number: usize) -> Operation {
    let to = Owner {
        kind: OwnerKind::GuildBank,
        id: player as u64 + 1,
    };
    let from = Owner {
        kind: OwnerKind::Auction,
        id: player as u64 + 1,
    };
    // The first coins come from nowhere.
    let delta = if number == 0 { 1_000_000 } else { -1 };
    let side = |owner, delta| Side::Currency {
        owner,
        currency_id: 1,
        delta,
    };
    Operation {
        id: OperationId((players as u128) << 96 | (player as u128) << 48 | number as u128),
        kind: 1,
        at: UnixMillis(1),
        sides: vec![side(from, delta), side(to, 1)],
    }
}

/// Per cent of a core that saving all characters once a minute takes.
async fn save(db: &DbHandle) -> anyhow::Result<f64> {
    let ids = Rc::new(make_characters(db).await?);
    let mut spent = Vec::new();
    for revision in 1..=5 {
        let states = ids.iter().map(|id| soft(*id, revision)).collect();
        let before = processor_time()?;
        match db.save_soft_state(states).await {
            Ok(saved) => {
                anyhow::ensure!(saved.saved == SAVED, "{} of {SAVED} saved", saved.saved);
                spent.push(processor_time()? - before);
            }
            Err(error) if error.is_transient() => {}
            Err(error) => return Err(error.into()),
        }
    }
    let best = spent.into_iter().min().context("no save came through")?;
    Ok(best.as_secs_f64() / 60.0 * 100.0)
}

async fn make_characters(db: &DbHandle) -> anyhow::Result<Vec<CharacterId>> {
    let mut ids = Vec::with_capacity(SAVED);
    while ids.len() < SAVED {
        let mut making = JoinSet::new();
        for number in ids.len()..(ids.len() + MAKERS).min(SAVED) {
            let db = db.clone();
            making.spawn_local(async move {
                let id = OperationId(1 << 120 | number as u128);
                let new = NewCharacter {
                    character: character(number),
                    currencies: Vec::new(),
                    items: Vec::new(),
                };
                loop {
                    match db.create_character(id, new.clone(), u32::MAX).await {
                        Err(error) if error.is_transient() => {}
                        other => return other,
                    }
                }
            });
        }
        while let Some(made) = making.join_next().await {
            ids.push(made??.character.id);
        }
    }
    Ok(ids)
}

fn character(number: usize) -> Character {
    Character {
        account_id: AccountId(number as u32 + 1),
        name: format!("Number {number}"),
        world_zone_id: WorldZoneId(1),
        created_at: UnixMillis(1),
        last_online_at: UnixMillis(1),
        ..testing::character(0)
    }
}

fn soft(id: CharacterId, revision: u64) -> CharacterSoftState {
    CharacterSoftState {
        id,
        world_id: WorldId(426),
        world_zone_id: WorldZoneId(1),
        placement: Placement {
            position: Vec3::new(revision as f32, 2.0, 3.0),
            rotation: Vec3::default(),
        },
        played_s: revision,
        last_online_at: UnixMillis(2),
        revision,
        seen: Vec::new(),
        reputations: Vec::new(),
        read: Vec::new(),
        condition: Default::default(),
    }
}

/// Processor time of this process, all its threads together.
fn processor_time() -> anyhow::Result<Duration> {
    let mut total = Duration::ZERO;
    for task in std::fs::read_dir("/proc/self/task")? {
        let schedule = task?.path().join("schedstat");
        // A thread that ended meanwhile has none.
        let Ok(text) = std::fs::read_to_string(schedule) else {
            continue;
        };
        let spent = text
            .split_whitespace()
            .next()
            .context("no time in schedstat")?;
        total += Duration::from_nanos(spent.parse()?);
    }
    Ok(total)
}
