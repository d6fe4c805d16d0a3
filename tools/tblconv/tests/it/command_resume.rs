//! A conversion that is killed goes on where it stopped, and only what changed is done again.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use tables::TableSet;

use super::command::{err, folder, out, run};
use super::{files, read, reference};

/// Lines of progress after which the first run is killed: the list of what is done has then been
/// written, and most is still to do.
const KILLED_AFTER: usize = 60;

fn contents(set: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(set).into_iter().flatten().flatten();
    let pair = |path: std::path::PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some((name, fs::read(&path).ok()?))
    };
    entries.filter_map(|entry| pair(entry.path())).collect()
}

#[test]
fn a_killed_conversion_goes_on_and_gives_the_same_set() {
    let Some(root) = reference() else { return };
    let work = folder("killed");
    let source = root.join("fixtures/real").to_string_lossy().into_owned();
    let name = |name: &str| work.join(name).to_string_lossy().into_owned();
    let (killed, whole) = (name("killed"), name("whole"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_tblconv"))
        .args(["convert", &source, "--out", &killed, "--progress", "plain"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{error}"));
    let lines = child.stderr.take().map(|told| BufReader::new(told).lines());
    let told: Vec<String> = lines
        .into_iter()
        .flatten()
        .flatten()
        .take(KILLED_AFTER)
        .collect();
    assert!(child.kill().is_ok() && child.wait().is_ok());
    assert_eq!(told.len(), KILLED_AFTER);
    assert!(
        told[9].contains("/372 ") && told[9].ends_with(" left"),
        "{}",
        told[9]
    );
    assert!(
        TableSet::open(&killed).is_err(),
        "no half set is taken for a whole one"
    );

    let again = run(&["convert", &source, "--out", &killed, "--progress", "none"]);
    assert!(again.status.success(), "{}", err(&again));
    let summary = out(&again);
    let kept = summary
        .split(" made, ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next());
    let kept: usize = kept.and_then(|kept| kept.parse().ok()).unwrap_or(0);
    assert!((30..372).contains(&kept), "{summary}");
    assert!(
        run(&["convert", &source, "--out", &whole, "--progress", "none"])
            .status
            .success()
    );
    assert!(contents(Path::new(&killed)) == contents(Path::new(&whole)));
    let _ = fs::remove_dir_all(&work);
}

#[test]
fn only_the_world_and_the_table_that_changed_are_made_again() {
    let Some(root) = reference() else { return };
    let work = folder("changed");
    let source = work.join("source");
    assert!(fs::create_dir_all(&source).is_ok());
    let tile = read(&root.join("fixtures/area/Test.4041.area"));
    let other = read(&root.join("fixtures/area/Test.4042.area"));
    for (file, content) in [
        ("One.4041", &tile),
        ("One.4042", &other),
        ("Two.4041", &tile),
    ] {
        assert!(fs::write(source.join(format!("{file}.area")), content).is_ok());
    }
    for table in &files(&root.join("fixtures/real"), ".tbl.xz")[..3] {
        let name = table.file_name().unwrap_or_default();
        assert!(fs::copy(table, source.join(name)).is_ok());
    }
    let set = work.join("set").to_string_lossy().into_owned();
    let from = source.to_string_lossy().into_owned();
    let convert = || {
        out(&run(&[
            "convert",
            &from,
            "--out",
            &set,
            "--progress",
            "none",
        ]))
    };
    assert!(
        convert().contains("5 archives, 5 made, 0 kept"),
        "tables and worlds"
    );
    assert!(
        convert().contains("5 archives, 0 made, 5 kept"),
        "nothing changed"
    );
    assert!(fs::write(source.join("One.4042.area"), &tile).is_ok());
    assert!(
        convert().contains("5 archives, 1 made, 4 kept"),
        "one tile of one world"
    );
    assert!(fs::remove_file(source.join("One.4042.area")).is_ok());
    assert!(
        convert().contains("5 archives, 1 made, 4 kept"),
        "a tile went away"
    );
    let _ = fs::remove_dir_all(&work);
}

#[test]
fn what_the_error_says_to_run_repairs_a_damaged_set() {
    let Some(root) = reference() else { return };
    let work = folder("repair");
    let from = root.join("fixtures/archive").to_string_lossy().into_owned();
    let set = work.join("set");
    let to = set.to_string_lossy().into_owned();
    let import = || {
        run(&[
            "import",
            "--client",
            &from,
            "--out",
            &to,
            "--progress",
            "none",
        ])
    };
    assert!(import().status.success());
    let good = contents(&set);
    let mut archives = good.keys().filter(|name| name.ends_with(".bga"));
    let Some(archive) = archives.next() else {
        panic!("an empty set")
    };
    let mut bad = good[archive].clone();
    let middle = bad.len() / 2;
    bad[middle] ^= 1;
    assert!(fs::write(set.join(archive), bad).is_ok());

    let verdict = run(&["verify", &to]);
    assert_eq!(verdict.status.code(), Some(1));
    let told = out(&verdict);
    assert!(told.contains(archive.as_str()), "{told}");
    let remedy = format!("; run `tblconv import --client CLIENT --out {to}`");
    assert!(told.contains(&remedy), "{told}");
    let again = import();
    assert!(out(&again).contains(" 1 made, "), "{}", out(&again));
    assert!(contents(&set) == good && run(&["verify", &to]).status.success());
    let _ = fs::remove_dir_all(&work);
}
