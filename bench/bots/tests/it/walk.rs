//! The walking scenario: silent about an honest server, loud about every other.

use std::net::Ipv4Addr;

use bots::args::{Args, ReportFormat, ScenarioName};
use bots::report::Summary;

use crate::fake::{Fake, Fault};

const BOTS: u32 = 3;

fn walk(fault: Fault) -> Summary {
    let fake = Fake::start(fault);
    let args = Args {
        bots: BOTS,
        seconds: 1,
        scenario: ScenarioName::Walk,
        host: Ipv4Addr::LOCALHOST,
        sts_port: fake.sts_port,
        auth_port: fake.auth_port,
        world_port: None,
        http_port: 0,
        token: None,
        threads: 2,
        first: 1,
        login_window: 64,
        tables: None,
        sample: 1,
        server_pid: None,
        report: ReportFormat::Json,
    };
    bots::scenario::run(&args).expect("a run")
}

#[test]
fn an_honest_server_is_found_honest() {
    let summary = walk(Fault::None);
    assert_eq!(summary.errors, 0, "{summary}");
    assert_eq!(summary.disconnects, 0, "{summary}");
    assert_eq!(summary.logins, 2 * u64::from(BOTS), "in, out and in again");
    assert!(summary.steps_sent >= 6 * u64::from(BOTS), "{summary}");
    assert!(
        summary.steps_seen >= summary.steps_sent,
        "two others see each"
    );
    assert_eq!(summary.step_latency_ms.count, summary.steps_seen);
    assert!(summary.step_latency_ms.p99 < 500.0, "{summary}");
}

#[test]
fn a_dishonest_server_is_found_out() {
    for (fault, words) in [
        (Fault::NoTestAccounts, "3002"),
        (Fault::LosesPosition, "left at"),
        (Fault::LosesLook, "the look did not come back"),
        (Fault::InventsSteps, "was never at"),
        (Fault::HidesPlayers, "without having been created"),
        (Fault::CorrectsSteps, "corrected an honest step"),
        (Fault::Kicks, "kicked"),
        (Fault::Drops, "closed the connection"),
        (Fault::ListsLate, "was not listed before the answer"),
    ] {
        let summary = walk(fault);
        assert!(summary.errors > 0, "{fault:?}: {summary}");
        let found = summary.error_texts.iter().any(|text| text.contains(words));
        assert!(found, "{fault:?}: {summary}");
        let is_drop = fault == Fault::Drops;
        assert_eq!(summary.disconnects > 0, is_drop, "{fault:?}: {summary}");
    }
}
