//! The same server on the client's real tables and the world database's real spawns: a character of
//! every row a player may use is made, and one of every race and class walks into its world.
//!
//! Both are reference data: game data is not in this repository. Without it the test is skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use bezgelor_tests::{
    Scratch, Server, ServerOptions, bezgelor, block_on, bot, reference_dir, run, within,
};
use bots::client::Lobby;
use bots::look;
use game::prerequisite::{Asked, Fact, Kind, Subject};
use protocol::enums::CharacterModifyResult;
use tables::TableSet;
use tables::rows::{BindPoint, CharacterCreation};
use world::WorldData;

/// Characters an account may have.
const SLOTS: usize = 12;
/// `CharacterCreationStart`: in the open world, and in the tutorial.
const START_VETERAN: u32 = 3;
const START_NOVICE: u32 = 4;
/// `Faction2.tbl` row of the Exiles.
const EXILE: u32 = 167;
/// Files of the world database whose spawns are imported: the worlds characters begin in.
const WORLD_FILES: [&str; 5] = [
    "Alizar/NorthernWilds.sql",
    "Alizar/EverstarGrove.sql",
    "Olyssia/CrimsonIsle.sql",
    "Olyssia/LevianBay.sql",
    "Instance/Tutorial/New Player Experience.sql",
];

/// Where a character begins (`features.md` section 3): stated here a second time, so that a slip in
/// the server's own list shows.
fn expected_world(row: CharacterCreation<'_>) -> u16 {
    match (
        row.character_creation_start_enum(),
        row.race_id(),
        row.faction_id(),
    ) {
        (START_NOVICE, ..) => 3460,
        (_, 1, EXILE) | (_, 3, _) => 426,
        (_, 4 | 16, _) => 990,
        (_, 5 | 13, _) => 870,
        (_, 1 | 12, _) => 1387,
        (start, race, faction) => panic!("start {start} of race {race}, faction {faction}"),
    }
}

/// The rows any player may use, by id.
fn rows(tables: &TableSet) -> Vec<CharacterCreation<'_>> {
    let starts = [START_VETERAN, START_NOVICE];
    tables
        .character_creation()
        .iter()
        .filter(|row| {
            row.enabled()
                && !row.costume_only()
                && starts.contains(&row.character_creation_start_enum())
        })
        .collect()
}

fn convert(reference: &Path, out: &Path) {
    let source = |folder: &str| reference.join("tables").join(folder).display().to_string();
    let (real, rebuilt) = (source("fixtures/real"), source("reconstructed"));
    let out = out.display().to_string();
    let ran = run("tblconv", &["convert", &real, &rebuilt, "--out", &out], "");
    assert!(ran.good, "{}{}", ran.errors, ran.out);
}

/// Imports the spawns; the creatures they name, by world.
fn import(reference: &Path, scratch: &Path, data: &Path) -> BTreeMap<u16, BTreeSet<u32>> {
    let archive = reference.join("world/nexusforever.tar.xz");
    let unpacked = std::process::Command::new("tar")
        .arg("-xJf")
        .arg(archive)
        .arg("-C")
        .arg(scratch)
        .status();
    assert!(unpacked.expect("tar can be run").success());
    let paths: Vec<PathBuf> = WORLD_FILES.iter().map(|file| scratch.join(file)).collect();
    let mut args = vec!["world", "import", "--json"];
    args.extend(
        paths
            .iter()
            .map(|path| path.to_str().expect("the path is text")),
    );
    let ran = bezgelor(data, &args, "");
    let summary: serde_json::Value = serde_json::from_str(&ran.out).expect("a summary");
    assert!(summary["added"].as_u64() > Some(4000), "{summary}");
    let mut creatures: BTreeMap<u16, BTreeSet<u32>> = BTreeMap::new();
    for spawn in db::import::read(&paths, None).spawns {
        let of_world = creatures.entry(spawn.row.world_id.0).or_default();
        of_world.insert(spawn.row.creature_id.0);
    }
    creatures
}

/// Makes a character of each of `rows` on one account; their ids by row.
async fn make_all(
    server: &Server,
    tables: &TableSet,
    account: u32,
    rows: &[CharacterCreation<'_>],
) -> anyhow::Result<BTreeMap<u32, u64>> {
    let mut lobby = within(30, "login", Lobby::login(&bot(server, account))).await?;
    let mut made = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        let number = account * SLOTS as u32 + number as u32;
        let wish = look::wish(tables, row.id(), "", number);
        let creation = lobby.create_under_some_name(&wish, number);
        let answer = within(30, "creation", creation).await?;
        let id = answer.map_err(|reason| anyhow::anyhow!("row {}: {reason:?}", row.id()))?;
        made.insert(row.id(), id);
        let listed = lobby.list.characters.iter().find(|listed| listed.id == id);
        let listed = listed.context("the new character is not listed")?;
        let is = (listed.race.0, listed.class.0, listed.sex.0, listed.world_id);
        let wanted = (
            row.race_id(),
            row.class_id(),
            row.sex(),
            expected_world(*row),
        );
        ensure!(is == wanted, "row {}: {is:?}, not {wanted:?}", row.id());
        ensure!(!listed.appearance.is_empty(), "row {}: no look", row.id());
    }
    Ok(made)
}

