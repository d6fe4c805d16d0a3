//! Unpacking: which of several archives wins, and that nothing leaves the folder it is given.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tblconv::client::ClientFiles;

use super::command::{err, folder, out, run};
use super::{read, reference, volume};

/// Every file below a folder, by its path in it.
fn tree(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            tree(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name, fs::read(entry.path()).unwrap_or_default());
        }
    }
}

pub(crate) fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    tree(folder, "", &mut found);
    found
}

#[test]
fn a_name_that_leads_out_of_the_folder_is_refused_and_nothing_is_written() {
    let work = folder("escape");
    let tricks = [
        ("", ".."),
        ("", "../escaped.txt"),
        ("", "..\\escaped.txt"),
        ("", "/abroad/escaped.txt"),
        ("", "C:escaped.txt"),
        ("", "a\u{1}b"),
        ("", ""),
        ("..", "escaped.txt"),
        ("a/../..", "escaped.txt"),
        ("/abroad", "escaped.txt"),
    ];
    for (at, (inside, name)) in tricks.into_iter().enumerate() {
        let client = work.join(format!("client{at}"));
        let target = work.join(format!("deep{at}/target"));
        assert!(fs::create_dir_all(&client).is_ok());
        volume::write(
            &client.join("ClientData"),
            inside,
            &[(name, b"gotcha")],
            true,
        );
        let before = files_below(&work);
        let output = run(&[
            "extract",
            &client.to_string_lossy(),
            &target.to_string_lossy(),
        ]);
        assert_eq!(output.status.code(), Some(1), "{inside:?} {name:?}");
        let told = err(&output);
        assert!(told.contains("file-name: "), "{inside:?} {name:?}: {told}");
        assert_eq!(files_below(&work), before, "{inside:?} {name:?}");
    }
    assert!(!Path::new("/abroad/escaped.txt").exists());
    let _ = fs::remove_dir_all(&work);
}

#[test]
fn a_patch_wins_over_the_client_and_a_path_without_content_is_looked_for_further() {
    let work = folder("order");
    let patch = work.join("Patch");
    assert!(fs::create_dir_all(&patch).is_ok());
    let data: [(&str, &[u8]); 3] = [
        ("One.txt", b"old"),
        ("Two.txt", b"two"),
        ("Three.txt", b"3"),
    ];
    volume::write(&work.join("ClientData"), "DB", &data, true);
    volume::write(&patch.join("Patch"), "db", &[("ONE.TXT", b"new")], true);
    // Names a content that no archive has: the search goes on to the client's.
    let hollow = patch.join("Patch2");
    volume::write(&hollow, "DB", &[("two.txt", b"nowhere")], false);
    let english: [(&str, &[u8]); 2] = [("en-US.bin", b"english"), ("three.txt", b"later")];
    volume::write(&work.join("ClientDataEN"), "", &english[..1], true);
    volume::write(&work.join("ClientDataDE"), "DB", &english[1..], true);

    let files = ClientFiles::open(&work).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(files.notes, [""; 0]);
    let order: Vec<_> = files
        .indexes()
        .filter_map(|path| path.file_stem()?.to_str())
        .collect();
    let want = [
        "Patch",
        "Patch2",
        "ClientData",
        "ClientDataDE",
        "ClientDataEN",
    ];
    assert_eq!(order, want);
    let content = |path: &str| {
        let found = files.find(path).and_then(|found| files.read(found).ok());
        found.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    assert_eq!(content("DB\\One.txt").as_deref(), Some("new"));
    assert_eq!(content("db/two.TXT").as_deref(), Some("two"));
    assert_eq!(content("DB/Three.txt").as_deref(), Some("3"));
    assert_eq!(content("EN-us.bin").as_deref(), Some("english"));
    let _ = fs::remove_dir_all(&work);
}

#[test]
fn a_shared_store_gives_what_an_archive_lacks() {
    let work = folder("store");
    let file: [(&str, &[u8]); 1] = [("Only.txt", b"kept elsewhere")];
    volume::write(&work.join("CoreData"), "", &file, true);
    assert!(fs::remove_file(work.join("CoreData.index")).is_ok());
    volume::write(&work.join("ClientData"), "", &file, false);
    let target = work.join("target");
    let output = run(&[
        "extract",
        &work.to_string_lossy(),
        &target.to_string_lossy(),
    ]);
    assert!(output.status.success(), "{}{}", out(&output), err(&output));
    assert_eq!(read(&target.join("Only.txt")), b"kept elsewhere");
    let _ = fs::remove_dir_all(&work);
}

#[test]
fn what_is_unpacked_is_the_tree_it_was_packed_from() {
    let Some(root) = reference() else { return };
    let work = folder("tree");
    let index = root.join("fixtures/archive/ClientData.index");
    let output = run(&["extract", &index.to_string_lossy(), &work.to_string_lossy()]);
    assert!(output.status.success(), "{}{}", out(&output), err(&output));
    let want = files_below(&root.join("fixtures/archive/tree/client"));
    assert!(
        files_below(&work) == want,
        "{:?}",
        files_below(&work).keys()
    );
    let list = out(&run(&["list", &index.to_string_lossy(), "UI"]));
    assert!(list.contains("UI/Sub4/File25.xml"), "{list}");
    let _ = fs::remove_dir_all(&work);
}
