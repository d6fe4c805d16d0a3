//! PostgreSQL behind a network that delays, swallows and cuts.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::ScopedJoinHandle;
use std::time::{Duration, Instant};

use bezgelor_core::config::Database;
use bezgelor_core::ids::CharacterId;
use bezgelor_core::limits;
use db::testing::{PostgresCluster, eventually};
use db::{DbError, DbHandle, OperationId};

use crate::proxy::{Mode, Proxy};
use crate::{BACK, coin, coins, op, poor_character, wait};

/// What the way there and back adds to a deadline.
const SLACK: Duration = Duration::from_millis(700);

/// Faults of a storm, and what has to be fulfilled and refused meanwhile.
const ROUNDS: u32 = 24;
const GOOD_MIN: usize = 50;
const BAD_MIN: usize = 5;

struct House {
    // Held for its end.
    _cluster: PostgresCluster,
    proxy: Proxy,
    db: DbHandle,
}

fn house() -> Option<House> {
    let Some(cluster) = PostgresCluster::start() else {
        eprintln!("skipped: PostgreSQL not found");
        return None;
    };
    cluster.create_database("faults").expect("a database");
    let proxy = Proxy::start(cluster.port());
    let url = format!("postgres://bezgelor@127.0.0.1:{}/faults", proxy.port);
    let config = Database {
        auth: url.clone(),
        character: url.clone(),
        world: url,
        pool_size: 4,
    };
    let db = DbHandle::open(&config, &std::env::temp_dir()).expect("opens");
    Some(House {
        _cluster: cluster,
        proxy,
        db,
    })
}

/// A small generator, so that a failure can be run again with its seed.
fn next(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

type Told = Vec<(OperationId, Result<(), DbError>)>;

/// Four players earn coins while the network does its worst; returns what each was told.
fn storm(db: &DbHandle, proxy: &Proxy, players: &[CharacterId]) -> Told {
    let told = Mutex::new(Told::new());
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for player in players {
            let (told, over) = (&told, &over);
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    let id = op();
                    let ticket = db.commit(coin(id, *player));
                    let outcome = ticket.and_then(|ticket| wait(ticket.wait())).map(|_| ());
                    let failed = outcome.is_err();
                    told.lock().expect("no panic").push((id, outcome));
                    if failed {
                        std::thread::sleep(Duration::from_millis(5));
                    }
                }
            });
        }
        let mut seed = 0x16042;
        let until = Instant::now() + BACK;
        // On a machine that is full, few wishes are fulfilled between two faults.
        let is_one = || {
            let told = told.lock().expect("no panic");
            let is_bad = |outcome: &Result<(), DbError>| match outcome {
                Ok(()) | Err(DbError::Uncertain(_)) => false,
                Err(_) => true,
            };
            let good = told.iter().filter(|(_, outcome)| outcome.is_ok());
            let bad = told.iter().filter(|(_, outcome)| is_bad(outcome));
            good.count() > GOOD_MIN && bad.count() > BAD_MIN
        };
        for round in 0.. {
            if round >= ROUNDS && (is_one() || Instant::now() > until) {
                break;
            }
            let mode = match next(&mut seed) % 6 {
                0 => Mode::DelayMs(next(&mut seed) % 300),
                1 => Mode::Drop,
                2 => Mode::LoseCommit,
                3 => Mode::LoseAnswerToCommit,
                _ => Mode::Reset,
            };
            proxy.set(mode);
            std::thread::sleep(Duration::from_millis(20 + next(&mut seed) % 200));
            proxy.set(Mode::Pass);
            std::thread::sleep(Duration::from_millis(next(&mut seed) % 400));
        }
        over.store(true, Ordering::Relaxed);
    });
    told.into_inner().expect("no panic")
}

#[test]
fn what_was_told_is_true_whatever_the_network_did() {
    let Some(House {
        proxy,
        db,
        _cluster,
    }) = house()
    else {
        return;
    };
    let players: Vec<_> = (0..4)
        .map(|number| poor_character(&db, &format!("Storm {number}")))
        .collect();
    let told = storm(&db, &proxy, &players);
    let mut committed = 0;
    let (mut good, mut bad) = (0, 0);
    for (id, outcome) in &told {
        let mut there = None;
        let settled = eventually(BACK, || {
            there = wait(db.resolve(*id)).ok();
            there.is_some()
        });
        assert!(settled, "{id} can be settled once the network is back");
        let there = there == Some(true);
        committed += u64::from(there);
        match outcome {
            Ok(()) => {
                assert!(there, "{id} was confirmed and is lost");
                good += 1;
            }
            Err(DbError::Uncertain(_)) => {}
            Err(error) => {
                assert!(!there, "{id} was refused ({error}) and happened");
                bad += 1;
            }
        }
    }
    assert!(
        good > GOOD_MIN && bad > BAD_MIN,
        "the storm was one: {good} {bad}"
    );
    let held: u64 = players.iter().map(|player| coins(&db, *player)).sum();
    assert_eq!(held, committed);
    let audit = wait(db.audit()).expect("audited");
    assert!(audit.is_clean(), "{audit:?}");
}

