//! Scripts that take too much or fail.

use bezgelor_core::ids::{UnitId, ZoneInstanceId};
use bezgelor_core::limits::{
    SCRIPT_ACTS_PER_STEP_MAX, SCRIPT_CALL_US_MAX, SCRIPT_FAILURES_MAX, SCRIPT_FAILURES_MS,
    SCRIPT_LOG_LINES_PER_S_MAX, SCRIPT_MEMORY_BYTES_MAX, SCRIPT_TICK_US_MAX,
};
use script::{Note, Vm};
use world::script::Happening;

use crate::bench::{Bench, ZONE, clock, entered, load, program, source};

#[test]
fn an_endless_loop_is_stopped_and_the_others_go_on() {
    let sources = vec![
        source(
            "loops.luau",
            "on('entered', function()\n while true do end end)",
        ),
        source("other.luau", "on('entered', function(e) log(e.player) end)"),
    ];
    let program = load(sources).expect("they load");
    let mut bench = Bench::of(program, 100);
    bench.tell(entered(1));
    bench.step();
    assert_eq!(bench.lines(), ["1"]);
    assert_eq!(
        bench.faults(),
        ["loops.luau:2: it takes too long and is stopped"]
    );
    let figures = bench.vm.figures();
    assert_eq!((figures.errors, figures.killed), (1, 1));
    assert!(
        figures.longest_us <= SCRIPT_CALL_US_MAX + 1_000,
        "{figures:?}"
    );
}

#[test]
fn nobody_catches_what_stops_it() {
    let loops = [
        "while true do pcall(function() while true do end end) end",
        "while true do pcall(error, 'x') end",
        "local function f() return pcall(f) end while true do f() end",
        "string.find(string.rep('a', 50000), string.rep('a?', 50) .. string.rep('a', 50) .. 'b')",
        "table.move({}, 1, 2^31, 2)",
        "local co = coroutine.wrap(function() while true do end end) co()",
        "local t = {} for i = 1, 1e5 do t[i] = i end
            while true do table.sort(t, function() return true end) end",
    ];
    for text in loops {
        let text = format!("on('entered', function() {text} end)");
        let mut bench = Bench::of(program(&text).expect(&text), 100);
        bench.tell(entered(1));
        bench.step();
        assert_eq!(bench.vm.figures().errors, 1, "{text}");
        assert!(
            bench.vm.figures().longest_us <= SCRIPT_CALL_US_MAX + 2_000,
            "{text}"
        );
    }
}

#[test]
fn a_tick_has_an_end_whatever_waits() {
    let text = "on('said', function() while true do end end)";
    let mut bench = Bench::of(program(text).expect("it loads"), 100);
    for _ in 0..9 {
        let said = Happening::Said {
            player: UnitId(1),
            text: "hm".into(),
        };
        bench.vm.tell(ZONE, said);
    }
    bench.step();
    let figures = bench.vm.figures();
    assert!(
        figures.spent_us <= SCRIPT_TICK_US_MAX + SCRIPT_CALL_US_MAX + 2_000,
        "{figures:?}"
    );
    assert!(figures.errors < 9, "the rest waits");
    for _ in 0..9 {
        bench.step();
    }
    assert_eq!(bench.vm.figures().errors, 9);
}

#[test]
fn who_takes_all_memory_is_told_nothing_more_and_the_others_have_theirs() {
    let hogs = [
        "on('entered', function() kept = {} while true do table.insert(kept, {}) end end)",
        "on('entered', function() kept = {}
            for i = 1, 1e9 do kept[i] = string.rep('x', 1e5) .. i end
        end)",
        "on('entered', function() kept = string.rep('x', 1e9) end)",
        "on('entered', function() kept = table.create(2^26, 0) end)",
        "on('entered', function() kept = buffer.create(2^30) end)",
    ];
    for hog in hogs {
        let sources = vec![
            source("hog.luau", hog),
            source(
                "other.luau",
                "on('entered', function(e) log(('x'):rep(1000), e.player) end)",
            ),
        ];
        let program = load(sources).expect("they load");
        let mut bench = Bench::of(program, 0);
        for player in 0..30 {
            bench.tell(entered(player));
        }
        assert_eq!(bench.lines().len(), 30, "{hog}: {:?}", bench.faults());
        assert!(bench.is_disabled(), "{hog}");
        assert!(
            bench.vm.figures().memory_bytes < SCRIPT_MEMORY_BYTES_MAX / 2,
            "{hog}"
        );
    }
}

#[test]
fn who_fails_again_and_again_is_told_nothing_more() {
    let mut bench = Bench::new("on('entered', function()\n error('no') end)");
    for number in 0..SCRIPT_FAILURES_MAX + 3 {
        bench.tell(entered(number));
    }
    assert_eq!(bench.faults().len(), SCRIPT_FAILURES_MAX as usize);
    assert!(
        matches!(bench.notes.last(), Some(Note::Disabled(fault)) if fault.text == "test.luau:2: no")
    );
    assert!(bench.is_disabled());
    assert_eq!(bench.vm.figures().disabled, 1);
    // Now and then is forgiven.
    let mut bench = Bench::new("on('entered', function() error('no') end)");
    for number in 0..SCRIPT_FAILURES_MAX * 2 {
        bench.tell(entered(number));
        bench.now_ms += SCRIPT_FAILURES_MS / u64::from(SCRIPT_FAILURES_MAX - 1) + 1;
    }
    assert!(!bench.is_disabled());
}

#[test]
fn a_zone_is_given_so_much_in_a_step() {
    let text = "on('entered', function() while true do zone.tell(1, 'x') end end)";
    let mut bench = Bench::new(text);
    bench.tell(entered(1));
    assert_eq!(bench.commands.len(), SCRIPT_ACTS_PER_STEP_MAX);
    assert!(bench.faults()[0].starts_with("test.luau:1: a zone is given"));
    bench.tell(entered(1));
    assert_eq!(
        bench.commands.len(),
        2 * SCRIPT_ACTS_PER_STEP_MAX,
        "in the next again"
    );
}

#[test]
fn nobody_fills_the_log() {
    let mut bench = Bench::new("on('entered', function() for i = 1, 1e4 do log(i) end end)");
    bench.tell(entered(1));
    bench.tell(entered(1));
    assert_eq!(bench.lines().len(), SCRIPT_LOG_LINES_PER_S_MAX as usize);
}

#[test]
fn what_was_told_to_break_panics_and_another_takes_its_place() {
    let program = program("on('entered', function(e) pcall(log, e.player) end)").expect("loads");
    let mut bench = Bench::of(std::sync::Arc::clone(&program), 1);
    bench.vm.break_soon();
    bench.vm.tell(ZONE, entered(1));
    let now = bench.now();
    let ran = std::panic::AssertUnwindSafe(|| bench.vm.run(now, |_| true));
    assert!(std::panic::catch_unwind(ran).is_err());
    bench.vm = Vm::new(program, clock(1)).expect("memory");
    bench.open(ZoneInstanceId(3));
    bench.tell(entered(2));
    assert_eq!(bench.lines(), ["2"]);
}

#[test]
fn who_takes_all_memory_little_by_little_starves_the_vm() {
    let text = "kept = {} on('entered', function()
        kept[#kept + 1] = string.rep('x', 2^20) .. #kept
    end)";
    let mut bench = Bench::new(text);
    let mut told = 0;
    while !bench.vm.is_starved() {
        told += 1;
        assert!(told < 20, "{:?}", bench.faults());
        bench.tell(entered(told));
    }
    assert_eq!(bench.vm.figures().killed, 1);
}