/// Enters the world with a character of one row and looks around.
async fn visit(
    server: &Server,
    account: u32,
    (row, character): (CharacterCreation<'_>, u64),
    creatures: &BTreeMap<u16, BTreeSet<u32>>,
) -> anyhow::Result<()> {
    let lobby = within(30, "login", Lobby::login(&bot(server, account))).await?;
    let mut client = within(60, "entering", lobby.select(character)).await?;
    let world = client.view.entrance.world_id;
    ensure!(
        world == expected_world(row),
        "row {}: world {world}",
        row.id()
    );
    ensure!(
        !client.view.entrance.visuals.is_empty(),
        "row {}: naked",
        row.id()
    );
    let spawned = creatures.get(&world).context("no spawns of this world")?;
    ensure!(!client.view.creatures.is_empty(), "world {world} is empty");
    for creature in client.view.creatures.values() {
        let known = creature.creature_id.is_none_or(|id| spawned.contains(&id));
        ensure!(known, "{creature:?} was not imported into world {world}");
    }
    let place = client.position();
    client
        .step(1, place, bezgelor_core::Vec3::default())
        .await?;
    within(30, "logging out", client.log_out()).await?;
    Ok(())
}

/// A row with a price is nobody's who cannot pay it.
async fn refuse_unpaid(server: &Server, tables: &TableSet) -> anyhow::Result<()> {
    let has_price = |row: &CharacterCreation<'_>| {
        row.enabled() && !row.costume_only() && row.account_currency_amount_cost() > 0
    };
    let mut rows = tables.character_creation().iter();
    let row = rows.find(has_price).context("no row has a price")?;
    let mut lobby = within(30, "login", Lobby::login(&bot(server, 900))).await?;
    let wish = look::wish(tables, row.id(), "", 1);
    let creation = lobby.create_under_some_name(&wish, 1_000_000);
    let answer = within(30, "creation", creation).await?;
    let unpaid = CharacterModifyResult::CreateFailed_InsufficientFunds;
    ensure!(answer == Err(unpaid), "row {}: {answer:?}", row.id());
    Ok(())
}

/// A human Exile of level 10 who has done nothing yet, at noon in Northern Wilds.
struct Newcomer;

impl Subject for Newcomer {
    fn fact(&self, asked: Asked) -> Option<Fact> {
        Some(match asked.kind {
            Kind::Level => Fact::Number(10),
            Kind::Race | Kind::Class => Fact::Number(1),
            Kind::Faction | Kind::BornTo => Fact::Number(EXILE),
            Kind::Hour => Fact::Number(12),
            Kind::World => Fact::Is(asked.object == 426),
            Kind::Quest | Kind::Sex | Kind::Dead | Kind::Fighting | Kind::Path => Fact::Number(0),
            Kind::Zone | Kind::Objective | Kind::ObjectiveDone | Kind::ObjectiveReached => {
                Fact::Is(false)
            }
        })
    }
}

#[test]
fn most_of_what_the_real_tables_ask_before_a_line_is_said_is_judged() {
    let Some(reference) = reference_dir() else {
        return;
    };
    let scratch = Scratch::new("asked");
    let archives = scratch.path().join("tables");
    convert(&reference, &archives);
    let set = TableSet::open(&archives).expect("the archives were just made");
    let data = WorldData::from_tables(&set);
    let lines = data.gossip().iter().flat_map(|gossip| &gossip.lines);
    let asking: Vec<u32> = lines
        .map(|line| line.prerequisite)
        .filter(|&row| row != 0)
        .collect();
    let with = |verdict: Option<bool>| {
        let judged = asking
            .iter()
            .map(|&row| data.prerequisites().judge(row, &Newcomer));
        judged.filter(|&own| own == verdict).count()
    };
    let (met, unmet, open) = (with(Some(true)), with(Some(false)), with(None));
    assert!(met > 50 && unmet > 200, "{met}, {unmet}");
    assert!(open < met + unmet, "{open} of {}", asking.len());
    // Terminals of the other side bind nobody of this one.
    let sides = set
        .bind_point()
        .iter()
        .map(BindPoint::bind_point_faction_enum);
    let sides: BTreeSet<u32> = sides.collect();
    assert_eq!(sides, BTreeSet::from([0, 1, 2]));
}

#[test]
fn every_race_and_class_stands_in_its_real_world() {
    let Some(reference) = reference_dir() else {
        return;
    };
    let scratch = Scratch::new("real");
    let archives = scratch.path().join("tables");
    convert(&reference, &archives);
    let data = scratch.path().join("data");
    std::fs::create_dir_all(&data).expect("the scratch folder is writable");
    let creatures = import(&reference, scratch.path(), &data);
    let options = ServerOptions {
        tables: Some(archives.clone()),
        ..ServerOptions::with(&[("realm.logout_s", "0")])
    };
    let server = Server::start(&data, &options);
    let tables = TableSet::open(&archives).expect("the archives were just made");
    let rows = rows(&tables);
    let kinds: BTreeSet<(u32, u32, u32)> = rows
        .iter()
        .map(|row| (row.race_id(), row.class_id(), row.faction_id()))
        .collect();
    assert!(
        kinds.len() >= 30,
        "the real rows offer {} kinds",
        kinds.len()
    );

    let journey = async {
        let mut seen = BTreeSet::new();
        for (number, chunk) in rows.chunks(SLOTS).enumerate() {
            let account = number as u32 + 1;
            let made = make_all(&server, &tables, account, chunk).await?;
            for row in chunk {
                let start = row.character_creation_start_enum();
                if seen.insert((row.race_id(), row.class_id(), row.faction_id(), start)) {
                    visit(&server, account, (*row, made[&row.id()]), &creatures).await?;
                }
            }
        }
        refuse_unpaid(&server, &tables).await?;
        Ok::<_, anyhow::Error>(seen.len())
    };
    let visits = block_on(journey);
    let visits = visits.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    assert!(
        visits >= 2 * kinds.len(),
        "{visits} visits of {} kinds",
        kinds.len()
    );
    assert!(server.stop().success());
}
