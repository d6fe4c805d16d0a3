//! What loads and what does not.

use bezgelor_core::ids::{WorldId, ZoneInstanceId};
use bezgelor_core::limits::{SCRIPT_BYTES_MAX, SCRIPTS_MAX};
use script::{Opening, compile};

use crate::bench::{Bench, clock, load, opening, program, source};

fn why_not(text: &str) -> String {
    let faults = program(text).expect_err("it does not load");
    assert_eq!(faults.len(), 1);
    faults[0].to_string()
}

#[test]
fn what_does_not_load_says_where() {
    assert!(why_not("local a =\n\nlocal = 3").starts_with("test.luau:3: "));
    assert_eq!(why_not("\nerror('no')"), "test.luau:2: no");
    let unknown = why_not("local a = 1\non('ended', function() end)");
    assert_eq!(unknown, "test.luau:2: there is no event `ended`");
    assert!(why_not("\n\nnothing.at.all()").starts_with("test.luau:3: attempt to index nil"));
    assert!(why_not("while true do end").contains("takes too long"));
    assert!(why_not("on('died', 0, function() end)").contains("a row of a table"));
}

#[test]
fn one_that_does_not_load_is_named_beside_the_others() {
    let sources = vec![
        source("b.luau", "x ="),
        source("good.luau", "log('hm')"),
        source("a.luau", "error('no')"),
    ];
    let (program, faults) = compile(sources, &clock(1));
    assert_eq!(program.names().collect::<Vec<_>>(), ["good.luau"]);
    let names: Vec<&str> = faults.iter().map(|fault| &*fault.script).collect();
    assert_eq!(names, ["a.luau", "b.luau"]);
}

#[test]
fn numbers_and_sizes_have_bounds() {
    let many = (0..=SCRIPTS_MAX).map(|number| source(&format!("{number}.luau"), ""));
    assert!(load(many.collect()).is_err());
    assert!(why_not(&" ".repeat(SCRIPT_BYTES_MAX + 1)).contains("bytes"));
    assert!(program(&" ".repeat(SCRIPT_BYTES_MAX)).is_ok());
}

#[test]
fn a_script_runs_in_the_worlds_it_names() {
    let text = "worlds(3460, 51) on('opened', function() log(zone.world, zone.instance) end)";
    let mut bench = Bench::new(text);
    for (instance, world) in [(4, 51), (5, 870)] {
        let zone = Opening {
            world: WorldId(world),
            ..opening(ZoneInstanceId(instance))
        };
        bench.vm.open(zone, bench.now());
        bench.step();
        bench.step();
    }
    assert_eq!(bench.lines(), ["3460 3", "51 4"]);
    let reports = bench.vm.reports();
    assert_eq!(reports[0].worlds, [3460, 51]);
}

#[test]
fn handlers_are_named_while_a_script_loads() {
    let mut bench = Bench::new("on('opened', function() on('died', function() end) end)");
    bench.step();
    let [fault] = <[String; 1]>::try_from(bench.faults()).expect("one");
    assert!(
        fault.starts_with("test.luau:1: `on` is called while"),
        "{fault}"
    );
}

#[test]
fn a_zone_that_goes_takes_its_scripts_along() {
    let text = "on('opened', function() every(50, function() log('tick') end) end)";
    let mut bench = Bench::new(text);
    bench.step();
    let before = bench.lines().len();
    assert!(before > 0);
    bench.vm.close(crate::bench::ZONE);
    bench.step();
    bench.step();
    assert_eq!((bench.lines().len(), bench.vm.zones().count()), (before, 0));
}

#[test]
fn the_scripts_of_the_starter_realm_are_the_files_in_the_folder_and_all_load() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts");
    let files = std::fs::read_dir(folder).expect("the folder is there");
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".luau")).collect();
    names.sort();
    let sources = script::starter::sources();
    let built_in: Vec<String> = sources.iter().map(|source| source.name.clone()).collect();
    assert_eq!(built_in, names, "name the files in `starter.rs`");
    let (program, faults) = compile(sources, &clock(1));
    assert_eq!((program.names().len(), faults), (names.len(), Vec::new()));
}

#[test]
fn the_page_for_writers_names_every_event_and_function() {
    let page = include_str!("../../../../scripts/README.md");
    for (name, _) in script::Event::ALL {
        assert!(page.contains(&format!("| `{name}` |")), "the event {name}");
    }
    let functions = [
        "tell",
        "announce",
        "call",
        "say",
        "yell",
        "emote",
        "walk",
        "home",
        "door",
        "spawn",
        "despawn",
        "place",
        "begin_event",
        "end_event",
        "teleport",
        "give_item",
        "give_currency",
        "now",
        "time",
    ];
    for name in functions {
        let there = format!("assert(type(zone.{name}) == 'function')");
        assert!(program(&there).is_ok(), "{name}");
        assert!(
            page.contains(&format!("`zone.{name}(")),
            "the function {name}"
        );
    }
}
