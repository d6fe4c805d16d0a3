//! Archives list and give back every file of the tree they were made from, in every codec.

use std::collections::BTreeSet;
use std::path::Path;

use tblconv::client::{Archive, ClientFiles, Index};
use tblconv::pack::Source;

use super::reference;

fn tree(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            tree(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name);
        }
    }
}

#[test]
fn every_file_of_every_archive_comes_back() {
    let Some(root) = reference() else { return };
    let folder = root.join("fixtures/archive");
    let pairs = [
        ("ClientData", "client"),
        ("AllLzma", "client"),
        ("RawDeflate", "client"),
        ("ClientDataEN", "en"),
        ("EdgeStored", "edge"),
        ("EdgeLzma", "edge"),
    ];
    for (base, origin) in pairs {
        let index = Source::open(&folder.join(format!("{base}.index"))).and_then(Index::open);
        let index = index.unwrap_or_else(|error| panic!("{base}: {error}"));
        let archive = Source::open(&folder.join(format!("{base}.archive"))).and_then(Archive::open);
        let archive = archive.unwrap_or_else(|error| panic!("{base}: {error}"));
        assert_eq!(index.build, 16042, "{base}");
        let origin = folder.join("tree").join(origin);
        let mut want = BTreeSet::new();
        tree(&origin, "", &mut want);
        let have: BTreeSet<String> = index.entries.iter().map(|e| e.path.clone()).collect();
        assert_eq!(have, want, "{base}");
        for entry in &index.entries {
            let plain = archive
                .read(entry)
                .unwrap_or_else(|e| panic!("{base} {}: {e}", entry.path));
            let original = std::fs::read(origin.join(&entry.path)).unwrap_or_default();
            assert!(plain == original, "{base} {}", entry.path);
        }
    }
}

#[test]
fn a_client_is_one_tree_and_paths_are_compared_without_case() {
    let Some(root) = reference() else { return };
    let files = ClientFiles::open(&root.join("fixtures/archive"));
    let files = files.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(files.notes, [""; 0]);
    let first = files.indexes().next().and_then(|path| path.file_name());
    assert_eq!(first.and_then(|n| n.to_str()), Some("ClientData.index"));
    let Some(found) = files.find("ui\\SUB4\\file25.XML") else {
        panic!("not found")
    };
    assert_eq!(found.entry.path, "UI/Sub4/File25.xml");
    let content = files.read(found).unwrap_or_default();
    assert_eq!(content.len() as u64, found.entry.size);
    assert!(files.find("en-us.BIN").is_some() && files.find("no/such.file").is_none());
}

#[test]
fn a_folder_without_archives_says_what_to_give() {
    let error = ClientFiles::open(Path::new(env!("CARGO_MANIFEST_DIR"))).err();
    let text = error.map(|error| error.to_string()).unwrap_or_default();
    assert!(text.contains("give the client's folder"), "{text}");
}
