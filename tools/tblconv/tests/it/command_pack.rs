//! What was taken apart is put together again: archives, tables and texts. What differs is told.

use std::fs;
use std::path::Path;

use super::command::{err, folder, out, run};
use super::command_extract::files_below;
use super::{read, reference, volume};

fn good(args: &[&str]) -> String {
    let output = run(args);
    assert!(
        output.status.success(),
        "{args:?}: {}{}",
        out(&output),
        err(&output)
    );
    out(&output)
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[test]
fn a_folder_packs_to_an_index_and_archive_that_unpack_to_it() {
    let work = folder("volume");
    let source = work.join("source");
    let noise: Vec<u8> = (0_u32..700)
        .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
        .collect();
    for (name, content) in [
        ("DB/One.tbl", vec![b'a'; 9000]),
        ("DB/Same.tbl", vec![b'a'; 9000]),
        ("Ünïcode/deep/er/noise.bin", noise),
        ("empty.txt", Vec::new()),
    ] {
        let path = source.join(name);
        assert!(
            path.parent()
                .is_some_and(|parent| fs::create_dir_all(parent).is_ok())
        );
        assert!(fs::write(path, content).is_ok());
    }
    let (index, target) = (work.join("Mine.index"), work.join("target"));
    let told = good(&["pack", &text(&source), &text(&index)]);
    assert!(told.ends_with("4 files, 3 contents\n"), "{told}");
    let stored = fs::metadata(work.join("Mine.archive")).map_or(0, |meta| meta.len());
    assert!((2800..8000).contains(&stored), "{stored} bytes");
    for file in [&index, &work.join("Mine.archive")] {
        good(&["verify", &text(file)]);
    }
    good(&["extract", &text(&index), &text(&target)]);
    assert!(files_below(&target) == files_below(&source));
    // The same again, over what is there: equal input gives equal bytes.
    let before = read(&index);
    good(&["pack", &text(&source), &text(&index)]);
    assert!(read(&index) == before);
    assert_eq!(
        fs::read_dir(&work).map(Iterator::count).ok(),
        Some(4),
        "no file is left over"
    );
    let _ = fs::remove_dir_all(&work);
}

#[test]
fn texts_pack_to_the_file_they_were_dumped_from() {
    let Some(root) = reference() else { return };
    let work = folder("texts");
    for (tag, form) in [("en-US", "json"), ("de-DE", "csv"), ("fr-FR", "json")] {
        let file = root.join(format!("fixtures/text/{tag}.bin"));
        let (dumped, packed) = (
            work.join(format!("{tag}.{form}")),
            work.join(format!("{tag}.bin")),
        );
        let rows = good(&["dump", &text(&file), &format!("--{form}")]);
        assert!(fs::write(&dumped, rows).is_ok());
        good(&["pack", &text(&dumped), &text(&packed)]);
        assert!(read(&packed) == read(&file), "{tag}");
    }
    let twice = work.join("ko-KR.csv");
    assert!(fs::write(&twice, "ID,text\n7,a\n7,b\n").is_ok());
    let output = run(&["pack", &text(&twice), &text(&work.join("x.bin"))]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).ends_with("order: id 7 comes twice\n"),
        "{}",
        err(&output)
    );
    let _ = fs::remove_dir_all(&work);
}

#[test]
fn a_set_and_a_folder_of_text_pack_to_the_client_s_own_bytes() {
    let Some(root) = reference() else { return };
    let work = folder("set");
    let names = ["CurrencyType", "TradeskillTier", "WordFilterAlt"];
    let real = |name: &str| root.join(format!("fixtures/real/{name}.tbl.xz"));
    let english = root.join("fixtures/text/en-US.bin");
    let mut args = vec!["convert".to_owned(), text(&english)];
    args.extend(names.iter().map(|name| text(&real(name))));
    let set = work.join("set");
    args.extend([
        "--out".to_owned(),
        text(&set),
        "--progress".to_owned(),
        "none".to_owned(),
    ]);
    good(&args.iter().map(String::as_str).collect::<Vec<_>>());
    let (packed, texts) = (work.join("packed"), work.join("texts"));
    good(&["pack", &text(&set), &text(&packed)]);
    assert!(fs::create_dir_all(&texts).is_ok());
    for name in names {
        assert!(
            read(&packed.join(format!("{name}.tbl"))) == read(&real(name)),
            "{name}"
        );
        let rows = good(&["dump", name, "--csv", "--set", &text(&set)]);
        assert!(fs::write(texts.join(format!("{name}.csv")), rows).is_ok());
    }
    assert!(read(&packed.join("en-US.bin")) == read(&english));
    let again = work.join("again");
    good(&["pack", &text(&texts), &text(&again)]);
    for name in names {
        assert!(
            read(&again.join(format!("{name}.tbl"))) == read(&real(name)),
            "{name}"
        );
    }
    // A single archive, whatever its file is called.
    let archives = super::files(&set, ".bga");
    let one = archives
        .iter()
        .find(|path| text(path).contains("table-CurrencyType."));
    let one = one.map_or_else(String::new, |path| text(path));
    good(&["pack", &one, &text(&work.join("Any.tbl"))]);
    assert!(read(&work.join("Any.tbl")) == read(&real("CurrencyType")));
    assert_eq!(
        good(&["dump", &one, "--csv"]),
        good(&["dump", "CurrencyType", "--csv", "--set", &text(&set)])
    );
    let _ = fs::remove_dir_all(&work);
}

