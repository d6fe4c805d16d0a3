//! The command as a user runs it: output, exit status and messages.

use std::path::PathBuf;
use std::process::{Command, Output};

use super::{read, reference};

pub(crate) fn run(args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_tblconv"))
        .args(args)
        .env_remove("BEZGELOR_TABLES")
        .output();
    output.unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("tblconv-cmd-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    assert!(std::fs::create_dir_all(&path).is_ok());
    path
}

#[test]
fn dump_is_a_json_array_of_row_objects_in_the_client_s_names() {
    let output = run(&["dump", "World", "--json", "--where", "id=3460"]);
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    assert_eq!(rows[0]["ID"], 3460);
    assert_eq!(rows[0]["assetPath"], "Map\\NewPlayerExperience");
    assert_eq!(rows.as_array().map(Vec::len), Some(1));
    let output = run(&[
        "dump",
        "World",
        "--csv",
        "--where",
        "id!=22",
        "--where",
        "assetPath~western",
    ]);
    assert_eq!(out(&output).lines().count(), 3, "a header, 870 and 1387");
    let none: serde_json::Value =
        serde_json::from_slice(&run(&["dump", "World", "--json", "--where", "id=9"]).stdout)
            .unwrap_or_default();
    assert_eq!(none, serde_json::json!([]));
}

#[test]
fn exit_status_and_one_line_say_what_is_wrong() {
    let cases: [(&[&str], i32, &str); 8] = [
        (&["dump", "Creature"], 1, "did you mean `Creature2`?"),
        (
            &["dump", "World", "--where", "colour=1"],
            1,
            "no column `colour`",
        ),
        // No row answered such a question, as if it had been a good one.
        (
            &["dump", "World", "--where", "id=abc"],
            1,
            "`abc` cannot be compared with id, which holds whole numbers",
        ),
        (
            &["dump", "World", "--where", "assetPath>5"],
            1,
            "`5` cannot be compared with assetPath, which holds text",
        ),
        (
            &["dump", "World", "--set", "no-such-set"],
            1,
            "run `tblconv import --client CLIENT --out no-such-set`",
        ),
        (
            &["dump", "World", "--set", "no-such-set"],
            1,
            "no-such-set: ",
        ),
        (&["verify"], 2, "Usage"),
        (&["schema", "NoSuchThing"], 1, "`tblconv schema` lists them"),
    ];
    for (args, status, message) in cases {
        let output = run(args);
        assert_eq!(output.status.code(), Some(status), "{args:?}");
        assert!(err(&output).contains(message), "{args:?}: {}", err(&output));
    }
}

#[test]
fn help_teaches_the_first_steps() {
    let help = out(&run(&["--help"]));
    assert!(
        help.contains("Quick start") && help.contains("Exit status"),
        "{help}"
    );
    for command in [
        "import", "convert", "dump", "verify", "schema", "grep", "diff", "pack",
    ] {
        assert!(help.contains(command), "{command}");
        assert!(run(&[command, "--help"]).status.success(), "{command}");
    }
}

#[test]
fn starter_mistakes_are_named_by_file_line_and_column() {
    let source = folder("starter");
    let target = source.join("out.set");
    let table = source.join("World.csv");
    let (from, to) = (source.to_string_lossy(), target.to_string_lossy());
    assert!(std::fs::write(&table, "ID,flags\n1,0\n2,many\n").is_ok());
    let output = run(&["starter", &from, &to]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("World.csv:3:3: `many` is no u32 for flags"),
        "{}",
        err(&output)
    );
    assert!(std::fs::write(&table, "ID,flags\n1,0\n2,7\n").is_ok());
    assert!(run(&["starter", &from, &to]).status.success());
    let rows = out(&run(&["dump", "World", "--csv", "--set", &to]));
    assert!(
        rows.lines().count() == 3 && run(&["verify", &to]).status.success(),
        "{rows}"
    );
    let _ = std::fs::remove_dir_all(&source);
}

#[test]
fn text_packs_to_the_client_s_bytes_and_diff_sees_one_changed_cell() {
    let Some(root) = reference() else { return };
    let work = folder("pack");
    let original = root.join("fixtures/real/CurrencyType.tbl.xz");
    let path = |name: &str| work.join(name).to_string_lossy().into_owned();
    let original_name = original.to_string_lossy();
    for form in ["json", "csv"] {
        let text = run(&["dump", &original_name, &format!("--{form}")]).stdout;
        let (source, packed) = (
            path(&format!("CurrencyType.{form}")),
            path("CurrencyType.tbl"),
        );
        assert!(std::fs::write(&source, &text).is_ok());
        let output = run(&["pack", &source, &packed]);
        assert!(output.status.success(), "{}", err(&output));
        assert!(
            read(&work.join("CurrencyType.tbl")) == read(&original),
            "{form}"
        );
        let changed = String::from_utf8_lossy(&text).replace("12000", "13000");
        assert!(std::fs::write(&source, changed).is_ok());
        assert!(run(&["pack", &source, &packed]).status.success());
        let output = run(&["diff", &original_name, &packed]);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(out(&output), "~ CurrencyType 5 capAmount: 12000 -> 13000\n");
    }
    assert_eq!(
        run(&["diff", &original_name, &original_name]).status.code(),
        Some(0)
    );
    let _ = std::fs::remove_dir_all(&work);
}

#[test]
fn import_reads_a_client_and_verify_takes_the_set() {
    let Some(root) = reference() else { return };
    let work = folder("import");
    let (client, set) = (root.join("fixtures/archive"), work.join("set"));
    let (client, set) = (client.to_string_lossy(), set.to_string_lossy());
    let output = run(&[
        "import",
        "--client",
        &client,
        "--out",
        &set,
        "--progress",
        "json",
    ]);
    assert!(output.status.success(), "{}{}", out(&output), err(&output));
    let first = err(&output)
        .lines()
        .next()
        .map(str::to_owned)
        .unwrap_or_default();
    let told: serde_json::Value = serde_json::from_str(&first).unwrap_or_default();
    assert_eq!(told["done"], 1, "{first}");
    assert!(run(&["verify", &set]).status.success());
    let again = out(&run(&[
        "import",
        "--client",
        &client,
        "--out",
        &set,
        "--progress",
        "none",
    ]));
    assert!(again.contains(" 0 made, "), "{again}");
    let _ = std::fs::remove_dir_all(&work);
}
