//! What an operator does with what players own: audit, backup, restore, characters as files, moving
//! to another database. By the built program, on SQLite and on PostgreSQL.

use std::path::Path;

use bezgelor_tests::{
    Ran, Scratch, Server, ServerOptions, bezgelor, block_on, bot, run, run_with_env, within,
};
use bots::client::Lobby;
use bots::look;
use db::testing::PostgresCluster;
use protocol::enums::CharacterModifyResult;
use serde_json::Value;

/// A realm with an account, a living character and a deleted one.
struct House {
    data: Scratch,
    options: ServerOptions,
}

impl House {
    fn new(name: &str, env: Vec<(String, String)>) -> Self {
        let options = ServerOptions {
            env,
            ..ServerOptions::default()
        };
        let data = Scratch::new(name);
        Self { data, options }
    }

    /// Runs `bezgelor` here, whatever comes of it.
    fn try_run(&self, args: &[&str]) -> Ran {
        let mut all = args.to_vec();
        let data = self.data.path().to_string_lossy();
        all.extend(["--data", &data]);
        run_with_env("bezgelor", &all, "", &self.options.env)
    }

    /// Runs `bezgelor` here; its output.
    fn run(&self, args: &[&str]) -> String {
        let ran = self.try_run(args);
        assert!(ran.good, "bezgelor {args:?}: {}{}", ran.errors, ran.out);
        ran.out
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.run(args)).expect("one JSON object")
    }

    /// The one line of a command that must fail.
    fn refusal(&self, args: &[&str]) -> String {
        let ran = self.try_run(args);
        assert!(!ran.good, "bezgelor {args:?}: {}", ran.out);
        assert_eq!(ran.errors.trim().lines().count(), 1, "{}", ran.errors);
        ran.errors
    }

    fn server(&self) -> Server {
        Server::start(self.data.path(), &self.options)
    }
}

/// Plays: "Living Proof" stays, "Gone Girl" goes.
async fn live(server: &Server) -> anyhow::Result<()> {
    let tables = tables::starter::embedded().map_err(|error| anyhow::anyhow!("{error}"))?;
    let ids = look::creatable(&tables);
    let mut lobby = Lobby::login(&bot(server, 1)).await?;
    for name in ["Living Proof", "Gone Girl"] {
        let made = lobby.create(&look::wish(&tables, ids[0], name, 3)).await?;
        let id = made.map_err(|reason| anyhow::anyhow!("{reason:?}"))?;
        if name == "Gone Girl" {
            anyhow::ensure!(lobby.delete(id).await? == CharacterModifyResult::DeleteOk);
        }
    }
    Ok(())
}

fn names_on(server: &Server, number: u32) -> Vec<String> {
    let list =
        block_on(within(30, "the list", Lobby::login(&bot(server, number)))).expect("a list");
    let names = list.list.characters.iter();
    names.map(|listed| listed.name.to_string_lossy()).collect()
}

/// Everything of one house; `fresh` makes an empty one of the same kind.
fn keep_house(house: &House, fresh: &mut dyn FnMut() -> House) {
    let server = house.server();
    block_on(within(60, "playing", live(&server))).expect("characters");
    beside_a_realm(house);
    assert!(server.stop().success());

    let backup = house.data.path().join("kept");
    let folder = backup.to_str().expect("a path");
    restored_into_a_new_house(house, fresh, folder);
    replaced_in_the_old_house(house, folder);
    let server = house.server();
    assert_eq!(names_on(&server, 1), ["Living Proof"]);
    assert!(server.stop().success());
}

/// What works while players play, and what must not.
fn beside_a_realm(house: &House) {
    let audit = house.json(&["audit", "--json"]);
    assert_eq!(
        (&audit["clean"], &audit["characters"]),
        (&true.into(), &2.into())
    );
    assert!(house.run(&["audit"]).contains("2 characters"));

    let backup = house.data.path().join("kept");
    let folder = backup.to_str().expect("a path");
    let told = house.json(&["backup", folder, "--json"]);
    assert_eq!(told["folder"], folder);
    let rows = told["copied"].as_array().expect("tables");
    let characters = rows.iter().find(|table| table["table"] == "character");
    assert_eq!(characters.expect("a table")["rows"], 2);
    assert!(
        house
            .refusal(&["backup", folder])
            .contains("another folder")
    );
    assert!(
        house
            .run(&["backup", "--players"])
            .contains("backups/backup-")
    );

    for (args, part) in [
        (vec!["restore", folder, "--replace"], "stop the realm first"),
        (vec!["transfer", "sqlite:/nowhere"], "stop the realm first"),
        (vec!["restore", "/nowhere"], "is no backup"),
    ] {
        let line = house.refusal(&args);
        assert!(line.contains(part), "{args:?}: {line}");
    }
}

