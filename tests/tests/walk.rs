//! Bots walk, talk and come back, on the starter set and SQLite; a restart forgets nothing.

use std::time::{Duration, Instant};

use bezgelor_core::limits::DRAIN_DEADLINE_MS;
use bezgelor_tests::{Scratch, Server, ServerOptions, args, assert_clean, block_on, bot};
use bots::client::Lobby;
use protocol::messages::ServerCharacterListCharacters;

const BOTS: u32 = 20;
/// Long enough for each bot to say something, on a machine that is full either: it does every 80
/// steps, which take ten seconds.
const SECONDS: u64 = 16;

fn options() -> ServerOptions {
    ServerOptions::with(&[("realm.logout_s", "1")])
}

/// What every bot is shown of its characters, the passing of time left out.
fn lists(server: &Server) -> Vec<Vec<ServerCharacterListCharacters>> {
    block_on(async {
        let mut lists = Vec::new();
        for number in 1..=BOTS {
            let lobby = Lobby::login(&bot(server, number)).await;
            let lobby = lobby.unwrap_or_else(|error| panic!("bot {number}: {error:#}"));
            let mut characters = lobby.list.characters;
            for character in &mut characters {
                character.last_logged_out_days = 0.0;
            }
            lists.push(characters);
        }
        lists
    })
}

#[test]
fn bots_walk_and_a_restart_forgets_nothing() {
    let data = Scratch::new("walk");
    let server = Server::start(data.path(), &options());
    let summary = bots::scenario::run(&args(&server, BOTS, SECONDS)).expect("the bots can run");
    assert_clean(&summary, &server);
    assert_eq!(summary.logins, 2 * u64::from(BOTS), "each came twice");
    assert!(summary.chat_latency_ms.count > 0, "nobody was heard");

    let before = lists(&server);
    assert!(before.iter().all(|list| list.len() == 1), "{before:?}");
    let asked = Instant::now();
    let log = server.log_path();
    let status = server.stop();
    let log = std::fs::read_to_string(log).unwrap_or_default();
    assert!(status.success(), "{status}\n{log}");
    let drained = Duration::from_millis(DRAIN_DEADLINE_MS);
    assert!(asked.elapsed() < drained, "{log}");

    let server = Server::start(data.path(), &options());
    assert_eq!(lists(&server), before);
    let again = bots::scenario::run(&args(&server, BOTS, 2)).expect("the bots can run");
    assert_clean(&again, &server);
    assert!(server.stop().success());
}
