//! `bezgelor setup` on a client's folder: everything made in one go, and later what changed.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use bezgelor_tests::{Ran, Scratch, Server, ServerOptions, SmallDisk, run, run_with_env};
use serde_json::Value;

/// A client's folder made of our own tables, and a place to set a realm up in.
struct Place {
    scratch: Scratch,
}

impl Place {
    fn new(name: &str) -> Self {
        let place = Self {
            scratch: Scratch::new(name),
        };
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tables/starter");
        let set = place.path("mine.set");
        tblconv(&["starter", &text(&source), &text(&set)]);
        tblconv(&["pack", &text(&set), &text(&place.path("files/DB"))]);
        place.pack();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// Makes the client's archives of its files.
    fn pack(&self) {
        let patch = self.path("client/Patch");
        fs::create_dir_all(&patch).expect("made");
        let index = text(&patch.join("ClientData.index"));
        tblconv(&["pack", &text(&self.path("files")), &index]);
    }

    /// Runs `bezgelor setup` without a terminal, on ports nobody has.
    fn setup(&self, words: &[&str]) -> Ran {
        let data = text(&self.path("data"));
        let words = [&["setup", "--data", &data], words].concat();
        let ports = ["STS", "AUTH", "WORLD"];
        let env = ports.map(|port| (format!("BEZGELOR__NETWORK__{port}_PORT"), "0".to_owned()));
        run_with_env("bezgelor", &words, "", &env)
    }

    /// What a setup with these flags says it did, as JSON.
    fn told(&self, words: &[&str]) -> Value {
        let ran = self.setup(&[words, &["--json"]].concat());
        assert!(ran.good, "{words:?}: {}{}", ran.errors, ran.out);
        serde_json::from_str(&ran.out).expect("one JSON object")
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn tblconv(args: &[&str]) {
    let ran = run("tblconv", args, "");
    assert!(ran.good, "tblconv {args:?}: {}{}", ran.errors, ran.out);
}

/// "21 archives from …: 21 made, 0 kept, 0 refused" as (made, kept).
fn made_and_kept(told: &Value) -> (usize, usize) {
    let line = told["steps"]["tables"].as_str().unwrap_or_default();
    let before = |word: &str| {
        let number = line.split(word).next()?.rsplit(' ').next()?;
        number.parse().ok()
    };
    let counts = (before(" made"), before(" kept"));
    let (Some(made), Some(kept)) = counts else {
        panic!("{told}");
    };
    assert!(line.ends_with(" 0 refused"), "{line}");
    (made, kept)
}

#[test]
fn a_client_is_converted_once_and_then_what_changed() {
    let place = Place::new("setup-client");
    let client = text(&place.path("client"));
    let account = ["--account", "gm@example.org", "--password", "secret word"];
    let ran = place.setup(&[&["--yes", "--client", &client], &account[..]].concat());
    assert!(ran.good, "{}{}", ran.errors, ran.out);
    let progress: Vec<&str> = ran
        .errors
        .lines()
        .filter(|line| line.ends_with(" left"))
        .collect();
    let count = progress.len();
    assert!(count > 15, "a line an archive: {}", ran.errors);
    assert!(
        progress[count - 1].starts_with(&format!("{count}/{count} ")),
        "{progress:?}"
    );
    for part in [
        "bezgelor.toml",
        "gm@example.org, administrator",
        "WildStar64.exe /auth 127.0.0.1",
        "bezgelor serve --data ",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }

    // No password is asked for an account that is there.
    let told = place.told(&["--client", &client, "--account", "gm@example.org"]);
    assert_eq!(made_and_kept(&told), (0, count));
    assert_eq!(told["steps"]["accounts"], "gm@example.org is there already");

    // One table of the client is another one now.
    let (table, json) = (
        place.path("files/DB/XpPerLevel.tbl"),
        place.path("XpPerLevel.json"),
    );
    let dumped = run("tblconv", &["dump", &text(&table), "--json"], "");
    assert!(dumped.good, "{}", dumped.errors);
    let mut rows: Vec<Value> = serde_json::from_str(&dumped.out).expect("rows");
    assert!(rows.pop().is_some());
    fs::write(&json, Value::from(rows).to_string()).expect("written");
    tblconv(&["pack", &text(&json), &text(&table)]);
    place.pack();
    let told = place.told(&["--client", &client]);
    assert_eq!(made_and_kept(&told), (1, count - 1));
}

#[test]
fn a_setup_beside_a_realm_says_when_it_counts() {
    let place = Place::new("setup-beside");
    fs::create_dir_all(place.path("data")).expect("made");
    let server = Server::start(&place.path("data"), &ServerOptions::default());
    let told = place.told(&["--no-client"]);
    let notes = told["notes"].to_string();
    assert!(notes.contains("a realm runs here"), "{told}");
    assert!(server.stop().success(), "a clean end");
    let told = place.told(&["--no-client"]);
    assert_eq!(told["notes"], Value::from(Vec::<Value>::new()));
}

/// The disk is full in the middle of the conversion: everything before it is done and stays, and
/// with room again the same command ends what it began.
#[test]
fn a_setup_that_was_broken_off_goes_on() {
    let Some(disk) = SmallDisk::mount(4) else {
        return;
    };
    let place = Place::new("setup-full");
    let client = text(&place.path("client"));
    fs::create_dir_all(place.path("data")).expect("made");
    symlink(disk.path(), place.path("data/tables")).expect("linked");
    let junk = disk.fill().expect("filled");
    let words = ["--yes", "--client", &client, "--account", "gm@example.org"];
    let words = [&words[..], &["--password", "secret word"]].concat();
    let ran = place.setup(&words);
    assert!(!ran.good, "{}", ran.out);
    for part in [
        "convert the client's data",
        "the next `setup` goes on",
        "No space left",
    ] {
        assert!(ran.errors.contains(part), "{part}: {}", ran.errors);
    }
    assert!(place.path("data/bezgelor.toml").is_file());
    assert!(
        ran.out.contains("gm@example.org, administrator"),
        "{}",
        ran.out
    );

    fs::remove_file(junk).expect("room again");
    let told = place.told(&words);
    assert_eq!(told["good"], true, "{told}");
    assert!(made_and_kept(&told).0 > 0, "{told}");
    assert_eq!(told["steps"]["accounts"], "gm@example.org is there already");
}
