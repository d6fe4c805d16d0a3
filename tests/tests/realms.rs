//! Two realm processes side by side on one PostgreSQL: the realm list, the way from one to the
//! other, and that nobody plays on both at once.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bezgelor_core::limits::{REALM_HEARTBEAT_MS, REALM_STALE_MS};
use bezgelor_tests::{
    Member, Scratch, Server, ServerOptions, account, binary, block_on, done, sent_away, within,
};
use bots::client::{Account, Lobby};
use db::testing::PostgresCluster;
use protocol::enums::{RealmPopulation, RealmStatus};
use protocol::structs::RealmInfo;
use tables::TableSet;

/// A realm that was killed is shown as down by then, a busy machine's delay added.
const BOUND: Duration = Duration::from_millis(REALM_STALE_MS as u64 + REALM_HEARTBEAT_MS + 20_000);
const NAMES: [&str; 2] = ["First", "Second"];

/// One cluster below both realms, with a data directory for each.
struct Fleet {
    _cluster: PostgresCluster,
    data: [Scratch; 2],
    databases: Vec<(String, String)>,
}

impl Fleet {
    /// None where PostgreSQL is not installed.
    fn new() -> Option<Self> {
        let Some(cluster) = PostgresCluster::start() else {
            eprintln!("skipped: PostgreSQL absent");
            return None;
        };
        let database = |store: &str| {
            let url = cluster.create_database(&format!("realms_{store}"));
            let key = format!("BEZGELOR__DATABASE__{}", store.to_uppercase());
            (key, url.expect("a fresh cluster makes databases"))
        };
        Some(Self {
            databases: ["auth", "character", "world"].map(database).to_vec(),
            data: ["realms_first", "realms_second"].map(Scratch::new),
            _cluster: cluster,
        })
    }

    fn options(&self, index: usize, id: usize) -> ServerOptions {
        let mut env = self.databases.clone();
        env.push(("BEZGELOR__REALM__ID".into(), id.to_string()));
        env.push(("BEZGELOR__REALM__NAME".into(), NAMES[index].into()));
        env.push(("BEZGELOR__REALM__LOGOUT_S".into(), "0".into()));
        ServerOptions {
            env,
            ..ServerOptions::default()
        }
    }

    fn start(&self, index: usize) -> Server {
        Server::start(self.data[index].path(), &self.options(index, index + 1))
    }
}

async fn listed(lobby: &mut Lobby) -> anyhow::Result<Vec<RealmInfo>> {
    let list = within(10, "the realm list", lobby.realms()).await?;
    ensure!(list.realms.len() == 2, "{list:?}");
    Ok(list.realms)
}