fn restored_into_a_new_house(house: &House, fresh: &mut dyn FnMut() -> House, folder: &str) {
    let other = fresh();
    let told = other.json(&["restore", folder, "--json"]);
    assert_eq!(told["audit"]["clean"], true);
    assert_eq!(told["replaced"], Value::Null);
    let line = other.refusal(&["restore", folder, "--players"]);
    assert!(line.contains("--replace"), "{line}");

    // A character as a file, into another account of the other house.
    let file = house.data.path().join("character.json");
    let file = file.to_str().expect("a path");
    house.run(&["character", "export", "living proof", "--out", file]);
    assert!(
        house
            .run(&["character", "export", "Living Proof"])
            .contains("\"format\"")
    );
    let again = house.refusal(&["character", "export", "Living Proof", "--out", file]);
    assert!(again.contains("exists"), "{again}");
    let nobody = house.refusal(&["character", "export", "No Body"]);
    assert!(nobody.contains("no character \"No Body\""), "{nobody}");
    let arguments = ["account", "create", "two@x.org", "--password", "secret"];
    other.run(&arguments);
    let import = |more: &[&'static str]| {
        let mut args = vec!["character", "import", file, "--account", "two@x.org"];
        args.extend(more);
        args
    };
    let taken = other.refusal(&import(&[]));
    assert!(taken.contains("--name"), "{taken}");
    let made = other.run(&import(&["--name", "Second Life"]));
    assert!(made.contains("\"Second Life\" is character"), "{made}");
    let twice = other.run(&import(&["--name", "Second Life"]));
    assert!(twice.contains("nothing changed"), "{twice}");
    let bad = other.refusal(&import(&["--name", "Bad"]));
    assert!(bad.contains("no name"), "{bad}");
    assert_eq!(other.json(&["audit", "--json"])["characters"], 3);

    let back = other.run(&["character", "restore-deleted", "gone girl"]);
    assert!(back.contains("\"Gone Girl\" is back"), "{back}");
    let line = other.refusal(&["character", "restore-deleted", "Gone Girl"]);
    assert!(line.contains("no deleted character"), "{line}");
    assert_eq!(other.json(&["audit", "--json"])["clean"], true);
    let server = other.server();
    let mut names = names_on(&server, 1);
    names.sort();
    assert_eq!(names, ["Gone Girl", "Living Proof"]);
    assert!(server.stop().success());
}

fn replaced_in_the_old_house(house: &House, folder: &str) {
    house.run(&[
        "character",
        "restore-deleted",
        "Gone Girl",
        "--new-name",
        "Back Again",
    ]);
    let told = house.json(&["restore", folder, "--replace", "--json"]);
    assert_eq!(told["audit"]["clean"], true);
    let before = told["replaced"].as_str().expect("a folder");
    assert!(
        Path::new(before).join("character.sqlite").is_file(),
        "{before}"
    );
    // The way back is the same way.
    house.run(&["restore", before, "--replace"]);
    let back = house.refusal(&["character", "restore-deleted", "Gone Girl"]);
    assert!(back.contains("no deleted character"), "{back}");
    house.run(&["restore", folder, "--replace"]);
}

#[test]
fn a_house_on_sqlite_is_kept() {
    let mut number = 0;
    let house = House::new("house", Vec::new());
    keep_house(&house, &mut || {
        number += 1;
        House::new(&format!("house-{number}"), Vec::new())
    });
}

/// The environment that leads to new databases.
fn on_postgres(cluster: &PostgresCluster, name: &str) -> Vec<(String, String)> {
    let url = cluster.create_database(name).expect("a database");
    let keys = ["AUTH", "CHARACTER", "WORLD"];
    let key = |key: &str| format!("BEZGELOR__DATABASE__{key}");
    keys.iter().map(|store| (key(store), url.clone())).collect()
}

#[test]
fn a_house_on_postgres_is_kept() {
    let Some(cluster) = PostgresCluster::start() else {
        eprintln!("skipped: PostgreSQL absent");
        return;
    };
    let mut number = 0;
    let house = House::new("house-pg", on_postgres(&cluster, "house"));
    keep_house(&house, &mut || {
        number += 1;
        let name = format!("house_{number}");
        House::new(&name, on_postgres(&cluster, &name))
    });
}

#[test]
fn a_house_moves_from_sqlite_to_postgres() {
    let Some(cluster) = PostgresCluster::start() else {
        eprintln!("skipped: PostgreSQL absent");
        return;
    };
    let old = House::new("move", Vec::new());
    let server = old.server();
    block_on(within(60, "playing", live(&server))).expect("characters");
    assert!(server.stop().success());

    let env = on_postgres(&cluster, "moved");
    let url = env[0].1.clone();
    let told = old.json(&["transfer", &url, "--json"]);
    assert_eq!(told["audit"]["clean"], true);
    let line = old.refusal(&["transfer", &url]);
    assert!(line.contains("holds something already"), "{line}");
    let line = old.refusal(&["transfer", "mysql://x"]);
    assert!(line.contains("is no target"), "{line}");

    let new = House::new("moved", env);
    let server = new.server();
    assert_eq!(names_on(&server, 1), ["Living Proof"]);
    // A realm is noticed on PostgreSQL too, from wherever somebody pulls.
    let line = new.refusal(&["transfer", "sqlite:/nowhere"]);
    assert!(line.contains("stop the realm first"), "{line}");
    assert!(server.stop().success());

    // And back: into files again.
    let files = new.data.path().join("files");
    let text = new.run(&["transfer", &format!("sqlite:{}", files.display())]);
    assert!(text.contains("character = \"sqlite:///"), "{text}");
    let back = House::new("back", Vec::new());
    for store in ["auth", "character", "world"] {
        let name = format!("{store}.sqlite");
        std::fs::copy(files.join(&name), back.data.path().join(&name)).expect("copied");
    }
    assert_eq!(back.json(&["audit", "--json"])["characters"], 2);
}

