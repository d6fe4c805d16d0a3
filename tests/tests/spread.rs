//! Bots all over the maps: an operator's commands take each to a place of its own.

use bezgelor_tests::{Scratch, Server, ServerOptions, args, assert_clean, bezgelor};
use bots::args::ScenarioName;

const BOTS: u32 = 60;
/// A circle as wide as sight holds some sixteen places; bots stray from theirs.
const IN_SIGHT_MAX: usize = 26;

#[test]
fn who_is_taken_to_a_place_of_its_own_sees_a_bounded_number_of_others() {
    let data = Scratch::new("spread");
    let settings = [
        ("realm.logout_s", "1"),
        // They take turns in being told of steps, and still know where everybody is in the end.
        ("realm.relay_interval_ms", "200"),
        ("api.requests_per_minute", "100000"),
    ];
    let server = Server::start(data.path(), &ServerOptions::with(&settings));
    let token = ["token", "create", "bots", "--scopes", "commands"];
    let token = bezgelor(data.path(), &token, "").out;
    let mut args = args(&server, BOTS, 3);
    args.scenario = ScenarioName::Spread;
    args.http_port = server.http_port;
    // Without one nobody is taken anywhere, which is said.
    let refused = bots::scenario::run(&args).expect("the bots can run");
    assert_eq!(refused.errors, u64::from(BOTS), "{refused}");
    args.token = Some(token);
    // Once from where they began, once from where they left.
    for _ in 0..2 {
        let summary = bots::scenario::run(&args).expect("the bots can run");
        assert_clean(&summary, &server);
        let sees = summary.neighbours;
        assert!(sees.p50 > 3 && sees.max <= IN_SIGHT_MAX, "{summary}");
    }
    assert!(server.stop().success(), "the drain");
}