#[test]
fn a_json_row_may_spell_a_column_in_another_case_and_no_other_column() {
    let work = folder("case");
    let (source, packed) = (work.join("WorldZone.json"), work.join("WorldZone.tbl"));
    let pack = |json: &str| {
        assert!(fs::write(&source, json).is_ok());
        run(&["pack", &text(&source), &text(&packed)])
    };
    assert!(
        pack(r#"[{"id": 7, "PARENTZONEID": 3, "allowAccess": null}]"#)
            .status
            .success()
    );
    let rows = good(&["dump", &text(&packed), "--json"]);
    let rows: serde_json::Value = serde_json::from_str(&rows).unwrap_or_default();
    assert_eq!(
        (&rows[0]["ID"], &rows[0]["parentZoneId"]),
        (&7.into(), &3.into())
    );
    for (json, why) in [
        (
            r#"[{"ID": 7, "parent": 3}]"#,
            "row 0: WorldZone has no column `parent`",
        ),
        (
            r#"[{"ID": 7}, {"ID": 7}]"#,
            "duplicate-id: id 7 in rows 0 and 1",
        ),
        (
            r#"[{"ID": 4294967296}]"#,
            "row 0 ID: `4294967296` is no u32",
        ),
        (r#"{"ID": 7}"#, "json: expected an array of rows"),
        ("[", "json: EOF"),
    ] {
        let output = pack(json);
        assert_eq!(output.status.code(), Some(1), "{json}");
        assert!(err(&output).contains(why), "{json}: {}", err(&output));
        assert_eq!(err(&output).lines().count(), 1, "{json}");
    }
    let _ = fs::remove_dir_all(&work);
}

#[test]
fn sets_are_compared_down_to_the_text_and_the_tile() {
    let Some(root) = reference() else { return };
    let work = folder("differ");
    let (old, new) = (work.join("old"), work.join("new"));
    for folder in [&old, &new] {
        assert!(fs::create_dir_all(folder).is_ok());
    }
    let tile = read(&root.join("fixtures/area/Test.4041.area"));
    let other = read(&root.join("fixtures/area/Test.4042.area"));
    let write = |folder: &Path, name: &str, bytes: &[u8]| {
        assert!(fs::write(folder.join(name), bytes).is_ok());
    };
    write(&old, "One.4041.area", &tile);
    write(&old, "One.4141.area", &tile);
    write(&new, "One.4041.area", &tile);
    write(&new, "One.4141.area", &other);
    write(&new, "Two.4041.area", &tile);
    let texts = |rows: &[(u32, &str)]| {
        let labels = tables::TextLabels::of_tag("en-US").unwrap_or_default();
        tblconv::text::write(&labels, rows).unwrap_or_default()
    };
    write(&old, "en-US.bin", &texts(&[(1, "one"), (2, "two")]));
    write(
        &new,
        "en-US.bin",
        &texts(&[(1, "one"), (2, "zwei"), (3, "")]),
    );
    let set = |folder: &Path| {
        let set = text(&folder.with_extension("set"));
        good(&[
            "convert",
            &text(folder),
            "--out",
            &set,
            "--progress",
            "none",
        ]);
        set
    };
    let (old, new) = (set(&old), set(&new));
    let output = run(&["diff", &old, &new]);
    assert_eq!(output.status.code(), Some(1));
    let want = "~ en-US 2 text: \"two\" -> \"zwei\"\n+ en-US 3\n~ map one tile 4141\n+ map two\n";
    assert_eq!(out(&output), want);
    assert_eq!(run(&["diff", &old, &old]).status.code(), Some(0));
    let _ = fs::remove_dir_all(&work);
}

#[test]
fn no_name_inside_a_file_breaks_the_line_it_is_told_on() {
    let Some(root) = reference() else { return };
    let work = folder("lines");
    let mut table = read(&root.join("fixtures/synthetic/MixedTypes.tbl"));
    // The first letters of the table's and of a column's name.
    table[0x60..0x64].copy_from_slice(&[b'\n', 0, 0x1B, 0]);
    let file = work.join("Odd\nname.tbl");
    assert!(fs::write(&file, &table).is_ok());
    let output = run(&["verify", &text(&file)]);
    assert!(output.status.success(), "{}", out(&output));
    assert_eq!(out(&output).lines().count(), 1, "{}", out(&output));
    assert!(!out(&output).contains('\u{1B}'));
    volume::write(&work.join("ClientData"), "", &[("a\nb.txt", b"x")], true);
    let output = run(&["verify", &text(&work.join("ClientData.index"))]);
    assert_eq!(
        (output.status.code(), out(&output).lines().count()),
        (Some(1), 1)
    );
    let _ = fs::remove_dir_all(&work);
}

#[test]
fn a_table_the_client_would_refuse_is_not_verified() {
    let Some(root) = reference() else { return };
    let work = folder("foreign");
    let good = root.join("fixtures/real/CurrencyType.tbl.xz");
    let file = work.join("World.tbl");
    assert!(fs::write(&file, read(&good)).is_ok());
    let output = run(&["verify", &text(&file)]);
    assert_eq!(output.status.code(), Some(1));
    let want = "schema: World: column 1 is `description`, the schema has `assetPath`\n";
    assert!(out(&output).ends_with(want), "{}", out(&output));
    assert_eq!(
        run(&["verify", "--lenient", &text(&file)]).status.code(),
        Some(0)
    );
    let _ = fs::remove_dir_all(&work);
}

#[test]
fn the_schema_is_one_json_array() {
    let all: serde_json::Value =
        serde_json::from_str(&good(&["schema", "--json"])).unwrap_or_default();
    assert_eq!(all.as_array().map(Vec::len), Some(384));
    let world: serde_json::Value =
        serde_json::from_str(&good(&["schema", "worldzone", "--json"])).unwrap_or_default();
    let parent = world.as_array().and_then(|columns| {
        columns
            .iter()
            .find(|column| column["column"] == "parentZoneId")
            .cloned()
    });
    assert_eq!(parent.unwrap_or_default()["refers_to"], "WorldZone");
}
