//! Whole sets: converted from the reference's tables, opened by map, converted again for nothing.

use std::path::PathBuf;

use tables::TableSet;
use tblconv::client::ClientFiles;
use tblconv::import::{Progress, client_jobs, file_jobs, run};
use tblconv::set::SetWriter;

use super::reference;

pub(crate) struct Silent;

impl Progress for Silent {
    fn step(&self, _: tblconv::import::Step<'_>) {}
}

fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("tblconv-it-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    path
}

fn writer(folder: &std::path::Path) -> SetWriter {
    SetWriter::open(folder).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn real_and_reconstructed_tables_make_one_set_and_the_second_run_keeps_all() {
    let Some(root) = reference() else { return };
    let target = folder("real");
    let sources = [root.join("fixtures/real"), root.join("reconstructed")];
    let jobs = file_jobs(&sources).unwrap_or_else(|error| panic!("{error}"));
    let (set, report) =
        run(&jobs, writer(&target), false, &Silent).unwrap_or_else(|e| panic!("{e}"));
    assert!(report.failed.is_empty(), "{:?}", report.failed);
    assert_eq!((report.converted, report.kept), (372 + 7 + 1, 0));
    assert_eq!(set.finish(true), Ok(380));

    let set = TableSet::open(&target).unwrap_or_else(|error| panic!("{error}"));
    let human = set
        .character_creation()
        .iter()
        .filter(|row| row.enabled())
        .count();
    assert_eq!(human, 286);
    assert_eq!(
        set.world().get(3460).map(tables::rows::World::asset_path),
        Some("Map\\NewPlayerExperience")
    );
    assert!(set.creature2().len() > 28_000);
    let dangling: u64 = tables::check_references(&set)
        .iter()
        .map(|r| r.dangling)
        .sum();
    assert!(
        dangling > 0,
        "the client's own data has dangling references"
    );

    let (again, report) =
        run(&jobs, writer(&target), false, &Silent).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((report.converted, report.kept), (0, 380));
    assert_eq!(again.finish(true), Ok(380));
    let _ = std::fs::remove_dir_all(&target);
}

#[test]
fn an_installed_client_is_imported_from_its_archives() {
    let Some(root) = reference() else { return };
    let target = folder("client");
    let files = ClientFiles::open(&root.join("fixtures/archive"));
    let files = files.unwrap_or_else(|error| panic!("{error}"));
    let jobs = client_jobs(&files).unwrap_or_else(|error| panic!("{error}"));
    let (set, report) =
        run(&jobs, writer(&target), false, &Silent).unwrap_or_else(|e| panic!("{e}"));
    assert!(report.failed.is_empty(), "{:?}", report.failed);
    assert!(set.finish(true).is_ok());
    let set = TableSet::open(&target).unwrap_or_else(|error| panic!("{error}"));
    assert!(set.languages().count() >= 1, "{set:?}");
    let _ = std::fs::remove_dir_all(&target);
}

#[test]
fn a_source_that_is_broken_is_named_and_the_rest_goes_on() {
    let Some(root) = reference() else { return };
    let source = folder("broken-source");
    let target = folder("broken");
    assert!(std::fs::create_dir_all(&source).is_ok());
    let good = super::read(&root.join("fixtures/real/CurrencyType.tbl.xz"));
    assert!(std::fs::write(source.join("CurrencyType.tbl"), &good).is_ok());
    assert!(std::fs::write(source.join("World.tbl"), &good).is_ok());
    let jobs = file_jobs(std::slice::from_ref(&source)).unwrap_or_else(|error| panic!("{error}"));
    let (set, report) =
        run(&jobs, writer(&target), false, &Silent).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(report.converted, 1);
    let text = report
        .failed
        .iter()
        .map(|(n, e)| format!("{n}: {e}"))
        .collect::<String>();
    let want = "World: schema: World: column 1 is `description`, the schema has `assetPath`";
    assert_eq!(text, want);
    assert_eq!(set.finish(true), Ok(1));
    let _ = std::fs::remove_dir_all(&target);
    let _ = std::fs::remove_dir_all(&source);
}
