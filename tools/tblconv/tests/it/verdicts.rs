//! Every malformed file gets the verdict and the code its manifest states.

use std::path::Path;

use tblconv::client::{Archive, Index};
use tblconv::pack::Source;
use tblconv::{FormatError, area, tbl, text};

use super::{read, reference};

fn verdict(kind: &str, path: &Path) -> Result<(), FormatError> {
    let data = read(path);
    match kind {
        "tbl" => tbl::read(&data, false).map(drop),
        "text" => text::read(&data, false).map(drop),
        "index" => Index::open(Source::Memory(data)).map(drop),
        "archive" => Archive::open(Source::Memory(data)).map(drop),
        "area" => area::read(&data).map(drop),
        other => panic!("kind {other}"),
    }
}

#[test]
fn malformed_files_are_refused_for_the_reason_their_manifest_states() {
    let Some(root) = reference() else { return };
    let folder = root.join("fixtures/malformed");
    let manifest = String::from_utf8(read(&folder.join("MANIFEST.tsv"))).unwrap_or_default();
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in manifest.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, kind, want, code, ..] = cells.as_slice() else {
            panic!("{line}")
        };
        let have = verdict(kind, &folder.join(file)).map_err(|error| error.code);
        let want = if *want == "accept" {
            Ok(())
        } else {
            Err(*code)
        };
        if have != want {
            wrong.push(format!("{file}: {have:?}, not {want:?}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(count, 81);
}

#[test]
fn archive_pairs_fail_in_the_content_that_is_wrong() {
    let Some(root) = reference() else { return };
    let folder = root.join("fixtures/malformed/pairs");
    let manifest = String::from_utf8(read(&folder.join("MANIFEST.tsv"))).unwrap_or_default();
    for line in manifest.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [base, want, ..] = cells.as_slice() else {
            panic!("{line}")
        };
        let index = Source::open(&folder.join(format!("{base}.index"))).and_then(Index::open);
        let index = index.unwrap_or_else(|error| panic!("{base}: {error}"));
        let archive = Source::open(&folder.join(format!("{base}.archive"))).and_then(Archive::open);
        let archive = archive.unwrap_or_else(|error| panic!("{base}: {error}"));
        let codes: Vec<&str> = index
            .entries
            .iter()
            .filter_map(|entry| archive.read(entry).err().map(|error| error.code))
            .collect();
        match *want {
            // A declared size below the stream's: stopping there or refusing are both right.
            "" => assert!(
                codes.iter().all(|code| *code == "size"),
                "{base}: {codes:?}"
            ),
            want => assert!(codes.contains(&want), "{base}: {codes:?}"),
        }
    }
}
