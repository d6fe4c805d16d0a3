//! Short ways to be a client of a [`Server`].

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::Context;
use bezgelor_core::Vec3;
use bots::args::Args;
use bots::client::{Account, Lobby};
use bots::report::Summary;
use bots::scenario::PASSWORD;
use clap::Parser;

use crate::{Scratch, Server, ServerOptions};

/// Logins under way at once: below what one address may have unauthenticated.
const LOGIN_WINDOW: usize = 8;

/// A machine that is full, with others' work or with tests beside, takes so many times as long.
const FULL: u64 = 6;

/// Runs a conversation on a thread of its own clock.
///
/// # Panics
/// When the machine gives no event loop.
pub fn block_on<T>(conversation: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("the machine gives an event loop");
    tokio::task::LocalSet::new().block_on(&runtime, conversation)
}

/// A step of a conversation that is over in so many seconds on a machine with time for it. This
/// ends what hangs; what must be in time is measured by whoever says so.
///
/// # Errors
/// The step's, or that it took too long.
pub async fn within<T>(
    seconds: u64,
    what: &'static str,
    step: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<T> {
    let most = Duration::from_secs(seconds * FULL);
    tokio::time::timeout(most, step)
        .await
        .with_context(|| format!("{what}: not within {most:?}"))?
        .context(what)
}

/// A conversation with a server of its own on a fresh data directory, to its clean end.
///
/// # Panics
/// When the conversation fails or takes too long, with the end of the log.
pub fn with_server(
    name: &str,
    conversation: impl AsyncFnOnce(&Server, &Scratch) -> anyhow::Result<()>,
) {
    let data = Scratch::new(name);
    let server = Server::start(data.path(), &ServerOptions::default());
    block_on(within(
        100,
        "the conversation",
        conversation(&server, &data),
    ))
    .unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    assert!(server.stop().success(), "a clean end");
}

/// An account of `server` by name and password.
#[must_use]
pub fn account(server: &Server, email: &str, password: &str) -> Account {
    Account {
        host: Ipv4Addr::LOCALHOST,
        sts_port: server.sts_port,
        auth_port: server.auth_port,
        world_port: None,
        email: email.into(),
        password: password.into(),
    }
}

/// The test account with this number; it makes itself by logging in.
#[must_use]
pub fn bot(server: &Server, number: u32) -> Account {
    test_account(server.sts_port, server.auth_port, number)
}

/// As [`bot`], of a server that is known by its ports.
pub(crate) fn test_account(sts_port: u16, auth_port: u16, number: u32) -> Account {
    Account {
        host: Ipv4Addr::LOCALHOST,
        sts_port,
        auth_port,
        world_port: None,
        email: format!("bot{number}@test.bezgelor"),
        password: PASSWORD.into(),
    }
}

/// The walk of so many bots for so long.
///
/// # Panics
/// When the bots take no such command line.
#[must_use]
pub fn args(server: &Server, bots: u32, seconds: u64) -> Args {
    let numbers = [
        ("--bots", bots.to_string()),
        ("--seconds", seconds.to_string()),
        ("--sts-port", server.sts_port.to_string()),
        ("--auth-port", server.auth_port.to_string()),
        ("--login-window", LOGIN_WINDOW.to_string()),
    ];
    let words = numbers.iter().flat_map(|(flag, number)| [*flag, number]);
    Args::try_parse_from(std::iter::once("bots").chain(words)).expect("the flags are the bots' own")
}

/// Checks that nothing went wrong in a walk and that something happened.
///
/// # Panics
/// When it did, with the whole report and the end of the server's log.
pub fn assert_clean(summary: &Summary, server: &Server) {
    let good = summary.errors == 0
        && summary.disconnects == 0
        && (summary.bots < 2 || summary.steps_seen > 0)
        && summary.steps_sent > 0;
    assert!(good, "{summary}\n{}", server.log_tail());
}

/// Where the character list says that a character stands.
#[must_use]
pub fn listed_position(lobby: &Lobby, character: u64) -> Option<Vec3> {
    let mut listed = lobby.list.characters.iter();
    let listed = listed.find(|listed| listed.id == character)?;
    let place = &listed.location.position;
    Some(Vec3::new(place.vector_0, place.vector_1, place.vector_2))
}
