//! Timers.

use bezgelor_core::limits::SCRIPT_TIMERS_PER_ZONE_MAX;

use crate::bench::{Bench, ZONE};

#[test]
fn timers_ring_when_they_are_due_and_in_their_order() {
    let text = r#"
on("opened", function()
    after(200, function() log("later", zone.now()) end)
    after(100, function() log("soon", zone.now()) end)
    after(100, function() log("behind", zone.now()) end)
    local count = 0
    local again
    again = every(100, function()
        count += 1
        log("again", count)
        if count == 3 then cancel(again) end
    end)
end)"#;
    let mut bench = Bench::new(text);
    for _ in 0..20 {
        bench.step();
    }
    let expected = [
        "soon 200",
        "behind 200",
        "again 1",
        "later 300",
        "again 2",
        "again 3",
    ];
    assert_eq!(
        (bench.faults(), bench.lines()),
        (vec![], expected.map(String::from).to_vec())
    );
}

#[test]
fn what_repeats_rests_while_nobody_is_in_the_zone() {
    let text = "on('opened', function()
        every(50, function() log('again') end)
        after(100, function() log('once') end)
    end)";
    let mut bench = Bench::new(text);
    for _ in 0..5 {
        bench.now_ms += 50;
        bench.vm.run(bench.now(), |_| false);
    }
    bench.notes.extend(bench.vm.take_notes());
    assert_eq!(bench.lines(), ["once"]);
    bench.step();
    assert_eq!(bench.lines(), ["once", "again"]);
}

#[test]
fn nobody_cancels_what_is_anothers() {
    let text = "on('opened', function() after(100, function() log(zone.instance) end) end)
        on('said', function() for id = 1, 100 do cancel(id) end end)";
    let mut bench = Bench::new(text);
    bench.open(bezgelor_core::ids::ZoneInstanceId(4));
    bench.vm.tell(
        ZONE,
        world::script::Happening::Said {
            player: bezgelor_core::ids::UnitId(1),
            text: "hm".into(),
        },
    );
    for _ in 0..10 {
        bench.step();
    }
    assert!(
        bench.lines().contains(&"4".to_owned()),
        "{:?}",
        bench.lines()
    );
}

#[test]
fn timers_are_bounded_in_number_and_time() {
    let text = "on('opened', function()
        assert(not pcall(after, 1, print))
        assert(not pcall(every, 1e12, print))
        assert(not pcall(after, 0/0, print))
        while true do after(1000, print) end
    end)";
    let mut bench = Bench::new(text);
    bench.step();
    let [fault] = <[String; 1]>::try_from(bench.faults()).expect("one");
    let most = SCRIPT_TIMERS_PER_ZONE_MAX.to_string();
    assert!(fault.contains(&most) && fault.contains("timers"), "{fault}");
}