/// Looks at the realm list until it is as wanted.
async fn list_until(
    lobby: &mut Lobby,
    bound: Duration,
    wanted: impl Fn(&[RealmInfo]) -> bool,
) -> anyhow::Result<()> {
    let end = Instant::now() + bound;
    loop {
        let realms = listed(lobby).await?;
        if wanted(&realms) {
            return Ok(());
        }
        ensure!(Instant::now() < end, "not within {bound:?}: {realms:?}");
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
}

fn player(server: &Server) -> Account {
    account(server, "hopper@test.org", "secret")
}

/// In the world on both realms in turn: by logging in elsewhere, and by the realm list.
async fn hop(realms: &[Server; 2], tables: &TableSet) -> anyhow::Result<()> {
    let mut first = Member::enter(player(&realms[0]), tables, 1).await?;
    // The newer login wins, though it is on the other realm, and enters once the older one is
    // saved.
    let second = Member::enter(player(&realms[1]), tables, 1).await?;
    let told = sent_away(&mut first).await?;
    ensure!(told.contains("AccountDisconnect"), "{told}");

    let mut lobby = within(20, "logging out", second.client.log_out()).await?;
    let shown = listed(&mut lobby).await?;
    for (realm, name) in shown.iter().zip(NAMES) {
        ensure!(realm.realm_name.to_string_lossy() == name, "{realm:?}");
        ensure!(realm.status == RealmStatus::Up, "{realm:?}");
        ensure!(realm.account_realm_info.character_count == 1, "{realm:?}");
    }
    let account = player(&realms[1]);
    let moved = lobby.change_realm(&account, 1, 1);
    let lobby = within(20, "going to the first realm", moved).await?;
    let listed = &lobby.list.characters;
    let own: Vec<(u64, u16)> = listed
        .iter()
        .map(|listed| (listed.id, listed.realm_id))
        .collect();
    ensure!(own == [(first.character, 1)], "{own:?}");
    let client = within(20, "entering", lobby.select(first.character)).await?;
    // A character whose connection is only gone is in the world until it is saved.
    within(20, "logging out", client.log_out()).await?;
    Ok(())
}

/// What a realm of the list is shown as while the other comes and goes.
async fn watch(fleet: &Fleet, first: Server, second: &Server) -> anyhow::Result<()> {
    let tables = tables::starter::embedded()?;
    let watcher = account(second, "watcher@test.org", "secret");
    let mut lobby = within(20, "a login", Lobby::login(&watcher)).await?;
    let member = Member::enter(player(&first), &tables, 1).await?;
    done(&fleet.data[0], "realm max 1");
    let full = |realms: &[RealmInfo]| realms[0].population == RealmPopulation::Full;
    list_until(&mut lobby, BOUND, full).await?;

    first.kill();
    let down = |realms: &[RealmInfo]| {
        realms[0].status == RealmStatus::Down && realms[1].status == RealmStatus::Up
    };
    list_until(&mut lobby, BOUND, down).await?;
    // Nobody waits for the dead: its player goes in elsewhere.
    drop(member);
    let elsewhere = Member::enter(player(second), &tables, 1).await?;
    drop(elsewhere);
    let to_the_dead = lobby.change_realm(&watcher, 2, 1);
    let told = within(20, "going there", to_the_dead).await;
    let told = format!("{:#}", told.err().context("a dead realm took somebody")?);
    ensure!(told.contains("WorldDisconnect"), "{told}");

    let mut lobby = within(20, "a login", Lobby::login(&watcher)).await?;
    let first = fleet.start(0);
    let up = |realms: &[RealmInfo]| realms[0].status == RealmStatus::Up;
    list_until(&mut lobby, BOUND, up).await?;
    let status = done(&fleet.data[0], "realm status");
    ensure!(
        status.contains("of 1 places"),
        "kept over the restart: {status}"
    );
    ensure!(first.stop().success(), "a clean end");
    let shown = listed(&mut lobby).await?;
    ensure!(shown[0].status == RealmStatus::Down, "{shown:?}");
    Ok(())
}

#[test]
fn two_realms_share_accounts_and_nobody_plays_on_both() {
    let Some(fleet) = Fleet::new() else { return };
    let realms = [0, 1].map(|index| fleet.start(index));
    done(&fleet.data[0], "account create hopper@test.org secret");
    done(&fleet.data[1], "account create watcher@test.org secret");
    let tables = tables::starter::embedded().expect("the starter set compiles");
    block_on(within(100, "hopping", hop(&realms, &tables)))
        .unwrap_or_else(|error| panic!("{error:#}\n{}", realms[0].log_tail()));
    let [first, second] = realms;
    block_on(within(120, "watching", watch(&fleet, first, &second)))
        .unwrap_or_else(|error| panic!("{error:#}\n{}", second.log_tail()));
    a_copy_of_a_realm_does_not_start(&fleet);
    assert!(second.stop().success(), "a clean end");
}

/// A configuration copied with its `realm.id` would put two processes on the same characters.
fn a_copy_of_a_realm_does_not_start(fleet: &Fleet) {
    let data = Scratch::new("realms_copy");
    let options = fleet.options(1, 2);
    let started = std::process::Command::new(binary("bezgelor"))
        .args(["serve", "--no-console", "--data"])
        .arg(data.path())
        .envs(options.env)
        .output()
        .expect("the server can be run");
    let said = String::from_utf8_lossy(&started.stdout).into_owned()
        + &String::from_utf8_lossy(&started.stderr);
    assert!(!started.status.success(), "{said}");
    assert!(said.contains("each wants its own"), "{said}");
}
