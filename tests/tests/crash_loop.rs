//! Fifty deaths of the server, and what players were told is true after each. Takes about a minute:
//! a round is a start, a few logins and an audit, and there are many of them.

use bezgelor_tests::crash_loop::{self, CrashLoop, CrashReport};

/// Rounds on SQLite, where the server's own file is what a death could harm.
const ROUNDS: u32 = 50;
/// Rounds on PostgreSQL, which outlives the server.
const ROUNDS_POSTGRES: u32 = 10;
const LIFE_MS_MAX: u64 = 4_000;

fn run(rounds: u32, seed: u64, postgres: bool) -> CrashReport {
    let options = CrashLoop {
        rounds,
        seed,
        life_ms_max: LIFE_MS_MAX,
        postgres,
    };
    let report = crash_loop::run(&options, &mut |_| {}).expect("the loop can run");
    eprintln!("{}", report.json());
    report
}

fn assert_proof(report: &CrashReport, rounds: u32) {
    assert!(report.is_clean(), "{report:#?}");
    assert_eq!(report.rounds, rounds);
    // A loop in which nothing happened proves nothing.
    assert!(report.told > u64::from(rounds), "{report:?}");
    assert!(report.told_of_items > u64::from(rounds), "{report:?}");
    assert!(report.in_doubt > 0, "{report:?}");
}

#[test]
fn fifty_deaths_lose_and_double_nothing() {
    assert_proof(&run(ROUNDS, 16_042, false), ROUNDS);
}

#[test]
fn nor_do_deaths_in_front_of_postgres() {
    if db::testing::PostgresCluster::start().is_none() {
        eprintln!("skipped: PostgreSQL absent");
        return;
    }
    assert_proof(&run(ROUNDS_POSTGRES, 5, true), ROUNDS_POSTGRES);
}
