//! What scripts are told and what comes of it.

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{CreatureId, ItemTemplateId, UnitId, WorldId, WorldZoneId};
use bezgelor_core::limits::SCRIPT_PLACES_FROM;
use command::argument::Tier;
use world::script::{Act, Happening, Kind};
use world::{Command, Order};

use crate::bench::{Bench, ZONE, entered, visitor};

/// Writes down every field of every event it is told.
const DIARY: &str = r#"
local function fields(e)
    local names = {}
    for name, value in e do
        table.insert(names, name .. "=" .. tostring(value))
    end
    table.sort(names)
    return table.concat(names, " ")
end
for _, event in {
    "opened", "entered", "left", "zone_changed", "came", "went", "activated", "talked", "spawned",
    "died", "combat_began", "combat_ended", "evaded", "player_died", "said",
} do
    on(event, function(e) log(event, fields(e)) end)
end
"#;

/// One of each kind, in the order of `Kind`.
fn one_of_each() -> Vec<Happening> {
    let (player, unit, creature) = (UnitId(1), UnitId(2), 50);
    let at = Vec3::new(1.0, 2.0, 3.0);
    let crossed = |came| Happening::Crossed {
        player,
        location: 9,
        came,
    };
    let fight = |foe| Happening::Fight {
        unit,
        creature,
        foe: UnitId(foe),
    };
    vec![
        entered(1),
        Happening::Left {
            player,
            name: "Testa".into(),
        },
        Happening::ZoneChanged {
            player,
            from: WorldZoneId(4),
            to: WorldZoneId(5),
        },
        crossed(true),
        crossed(false),
        Happening::Activated {
            player,
            unit,
            creature,
        },
        Happening::Talked {
            player,
            unit,
            creature,
        },
        Happening::Spawned { unit, creature, at },
        Happening::Died {
            unit,
            creature,
            killer: player,
        },
        fight(1),
        fight(0),
        Happening::Evaded { unit, creature },
        Happening::PlayerDied { player },
        Happening::Said {
            player,
            text: "hm".into(),
        },
    ]
}

#[test]
fn every_event_comes_with_its_fields() {
    let mut bench = Bench::new(DIARY);
    for happening in one_of_each() {
        bench.tell(happening);
    }
    let expected = [
        "opened ",
        "entered again=false class=2 faction=167 level=4 name=Testa Nummer player=1 race=1 x=1 y=2 \
         z=3",
        "left name=Testa player=1",
        "zone_changed from=4 player=1 to=5",
        "came location=9 player=1",
        "went location=9 player=1",
        "activated creature=50 player=1 unit=2",
        "talked creature=50 player=1 unit=2",
        "spawned creature=50 unit=2 x=1 y=2 z=3",
        "died creature=50 killer=1 unit=2",
        "combat_began creature=50 foe=1 unit=2",
        "combat_ended creature=50 unit=2",
        "evaded creature=50 unit=2",
        "player_died player=1",
        "said player=1 text=hm",
    ];
    assert_eq!(bench.lines(), expected);
    assert!(Kind::ALL.iter().all(|&kind| bench.hears.contains(kind)));
}

#[test]
fn a_zone_is_to_tell_what_somebody_listens_to_and_no_more() {
    let bench = Bench::new("on('died', 50, function() end)");
    for kind in Kind::ALL {
        assert_eq!(bench.hears.contains(kind), kind == Kind::Died);
    }
    let mut bench = Bench::new("on('died', 50, function(e) log(e.creature) end)");
    for creature in [49, 50] {
        let (unit, killer) = (UnitId(2), UnitId(1));
        bench.tell(Happening::Died {
            unit,
            creature,
            killer,
        });
    }
    bench.tell(entered(1));
    assert_eq!(bench.lines(), ["50"]);
}

#[test]
fn who_is_there_when_scripts_begin_is_told_as_there_already() {
    let text = "on('entered', function(e) log(e.player, e.again) end)
        on('spawned', function(e) log(e.unit) end)";
    let mut bench = Bench::new(text);
    bench.vm.open(crate::bench::opening(ZONE), bench.now());
    bench.vm.run(bench.now(), |_| true);
    assert_eq!(bench.vm.take_loaded().len(), 1);
    bench.vm.tell(ZONE, entered(8));
    let (unit, at) = (UnitId(5), Vec3::default());
    let stands = Happening::Spawned {
        unit,
        creature: 50,
        at,
    };
    bench.vm.begin(ZONE, vec![stands], vec![visitor(1)]);
    bench.vm.tell(ZONE, entered(2));
    bench.step();
    let expected = ["5", "1 true", "2 false"];
    assert_eq!(bench.lines(), expected, "8 came before they listened");
}