#[test]
fn a_lost_answer_to_commit_is_found_out() {
    let Some(House {
        proxy,
        db,
        _cluster,
    }) = house()
    else {
        return;
    };
    let player = poor_character(&db, "Lost Answer");
    let mut held = 0;
    for (mode, happened) in [
        (Mode::LoseAnswerToCommit, true),
        (Mode::LoseCommit, false),
        (Mode::LoseAnswerToCommit, true),
    ] {
        let ready = eventually(BACK, || {
            db.commit(coin(op(), player))
                .is_ok_and(|ticket| wait(ticket.wait()).is_ok())
        });
        assert!(ready, "valuables flow");
        held += 1;
        proxy.set(mode);
        let id = op();
        let outcome = wait(db.commit(coin(id, player)).expect("room").wait());
        assert_eq!(outcome.is_ok(), happened, "{mode:?}: {outcome:?}");
        assert!(
            !matches!(outcome, Err(DbError::Uncertain(_))),
            "it was asked again"
        );
        held += u64::from(happened);
        let stored = eventually(BACK, || {
            wait(db.load_character(player)).is_ok_and(|sheet| sheet.currencies[0].amount == held)
        });
        assert!(stored, "{mode:?}: {} is not {held}", coins(&db, player));
    }
}

#[test]
fn a_pulled_cable_is_told_in_time_and_healed_from() {
    let Some(House {
        proxy,
        db,
        _cluster,
    }) = house()
    else {
        return;
    };
    let player = poor_character(&db, "Cable Guy");
    proxy.set(Mode::Drop);
    // A busy machine only ever adds: of several the quickest counts.
    let mut quickest = [Duration::MAX; 2];
    for _ in 0..4 {
        let started = Instant::now();
        let read = wait(db.load_character(player));
        assert!(read.as_ref().is_err_and(DbError::is_transient), "{read:?}");
        quickest[0] = quickest[0].min(started.elapsed());
        let started = Instant::now();
        let outcome = wait(db.commit(coin(op(), player)).expect("room").wait());
        assert!(
            outcome.as_ref().is_err_and(DbError::is_transient),
            "{outcome:?}"
        );
        quickest[1] = quickest[1].min(started.elapsed());
    }
    let most = [limits::DB_REQUEST_MS_MAX, limits::DB_COMMIT_MS_MAX];
    let most = most.map(|ms| Duration::from_millis(ms) + SLACK);
    let in_time = quickest[0] < most[0] && quickest[1] < most[1];
    assert!(in_time, "a read and a commit: {quickest:?} at best");
    proxy.set(Mode::Pass);
    let healed = Instant::now();
    let back = eventually(BACK, || {
        wait(db.load_character(player)).is_ok()
            && db
                .commit(coin(op(), player))
                .is_ok_and(|ticket| wait(ticket.wait()).is_ok())
    });
    assert!(back, "connections that hung are replaced");
    eprintln!("back after {:?}", healed.elapsed());
    assert!(coins(&db, player) >= 1);
}

/// So many ask for a character at once; what each is answered.
fn ask_at_once(db: &DbHandle, player: CharacterId, count: usize) -> Vec<Result<(), DbError>> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..count)
            .map(|_| scope.spawn(|| wait(db.load_character(player)).map(|_| ())))
            .collect();
        let answers = threads.into_iter().map(ScopedJoinHandle::join);
        answers.map(|answer| answer.expect("no panic")).collect()
    })
}

#[test]
fn a_slow_database_refuses_instead_of_piling_up() {
    let Some(House {
        proxy,
        db,
        _cluster,
    }) = house()
    else {
        return;
    };
    let player = poor_character(&db, "Slow Poke");
    proxy.set(Mode::DelayMs(1500));
    let most = Duration::from_millis(limits::DB_REQUEST_MS_MAX) + SLACK;
    // A busy machine only ever adds: once in time is enough.
    let in_time = (0..4).any(|_| {
        let started = Instant::now();
        let answers = ask_at_once(&db, player, 40);
        let took = started.elapsed();
        let transient =
            |answer: &Result<(), DbError>| answer.as_ref().is_err_and(DbError::is_transient);
        assert!(answers.iter().all(transient), "{answers:?}");
        took < most
    });
    assert!(in_time, "they wait for longer than {most:?}");
    proxy.set(Mode::Pass);
    let back = eventually(BACK, || wait(db.load_character(player)).is_ok());
    assert!(back);
}
