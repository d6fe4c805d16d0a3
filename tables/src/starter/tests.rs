//! Starter text says what is wrong by file, line and column, and the built-in text is right.

use super::*;
use crate::rows::World;
use crate::text::Language;

fn error(file: &str, text: &str) -> String {
    compile(&[(file, text)])
        .err()
        .map_or_else(String::new, |e| e.to_string())
}

#[test]
fn the_built_in_set_compiles_and_opens() {
    let set = embedded().unwrap_or_else(|error| panic!("{error}"));
    assert!(
        set.character_creation()
            .iter()
            .all(|row| !set.world().is_empty() && row.enabled())
    );
    let spawns = embedded_spawns().unwrap_or_else(|error| panic!("{error}"));
    for spawn in &spawns {
        assert!(set.world().contains(spawn.world_id), "{spawn:?}");
        assert!(set.creature2().contains(spawn.creature_id), "{spawn:?}");
    }
}

#[test]
fn cells_become_what_they_say() {
    let text = "# worlds\nID,assetPath,flags,type\n\n22,\"Map\\A, \"\"B\"\"\",-1,0x10\n51,,,\n";
    let bytes = compile(&[
        ("World.csv", text),
        ("texts.en-US.csv", "ID,text\n7,\"Hi, you\"\n3,Ä\n"),
    ]);
    let set = bytes.and_then(|b| {
        TableSet::from_bytes(&b).map_err(|e| StarterError::new("", (0, 0), e.to_string()))
    });
    let set = set.unwrap_or_else(|error| panic!("{error}"));
    let row = set.world().get(22).unwrap_or_else(|| panic!("no world 22"));
    assert_eq!(
        (row.asset_path(), row.flags(), row.type_()),
        ("Map\\A, \"B\"", u32::MAX, 16)
    );
    assert_eq!(set.world().get(51).map(World::asset_path), Some(""));
    assert!(set.world().get(23).is_none());
    assert_eq!(set.text(Language::ENGLISH, 7), Some("Hi, you"));
    assert_eq!(set.text(Language::ENGLISH, 3), Some("Ä"));
}

#[test]
fn mistakes_are_named_by_place() {
    assert!(error("Wrold.csv", "ID\n1\n").starts_with("Wrold.csv: "));
    assert!(
        error("World.csv", "ID,asset\n")
            .starts_with("World.csv:1:4: World has no column `asset`; did you mean `assetPath`?")
    );
    assert!(error("World.csv", "assetPath,ID\n").contains("World.csv:1:1: the first column"));
    assert!(
        error("World.csv", "ID,flags\n1,2\n\n2,x\n").starts_with("World.csv:4:3: `x` is no u32")
    );
    assert!(error("World.csv", "ID\n1\n1\n").contains("World.csv:3:1: id 1 is already in line 2"));
    assert!(error("World.csv", "ID,flags\n1\n").contains("World.csv:2: 1 cells, the header has 2"));
    assert!(error("World.csv", "ID,assetPath\n1,\"x\n").contains("World.csv:2:3: a quote"));
    assert!(error("spawns.csv", "id,x\n").contains("spawns.csv:1:1: expected"));
}

#[test]
fn a_reference_must_lead_to_a_starter_row() {
    let files = [("WorldZone.csv", "ID,parentZoneId\n1,0\n2,1\n3,9\n")];
    let message = compile(&files).err().map(|e| e.to_string());
    assert_eq!(
        message.as_deref(),
        Some("WorldZone.csv:4:3: parentZoneId 9 is not in WorldZone.csv")
    );
}