#[test]
fn an_audit_that_finds_something_says_so_and_fails() {
    let house = House::new("found", Vec::new());
    let line = house.refusal(&["audit"]);
    assert!(line.contains("there is no character database"), "{line}");
    let server = house.server();
    block_on(within(60, "playing", live(&server))).expect("characters");
    assert!(server.stop().success());
    let file = house.data.path().join("character.sqlite");
    db::testing::sqlite(&file, "UPDATE character SET deleted_at = NULL").expect("damaged");
    let ran = house.try_run(&["audit", "--json"]);
    let told: Value = serde_json::from_str(&ran.out).expect("one JSON object");
    assert!(!ran.good && told["clean"] == false, "{told}");
    let finding = told["findings"][0].as_str().expect("a finding");
    assert!(finding.contains("deletion"), "{finding}");
}

#[test]
fn a_dry_migration_makes_nothing() {
    let data = Scratch::new("dry");
    let folder = data.path().join("not-yet");
    let place = folder.to_string_lossy();
    let ran = run("bezgelor", &["migrate", "--dry-run", "--data", &place], "");
    assert!(!ran.good && !folder.exists(), "{}", ran.out);
    std::fs::create_dir(&folder).expect("made");
    let told = bezgelor(&folder, &["migrate", "--dry-run"], "");
    for store in ["auth", "character", "world"] {
        assert!(
            told.out.contains(&format!("{store}: would apply 0001_")),
            "{}",
            told.out
        );
    }
    let made = std::fs::read_dir(&folder).expect("there").count();
    assert_eq!(made, 0, "a dry run makes no file");
    let told = bezgelor(&folder, &["migrate"], "");
    assert!(told.out.contains("auth: applied 0001_"), "{}", told.out);
    let told = bezgelor(&folder, &["migrate", "--dry-run"], "");
    assert!(told.out.contains("nothing to do"), "{}", told.out);

    // A database of a newer program is left alone.
    let newer = "INSERT INTO schema_migration VALUES ('world', 9000, '9000_x', 'x', 0)";
    db::testing::sqlite(&folder.join("world.sqlite"), newer).expect("pretended");
    let ran = run("bezgelor", &["migrate", "--data", &place], "");
    assert!(!ran.good && ran.errors.contains("9000"), "{}", ran.errors);
}

/// A realm of the version before runs on these databases: nothing of a newer version may change
/// their schema under it.
#[test]
fn an_older_house_is_not_migrated_beside_its_realm() {
    let data = Scratch::new("house_older");
    let server = Server::start(data.path(), &ServerOptions::default());
    let auth = data.path().join("auth.sqlite");
    let newest = "store = 'auth' AND version =
                  (SELECT MAX(version) FROM schema_migration WHERE store = 'auth')";
    let older = format!(
        "CREATE TABLE put_aside AS SELECT * FROM schema_migration WHERE {newest};
         DELETE FROM schema_migration WHERE {newest}"
    );
    db::testing::sqlite(&auth, &older).expect("made older");

    let data_dir = data.path().to_string_lossy().into_owned();
    for words in [&["account", "list"][..], &["token", "list"]] {
        let mut words = words.to_vec();
        words.extend(["--data", &data_dir]);
        let ran = run("bezgelor", &words, "");
        let told = ran.errors.contains("of an older version") && ran.errors.contains("migrate");
        assert!(!ran.good && told, "{words:?}: {}{}", ran.errors, ran.out);
    }
    // Another realm of the newer version on the same accounts.
    let other = Scratch::new("house_newer");
    let other_dir = other.path().to_string_lossy().into_owned();
    let database = format!("sqlite://{}", auth.display());
    let env = [
        ("BEZGELOR__DATABASE__AUTH".to_owned(), database),
        ("BEZGELOR__REALM__ID".to_owned(), "2".to_owned()),
    ];
    let words = ["serve", "--no-console", "--data", &other_dir];
    let ran = run_with_env("bezgelor", &words, "", &env);
    let said = ran.out + &ran.errors;
    assert!(!ran.good && said.contains("of an older version"), "{said}");

    let back = "INSERT INTO schema_migration SELECT * FROM put_aside; DROP TABLE put_aside";
    db::testing::sqlite(&auth, back).expect("made newer");
    let _ = bezgelor(data.path(), &["account", "list"], "");
    assert!(server.stop().success(), "a clean end");
}