/// Does all that scripts do.
const DEEDS: &str = r#"
on("entered", function(e)
    zone.tell(e.player, "hello " .. e.name)
    zone.announce("somebody is here", "low")
    zone.say(2, "hi", "Guide")
    zone.yell(2, "HI")
    zone.emote(2, 5)
    zone.door(3, true)
    zone.despawn(4)
    zone.walk(2, 1, 2, 3)
    zone.home(2)
    zone.begin_event(781, 2)
    zone.end_event(781)
    zone.teleport(e.player, { x = 1, y = 2, z = 3, facing = 0.5, world = 51 })
    zone.teleport(e.player, { x = 1, y = 2, z = 3 })
    zone.give_item(e.player, 80875)
    zone.give_currency(e.player, 1, -5)
    assert(zone.place(1, 2, 3, 4) == 2147483648)
    zone.call(e.player, { text = 77, creature = 50 })
end)"#;

/// What [`DEEDS`] does to units, the call at the end left out.
fn deeds() -> Vec<Act> {
    let (player, unit) = (UnitId(1), UnitId(2));
    let position = Vec3::new(1.0, 2.0, 3.0);
    let placement = |facing| Placement {
        position,
        rotation: Vec3::new(facing, 0.0, 0.0),
    };
    let say = |text: &str, name: &str, yells| Act::Say {
        unit,
        name: name.into(),
        text: text.into(),
        yells,
    };
    vec![
        Act::Tell {
            player,
            text: "hello Testa Nummer".into(),
        },
        say("hi", "Guide", false),
        say("HI", "", true),
        Act::Emote { unit, emote: 5 },
        Act::Door {
            unit: UnitId(3),
            opens: true,
        },
        Act::Despawn { unit: UnitId(4) },
        Act::Walk {
            unit,
            to: position,
            speed: 3.0,
        },
        Act::Home { unit },
        Act::EventBegins {
            event: 781,
            phase: 2,
        },
        Act::EventEnds { event: 781 },
        Act::Teleport {
            player,
            world_id: WorldId(51),
            placement: placement(0.5),
        },
        Act::Teleport {
            player,
            world_id: WorldId(3460),
            placement: placement(0.0),
        },
        Act::GiveItem {
            player,
            template_id: ItemTemplateId(80_875),
            count: 1,
        },
        Act::GiveCurrency {
            player,
            currency_id: 1,
            amount: -5,
        },
        Act::Place {
            number: 0,
            center: position,
            radius: 4.0,
            reach: 0.0,
        },
    ]
}

#[test]
fn what_scripts_do_comes_out_in_their_order() {
    let mut bench = Bench::new(DEEDS);
    bench.tell(entered(1));
    assert_eq!(bench.faults(), [""; 0]);
    let Command::Order(announced) = &bench.commands[1] else {
        panic!("{:?}", bench.commands[1]);
    };
    let expected = Order::Announce {
        connection: None,
        tier: Some(Tier::Low),
        text: "somebody is here".into(),
    };
    assert_eq!(**announced, expected);
    let expected = deeds();
    let acts = bench.acts();
    assert_eq!(acts[..expected.len()], expected);
    assert!(matches!(
        acts[expected.len()],
        Act::Story {
            player: UnitId(1),
            ..
        }
    ));
    assert_eq!(SCRIPT_PLACES_FROM, 2_147_483_648);
}

#[test]
fn who_had_something_made_is_told_what_was() {
    let text = r#"
on("opened", function()
    zone.spawn({ creature = 50, x = 1, y = 2, z = 3 }, function(unit) log("first", unit) end)
    zone.spawn({ creature = 51, x = 1, y = 2, z = 3 }, function(unit) log("second", unit) end)
end)"#;
    let mut bench = Bench::new(text);
    let spawn = |act: Act| match act {
        Act::Spawn { tag, creature, .. } => Some((tag, creature)),
        _ => None,
    };
    let made: Vec<_> = bench.acts().into_iter().filter_map(spawn).collect();
    let [(first, CreatureId(50)), (second, CreatureId(51))] = made[..] else {
        panic!("{made:?}");
    };
    let unit = Some(UnitId(9));
    bench.tell(Happening::Made { tag: second, unit });
    bench.tell(Happening::Made {
        tag: first,
        unit: None,
    });
    bench.tell(Happening::Made { tag: first, unit });
    assert_eq!(bench.lines(), ["second 9", "first nil"], "each once");
}

#[test]
fn chance_is_the_zones_own_and_the_same_each_time() {
    let text = "on('opened', function()
        for _ = 1, 5 do log(math.random(6)) end
        assert(math.random() < 1 and math.random(3, 3) == 3)
    end)";
    let (one, other) = (Bench::new(text), Bench::new(text));
    assert_eq!(one.faults(), [""; 0]);
    assert_eq!((one.lines().len(), one.lines()), (5, other.lines()));
}
