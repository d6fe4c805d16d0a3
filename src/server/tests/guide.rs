//! The operator's guide: its commands are written as the program takes them, and it knows every
//! code of `bezgelor doctor`.

use std::collections::BTreeSet;
use std::path::Path;

use bezgelor_core::lacks::Lack;
use bezgelor_core::permission::Permissions;
use clap::Parser as _;
use server::cli::{Cli, Command};

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The words of a line, with what stands in double quotes as one.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(index, part)| match index % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn every_command_of_the_guide_is_one() {
    let guide = read("../../tools/packaging/OPERATING.md");
    let lines: Vec<&str> = guide
        .lines()
        .filter(|line| line.starts_with("bezgelor "))
        .collect();
    assert!(lines.len() > 30, "{lines:?}");
    for line in lines {
        let cli =
            Cli::try_parse_from(words(line)).unwrap_or_else(|error| panic!("{line}: {error}"));
        if let Command::Exec(args) = cli.into_command() {
            let words: Vec<String> = args.words.iter().map(|word| command::quote(word)).collect();
            let (parsed, _) = command::parse(&words.join(" "), Permissions::ALL);
            assert!(parsed.is_ok(), "{line}: {parsed:?}");
        }
    }
}

#[test]
fn every_code_of_doctor_is_in_the_guide() {
    let guide = read("../../tools/packaging/OPERATING.md");
    let mut codes = BTreeSet::new();
    for file in ["mod", "network", "rings", "scripts", "storage"] {
        let source = read(&format!("src/check/{file}.rs"));
        for part in source.split("\"E-").skip(1) {
            let code = part.split(['"', '{']).next().unwrap_or_default();
            codes.insert(format!("E-{}", code.trim_end_matches('-')));
        }
    }
    assert!(codes.len() > 15, "{codes:?}");
    for code in codes {
        assert!(guide.contains(&format!("`{code}`")), "{code}");
    }
}

#[test]
fn every_kind_of_gap_in_the_data_is_in_the_guide() {
    let guide = read("../../tools/packaging/OPERATING.md");
    for lack in Lack::ALL {
        let row = format!("| `{}` | ", lack.name());
        assert!(guide.contains(&row), "{}", lack.name());
    }
}
