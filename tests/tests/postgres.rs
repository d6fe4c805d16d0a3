//! The same walk with PostgreSQL below, which goes away and comes back meanwhile.

use std::sync::mpsc;
use std::time::Duration;

use bezgelor_tests::{
    Fleet, Scratch, Server, ServerOptions, args, assert_clean, block_on, listed_position, within,
};
use bots::client::Lobby;
use db::testing::PostgresCluster;

/// The crowd that lives through the crash.
const BOTS: u32 = 10;
/// How long the database is away.
const OUTAGE: Duration = Duration::from_secs(3);

/// A cluster with a database for each store, and the environment that leads there; none where
/// PostgreSQL is not installed.
fn cluster() -> Option<(PostgresCluster, ServerOptions)> {
    let Some(cluster) = PostgresCluster::start() else {
        eprintln!("skipped: PostgreSQL absent");
        return None;
    };
    let mut env = vec![("BEZGELOR__REALM__LOGOUT_S".into(), "1".into())];
    for store in ["auth", "character", "world"] {
        let url = cluster.create_database(&format!("e2e_{store}"));
        let key = format!("BEZGELOR__DATABASE__{}", store.to_uppercase());
        env.push((key, url.expect("a fresh cluster makes databases")));
    }
    let options = ServerOptions {
        env,
        ..ServerOptions::default()
    };
    Some((cluster, options))
}

#[test]
fn bots_walk_on_postgres_through_a_crash_of_it() {
    let Some((cluster, options)) = cluster() else {
        return;
    };
    let data = Scratch::new("postgres");
    let server = Server::start(data.path(), &options);
    let summary = bots::scenario::run(&args(&server, BOTS, 2)).expect("the bots can run");
    assert_clean(&summary, &server);

    let (tell, told) = mpsc::channel();
    std::thread::scope(|scope| {
        let walk = scope.spawn(|| block_on(walk_through(&server, tell)));
        // An error ends the channel and shows below.
        if told.recv().is_ok() {
            std::thread::sleep(Duration::from_secs(1));
            cluster.crash().expect("the cluster runs");
            std::thread::sleep(OUTAGE);
            cluster.resume().expect("the cluster starts again");
        }
        let walked = walk.join().expect("a walk does not panic");
        walked.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    });
    // Reachable or not, nothing of it may end the server badly.
    let log = server.log_path();
    let status = server.stop();
    let log = std::fs::read_to_string(log).unwrap_or_default();
    assert!(status.success(), "{status}\n{log}");

    let server = Server::start(data.path(), &options);
    let summary = bots::scenario::run(&args(&server, BOTS, 1)).expect("the bots can run");
    assert_clean(&summary, &server);
}

/// Enters, walks through the outage and past it, and comes out where it stopped.
async fn walk_through(server: &Server, tell: mpsc::Sender<()>) -> anyhow::Result<()> {
    let mut fleet = Fleet::enter(server, 1, BOTS).await?;
    tell.send(())?;
    fleet.walk(OUTAGE + Duration::from_secs(6)).await?;
    for member in fleet.members {
        let (place, character) = (member.place(), member.character);
        let lobby = within(20, "logging out", member.client.log_out()).await?;
        assert_eq!(listed_position(&lobby, character), Some(place));
        drop(lobby);
        let lobby = within(20, "coming back", Lobby::login(&member.account)).await?;
        assert_eq!(listed_position(&lobby, character), Some(place));
    }
    Ok(())
}
