//! The tree has every command that operators know from other servers (`features.md` section 35), or
//! the operator's guide says with which system it comes. What their wiki has as a shorter form is
//! one here as well.

use std::collections::BTreeSet;

use bezgelor_core::permission::Permissions;
use command::ParseError;

/// The leaves, as section 35 has them, those of all servers together.
const LEAVES: &str = "account create, account delete, account password, account changepassword,
    account inventory add, achievement update, achievement grant, ban account player,
    ban account character, broadcast message, character xp, character level, character save,
    currency account add, currency account list, currency character add, currency character list,
    disable info, disable reload, door open, door close, entitlement account list,
    entitlement character list, entitlement add, entity i, entity info, entity p,
    entity properties, entity v, entity vitals, entity modify displayinfo, entity threat adjust,
    entity threat list, entity threat clear, entity threat remove, generic unlock,
    generic unlockall, generic list, guild register, guild join, help, h, ?, house decor add,
    house decor lookup, house teleport, item add, item lookup, item info, map unload, map remove,
    map cancel, movement spline add, movement spline clear, movement spline launch,
    movement generator direct, movement generator random, path unlock, path activate, path xp,
    pet unlockflair, quest activate, quest list, quest add, quest achieve, quest achieveobjective,
    quest objective, quest kill, rbac account permission grant, rbac account permission revoke,
    rbac account role grant, rbac account role revoke, realm shutdown start, realm shutdown cancel,
    realm motd, realm max, reputation update, reward track update, script reload, script info,
    spell add, spell cast, spell resetcooldown, story panel, story communicator,
    teleport coordinates, teleport location, teleport name, title add, title revoke, title all,
    title none";

/// The shorter forms of the wiki's command pages, each with what it means.
const SHORTER: &[(&str, &str)] = &[
    ("acc create", "account create"),
    ("acc delete", "account delete"),
    ("entity i", "entity info"),
    ("entity p", "entity properties"),
    ("entity v", "entity vitals"),
    ("entity threat a", "entity threat adjust"),
    ("entity threat c", "entity threat clear"),
    ("entity threat l", "entity threat list"),
    ("entity threat r", "entity threat remove"),
    ("item i", "item info"),
    ("item information", "item info"),
    ("move generator direct", "movement generator direct"),
    ("move generator random", "movement generator random"),
    ("move spline add", "movement spline add"),
    ("move spline clear", "movement spline clear"),
    ("move spline launch", "movement spline launch"),
    ("port coordinates", "teleport coordinates"),
    ("port location", "teleport location"),
    ("port name", "teleport name"),
    ("rep update", "reputation update"),
    ("story c", "story communicator"),
    ("story p", "story panel"),
    ("tele coordinates", "teleport coordinates"),
    ("tele location", "teleport location"),
    ("tele name", "teleport name"),
];

/// The path of the command that a line without arguments begins.
fn meant(line: &str) -> Option<&'static str> {
    match command::parse(line, Permissions::ALL).0 {
        Ok(parsed) => Some(parsed.definition.path),
        Err(ParseError::Argument { definition, .. }) => Some(definition.path),
        Err(_) => None,
    }
}

#[test]
fn the_shorter_forms_of_the_wiki_are_known() {
    for (shorter, path) in SHORTER {
        assert_eq!(meant(shorter), Some(*path), "{shorter}");
    }
}

/// The commands of the guide's table of those to come.
fn to_come() -> BTreeSet<String> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tools/packaging/OPERATING.md"
    );
    let guide = std::fs::read_to_string(path).expect("the guide is there");
    let (_, table) = guide.split_once("## Commands to come").expect("its table");
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `"));
    let cells = rows.filter_map(|row| row.split(" |").next());
    let commands = cells.flat_map(|cell| cell.split(", "));
    commands
        .map(|word| word.trim_matches('`').to_owned())
        .collect()
}

#[test]
fn every_leaf_is_there_or_comes_with_a_system() {
    let there: BTreeSet<&str> = command::definitions()
        .flat_map(|definition| definition.aliases.iter().chain([&definition.path]))
        .copied()
        .collect();
    let leaves: BTreeSet<&str> = LEAVES.split(',').map(str::trim).collect();
    let to_come = to_come();
    for leaf in &leaves {
        assert_ne!(
            there.contains(leaf),
            to_come.contains(*leaf),
            "`{leaf}` is either a command or in the guide's table"
        );
    }
    for named in &to_come {
        assert!(leaves.contains(named.as_str()), "no server has `{named}`");
    }
}
