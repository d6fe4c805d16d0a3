//! What scripts cannot reach.

use crate::bench::{Bench, load, program, source};

#[test]
fn nothing_leads_out_of_a_script() {
    let gone = [
        "io",
        "os",
        "debug",
        "package",
        "require",
        "load",
        "loadstring",
        "loadfile",
        "dofile",
        "getfenv",
        "setfenv",
        "newproxy",
        "collectgarbage",
        "gcinfo",
    ];
    for name in gone {
        let text = format!("assert({name} == nil, '{name} is there')");
        assert!(program(&text).is_ok(), "{name}");
    }
}

#[test]
fn what_is_everybodys_is_read_only() {
    let changes = [
        "string.format = nil",
        "table.insert = print",
        "math.random = nil",
        "zone.tell = nil",
        "zone.world = 5",
        "_G.on = nil",
        "_G.mine = 1",
        "getmetatable('').__index = nil",
        "setmetatable(zone, nil)",
        "setmetatable(_G, {})",
    ];
    for change in changes {
        let faults = program(change).expect_err(change);
        assert!(!faults[0].text.is_empty());
    }
    // Its own variables are its own.
    assert!(program("print = 5 assert(print == 5) mine = 1 assert(mine == 1)").is_ok());
}

#[test]
fn scripts_do_not_share_variables_nor_do_zones() {
    let sources = vec![
        source(
            "a.luau",
            "count = 0 on('opened', function() count += 1 log('a', count) end)",
        ),
        source("b.luau", "on('opened', function() log('b', count) end)"),
    ];
    let program = load(sources).expect("they load");
    let mut bench = Bench::of(program, 1);
    bench.open(bezgelor_core::ids::ZoneInstanceId(4));
    assert_eq!(bench.lines(), ["a 1", "b nil", "a 1", "b nil"]);
}

#[test]
fn bad_arguments_name_the_line_that_gave_them() {
    let wrong = [
        "zone.tell('x', 'y')",
        "zone.tell(-1, 'y')",
        "zone.walk(1, 0/0, 0, 0)",
        "zone.walk(1, 1e39, 0, 0)",
        "zone.spawn({ creature = 5 })",
        "zone.place(1, 2, 3, -1)",
        "zone.place(1, 2, 3, 1e6)",
        "zone.announce('x', 'loud')",
        "zone.give_item(1, 2, -3)",
        "math.random(0)",
        "math.random(5, 1)",
        "worlds('x')",
    ];
    for text in wrong {
        let faults = program(&format!("\n{text}")).expect_err(text);
        assert!(
            faults[0].text.starts_with("test.luau:2: "),
            "{text}: {}",
            faults[0]
        );
    }
}
