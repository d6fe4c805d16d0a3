//! What the server says of the tables it is given: which command makes them usable again, and how
//! many of their references lead nowhere.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use bezgelor_tests::{Scratch, Server, ServerOptions, reference_dir, run};

/// Where an archive's header holds its format's version.
const VERSION_AT: usize = 8;

/// Our own tables, compiled to a set in one file.
fn starter(folder: &Path) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tables/starter");
    let file = folder.join("mine.set");
    let (source, target) = (source.display().to_string(), file.display().to_string());
    let ran = run("tblconv", &["starter", &source, &target], "");
    assert!(ran.good, "{}{}", ran.errors, ran.out);
    file
}

/// `serve` ends at once and `check` fails, both with `line`.
fn assert_refused(data: &Path, tables: &Path, line: &str) {
    let (data, tables) = (data.display().to_string(), tables.display().to_string());
    let args = ["--data", &data, "--tables", &tables];
    let served = run("bezgelor", &[&["serve"], &args[..]].concat(), "");
    assert!(!served.good, "{}", served.out);
    let told = format!("{}{}", served.errors, served.out);
    assert!(told.contains(line), "serve says: {told}\nnot: {line}");
    let checked = run("bezgelor", &[&["check", "--json"], &args[..]].concat(), "");
    assert!(!checked.good, "{}", checked.out);
    let told = checked.out.replace("\\\\", "\\");
    assert!(told.contains(line), "check says: {told}\nnot: {line}");
}

#[test]
fn an_older_and_a_damaged_set_are_refused_with_what_to_run() {
    let scratch = Scratch::new("tables-refused");
    let data = scratch.path().join("data");
    let set = starter(scratch.path());
    let good = fs::read(&set).unwrap_or_default();
    let remedy = format!(
        "; run `tblconv starter SOURCE {}`, SOURCE being its folder of text",
        set.display()
    );
    let mut older = good.clone();
    older[VERSION_AT] = 1;
    let mut cut = good.clone();
    cut.truncate(good.len() / 2);
    let mut changed = good.clone();
    let middle = good.len() / 2;
    changed[middle] ^= 1;
    let needed = tables::header::FORMAT_VERSION;
    let cases = [
        (
            older,
            format!("archive format is 1, this server needs {needed}{remedy}"),
        ),
        (cut, format!("header says {}){remedy}", good.len() - 64)),
        (changed, format!("damaged archive (checksum){remedy}")),
        (
            b"MZ".to_vec(),
            format!("damaged archive (2 bytes, no header){remedy}"),
        ),
    ];
    for (bytes, line) in cases {
        assert!(fs::write(&set, bytes).is_ok());
        assert_refused(&data, &set, &line);
    }
}

#[test]
fn a_damaged_folder_names_the_archive_and_the_import() {
    let Some(reference) = reference_dir() else {
        return;
    };
    let scratch = Scratch::new("tables-folder");
    let set = scratch.path().join("set");
    let (from, to) = (
        reference
            .join("tables/fixtures/archive")
            .display()
            .to_string(),
        set.display().to_string(),
    );
    let import = ["import", "--client", &from, "--out", &to];
    let ran = run("tblconv", &import, "");
    assert!(ran.good, "{}{}", ran.errors, ran.out);
    let archives = fs::read_dir(&set).into_iter().flatten().flatten();
    let mut archives = archives.map(|entry| entry.path());
    let archive = archives.find(|path| path.extension().is_some_and(|end| end == "bga"));
    let archive = archive.unwrap_or_default();
    let good = fs::read(&archive).unwrap_or_default();
    assert!(fs::write(&archive, &good[..good.len() - 8]).is_ok());
    let remedy = format!("run `tblconv import --client CLIENT --out {to}`");
    let data = scratch.path().join("data");
    assert_refused(&data, &set, &archive.display().to_string());
    assert_refused(&data, &set, &remedy);
    // What it says to run makes the set whole.
    assert!(run("tblconv", &import, "").good);
    assert!(run("tblconv", &["verify", &to], "").good);
}

#[test]
fn references_that_lead_nowhere_are_counted_at_the_start_and_stop_nothing() {
    let scratch = Scratch::new("tables-dangling");
    let path = |name: &str| scratch.path().join(name).display().to_string();
    // Four zones, of which three have parents that are not there.
    let rows = r#"[{"ID": 7}, {"ID": 8, "parentZoneId": 99}, {"ID": 9, "parentZoneId": 99},
        {"ID": 10, "parentZoneId": 98}, {"ID": 11, "parentZoneId": 7}]"#;
    let (text, table, set) = (path("WorldZone.json"), path("WorldZone.tbl"), path("set"));
    assert!(fs::write(&text, rows).is_ok());
    for args in [
        &["pack", &text, &table][..],
        &["convert", &table, "--out", &set],
    ] {
        let ran = run("tblconv", args, "");
        assert!(ran.good, "{}{}", ran.errors, ran.out);
    }
    let ran = run("tblconv", &["references", "--set", &set], "");
    let want = "WorldZone.parentZoneId -> WorldZone: 3 of 4\n3 of 4 references lead to no row\n";
    assert_eq!(ran.out, want);

    let data = scratch.path().join("data");
    assert!(fs::create_dir_all(&data).is_ok());
    let options = ServerOptions {
        tables: Some(set.into()),
        ..ServerOptions::default()
    };
    let server = Server::start(&data, &options);
    let deadline = Instant::now() + Duration::from_secs(60);
    let wanted = "dangling=3 checked=4";
    loop {
        let log = fs::read_to_string(server.log_path()).unwrap_or_default();
        if log.contains(wanted) {
            break;
        }
        assert!(Instant::now() < deadline, "no {wanted} in\n{log}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
