//! SIGTERM: nobody new, everything saved, and away.

use std::net::{Ipv4Addr, TcpStream};
use std::time::{Duration, Instant};

use bezgelor_core::Vec3;
use bezgelor_core::limits::{DRAIN_DEADLINE_MS, DRAIN_HURRIED_MS};
use bezgelor_tests::{
    Fleet, Member, Scratch, Server, ServerOptions, block_on, bot, listed_position, within,
};
use bots::client::{Account, Event, Lobby};
use db::testing::{SqliteLock, eventually};

/// What a loaded machine may add to a deadline.
const SLACK: Duration = Duration::from_secs(5);
/// Until a server that was told to stop has closed its doors, on a machine that is full.
const CLOSED: Duration = Duration::from_secs(8);

/// A crowd that has walked and stands still, and whose last steps the server has taken.
async fn crowd(server: &Server, count: u32) -> Fleet {
    let fleet = Fleet::enter(server, 1, count).await;
    let mut fleet = fleet.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    let walked = fleet.walk(Duration::from_secs(1)).await;
    walked.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    for member in &mut fleet.members {
        let heard = within(20, "its own line", heard(member)).await;
        heard.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    }
    fleet
}

/// What is said is told behind whatever the same client said before.
async fn heard(member: &mut Member) -> anyhow::Result<()> {
    member.client.say("here I stand", 1).await?;
    while !matches!(member.client.next_event().await?, Event::Accepted(1)) {}
    Ok(())
}

/// Account, character and place of everybody.
fn places(fleet: &Fleet) -> Vec<(Account, u64, Vec3)> {
    let members = fleet.members.iter();
    members
        .map(|member| (member.account.clone(), member.character, member.place()))
        .collect()
}

/// Checks on a fresh server that everybody is where it was.
fn assert_saved(data: &Scratch, places: Vec<(Account, u64, Vec3)>) {
    let server = Server::start(data.path(), &ServerOptions::default());
    block_on(async {
        for (old, character, place) in places {
            let account = Account {
                sts_port: server.sts_port,
                auth_port: server.auth_port,
                ..old
            };
            let lobby = Lobby::login(&account).await;
            let lobby = lobby.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
            let listed = listed_position(&lobby, character);
            assert_eq!(listed, Some(place), "{}", account.email);
        }
    });
}

#[test]
fn a_drain_saves_everybody_and_ends_well() {
    let data = Scratch::new("drain");
    let server = Server::start(data.path(), &ServerOptions::default());
    let log = server.log_path();
    let places = block_on(async {
        let mut fleet = crowd(&server, 50).await;
        let places = places(&fleet);
        let asked = Instant::now();
        let status = server.stop();
        let log = std::fs::read_to_string(&log).unwrap_or_default();
        assert!(status.success(), "{status}\n{log}");
        let took = asked.elapsed();
        assert!(
            took <= Duration::from_millis(DRAIN_DEADLINE_MS),
            "{took:?}\n{log}"
        );
        for member in &mut fleet.members {
            let end = async {
                loop {
                    if let Err(error) = member.client.next_event().await {
                        return Ok(format!("{error:#}"));
                    }
                }
            };
            let end = within(5, "the end", end).await;
            let end = end.unwrap_or_else(|error| panic!("{error:#}\n{log}"));
            assert!(end.contains("WorldDisconnect"), "told why, not: {end}");
        }
        places
    });
    assert_saved(&data, places);
}

fn until_closed(server: &Server, ports: &[u16]) {
    for port in ports {
        let closed = eventually(CLOSED, || {
            TcpStream::connect((Ipv4Addr::LOCALHOST, *port)).is_err()
        });
        assert!(closed, "port {port} is open\n{}", server.log_tail());
    }
}

#[test]
fn a_drain_lets_nobody_in_and_waits_for_the_database() {
    let data = Scratch::new("drain-locked");
    let mut server = Server::start(data.path(), &ServerOptions::default());
    let ports = [server.sts_port, server.auth_port, server.world_port];
    let places = block_on(async {
        let fleet = crowd(&server, 5).await;
        places(&fleet)
    });
    let lock = SqliteLock::take(&data.path().join("character.sqlite")).expect("the lock");
    let asked = Instant::now();
    server.signal("TERM");
    until_closed(&server, &ports);
    assert!(
        server.is_running(),
        "it left with positions unsaved\n{}",
        server.log_tail()
    );
    let login = block_on(within(2, "a login", Lobby::login(&bot(&server, 1))));
    assert!(login.is_err(), "somebody new came in");
    std::thread::sleep(Duration::from_secs(2).saturating_sub(asked.elapsed()));
    drop(lock);
    let log = server.log_path();
    let status = server.wait();
    let log = std::fs::read_to_string(log).unwrap_or_default();
    assert!(status.success(), "{status}\n{log}");
    let took = asked.elapsed();
    assert!(
        took <= Duration::from_millis(DRAIN_DEADLINE_MS),
        "{took:?}\n{log}"
    );
    assert_saved(&data, places);
}

#[test]
fn a_second_signal_hurries() {
    let data = Scratch::new("drain-twice");
    let server = Server::start(data.path(), &ServerOptions::default());
    let _fleet = block_on(async { crowd(&server, 2).await });
    let _lock = SqliteLock::take(&data.path().join("character.sqlite")).expect("the lock");
    server.signal("TERM");
    // Of two signals at once one is heard.
    until_closed(&server, &[server.world_port]);
    let asked = Instant::now();
    let log = server.log_path();
    let status = server.stop();
    let took = asked.elapsed();
    let log = std::fs::read_to_string(log).unwrap_or_default();
    assert!(
        took <= Duration::from_millis(DRAIN_HURRIED_MS) + SLACK,
        "{took:?}\n{log}"
    );
    assert!(
        !status.success(),
        "what was lost must show: {status}\n{log}"
    );
}
