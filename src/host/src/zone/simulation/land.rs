//! The land the simulated realm plays in: two open worlds that taxis join, and one of which
//! everybody has a copy.

use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{CreatureId, ItemTemplateId, SpawnId, WorldId, WorldZoneId};
use bezgelor_core::model::{Hours, Patrol, Portal, Spawn, SpawnTerm, ZoneTutorial};
use bezgelor_core::travel::Spot;
use game::faction::Factions;
use game::instance::MapKind;
use game::inventory::ItemTemplate;
use game::spline::{Curve, Node as Knot, Repeat, Spline};
use game::transport::Node;
use world::data::{Creature, Emote, ItemLook, LevelRange};
use world::instance::maps::Maps;
use world::maps::lands::Lands;
use world::travel::network::{Network, Route, Station};
use world::travel::places::Places;
use world::valuables::ItemTables;
use world::{VehicleRow, WorldData};

pub(super) const MEADOW: WorldId = WorldId(870);
pub(super) const SHORE: WorldId = WorldId(22);
pub(super) const DUNGEON: WorldId = WorldId(382);

/// Something that goes by itself.
const SHEEP: u32 = 50;
/// Something that stands and may be hated.
const GUARD: u32 = 51;
const CAR: u32 = 52;
/// Something that is there by night alone.
pub(super) const OWL: u32 = 55;
const CHEST: u32 = 53;
const CHAIR: u32 = 54;
const KIOSK: u32 = 60;
const FAR_KIOSK: u32 = 61;
pub(super) const HORSE: u32 = 70;
pub(super) const CAT: u32 = 72;
/// The creature of the public data's holocrypts.
const CRYPT: u32 = 32_450;
/// Bit of a creature one can sit on.
const SITS: u32 = 0x0020_0000;

/// The players' faction, and one that hates it.
pub(super) const PEOPLE: u16 = 166;
const FOES: u16 = 500;
const SPLINE: u16 = 9;
/// An event that runs now and then.
pub(super) const EVENT: u32 = 7;

const PORTAL: u32 = 80;
/// A row of the places that something leads to.
const LOCATION: u32 = 900;

/// What clients are told of a zone of the world.
pub(super) const TUTORIAL: ZoneTutorial = ZoneTutorial {
    zone: WorldZoneId(5),
    tutorial_id: 77,
};

/// Routes that a taxi flies from the meadow's kiosk, and one across from either world.
pub(super) const ROUTES: [u32; 4] = [12, 13, 14, 41];

/// Where people are taken to.
pub(super) fn spots() -> [Spot; 6] {
    let spot = |world_id, x, z| Spot {
        world_id,
        placement: standing(Vec3::new(x, 0.0, z)),
    };
    [
        spot(MEADOW, 0.0, 0.0),
        spot(MEADOW, 60.0, -40.0),
        spot(MEADOW, 990.0, 1_010.0),
        spot(SHORE, 8.0, 2.0),
        spot(SHORE, 400.0, 0.0),
        spot(DUNGEON, 3.0, 3.0),
    ]
}

fn standing(position: Vec3) -> Placement {
    Placement {
        position,
        rotation: Vec3::default(),
    }
}

fn creatures() -> Vec<Creature> {
    let creature = |id| Creature {
        id: CreatureId(id),
        ..Creature::default()
    };
    let roams = Creature {
        roams: true,
        ..creature(SHEEP)
    };
    let car = Creature {
        vehicle_id: 5,
        ..creature(CAR)
    };
    let horse = Creature {
        vehicle_id: 9,
        ..creature(HORSE)
    };
    let chest = Creature {
        activate_cast_ms: 300,
        ..creature(CHEST)
    };
    let chair = Creature {
        activation_flags: SITS,
        ..creature(CHAIR)
    };
    let portal = Creature {
        portal_levels: LevelRange { min: 3, max: 50 },
        ..creature(PORTAL)
    };
    let kiosk = |id, taxi_node_id| Creature {
        taxi_node_id,
        ..creature(id)
    };
    vec![
        roams,
        creature(GUARD),
        creature(OWL),
        car,
        chest,
        chair,
        kiosk(KIOSK, 1),
        kiosk(FAR_KIOSK, 4),
        horse,
        creature(CAT),
        creature(CRYPT),
        portal,
    ]
}

pub(super) fn data() -> Arc<WorldData> {
    let vehicles = vec![
        VehicleRow {
            id: 5,
            seats: [1, 1, 0],
        },
        VehicleRow {
            id: 9,
            seats: [1, 0, 0],
        },
    ];
    let look = ItemLook {
        template_id: ItemTemplateId(7),
        slot: 1,
        display_id: 4242,
        colour_set_id: 0,
    };
    let emote = |id, stand_state| Emote { id, stand_state };
    let emotes = vec![emote(5, None), emote(6, Some(1))];
    let maps = Maps::new(vec![(DUNGEON, MapKind::Content)], Some(600));
    let data = WorldData::new(creatures(), Vec::new(), vec![look], emotes)
        .with_items(items())
        .with_vehicles(vehicles)
        .with_maps(maps)
        .with_lands(lands())
        .with_network(network())
        .with_places(Places::new(vec![(LOCATION, spots()[2])]));
    Arc::new(data)
}

/// A chest piece, a potion and credits.
fn items() -> ItemTables {
    let item = |id, stack_max, equip_slots| ItemTemplate {
        id: ItemTemplateId(id),
        stack_max,
        equip_slots,
        ..ItemTemplate::default()
    };
    let items = vec![item(7, 1, 1), item(8, 20, 0)];
    ItemTables::new(items, [(1, u64::MAX)].into(), [(1, 1)].into())
}

fn lands() -> Lands {
    let knot = |x: f32| Knot {
        position: Vec3::new(x, 0.0, 30.0),
        ..Knot::default()
    };
    let course = Spline::new(Curve::Linear, &[-600.0, -600.0, 200.0, 200.0].map(knot));
    let course = Arc::new(course.expect("a course"));
    let factions = Factions::new(Vec::new(), vec![(PEOPLE, FOES, 0)]);
    Lands::new(factions, vec![(u32::from(SPLINE), course)], Vec::new())
}

fn network() -> Network {
    let station = |id, world_id, x, z| Station {
        node: Node {
            id,
            tier: 1,
            known_from_level: 1,
            kind: 2,
            ..Node::default()
        },
        spot: Spot {
            world_id,
            placement: standing(Vec3::new(x, 0.0, z)),
        },
    };
    let route = |id, from, to| Route { id, from, to };
    Network::new(
        vec![
            station(1, MEADOW, 0.0, 0.0),
            station(2, MEADOW, 150.0, 0.0),
            station(3, MEADOW, 1_000.0, 1_000.0),
            station(4, SHORE, 5.0, 0.0),
        ],
        vec![
            route(ROUTES[0], 1, 2),
            route(ROUTES[1], 1, 3),
            route(ROUTES[2], 1, 4),
            route(ROUTES[3], 4, 1),
        ],
    )
}

/// Who stands in a world, who travels, and who is not always there.
pub(super) struct Stand {
    pub(super) spawns: Vec<Spawn>,
    pub(super) patrols: Vec<Patrol>,
    pub(super) terms: Vec<SpawnTerm>,
    pub(super) portals: Vec<Portal>,
}

pub(super) fn population(world: WorldId) -> Stand {
    let mut all = Vec::new();
    let mut add = |creature: u32, entity_type: u8, faction: u16, x: f32, z: f32| {
        let id = SpawnId(u64::from(world.0) * 1_000 + all.len() as u64);
        all.push(spawn(id, world, (creature, entity_type, faction), (x, z)));
        id
    };
    for number in 0..6_u8 {
        let along = f32::from(number) * 37.0;
        add(SHEEP, 0, 219, along - 100.0, along * 0.5 - 60.0);
        add(GUARD, 0, FOES, 90.0 - along, 35.0 + along);
    }
    add(CHEST, 1, 219, 3.0, 1.0);
    add(CHEST, 1, 219, 62.0, -40.0);
    add(CHAIR, 10, 219, 1.0, -1.0);
    add(CAR, 3, 219, 5.0, 3.0);
    add(CRYPT, 10, 219, 20.0, -20.0);
    let kiosk = if world == SHORE { FAR_KIOSK } else { KIOSK };
    add(kiosk, 0, 219, 4.0, 0.0);
    let travels = add(GUARD, 0, 219, 0.0, 30.0);
    let at_night = add(OWL, 0, 219, 10.0, 10.0);
    let by_day = add(GUARD, 0, 219, 12.0, 10.0);
    let with_event = add(SHEEP, 0, 219, 14.0, 10.0);
    let grouped = [16.0, 18.0, 20.0].map(|x| add(GUARD, 0, 219, x, 10.0));
    add(SHEEP, 0, 219, 1_000.0, 990.0);
    add(CHEST, 1, 219, 993.0, 1_010.0);
    let portals = [-4.0, -6.0, -8.0].map(|x| add(PORTAL, 14, 219, x, 2.0));
    Stand {
        spawns: all,
        patrols: vec![Patrol {
            spawn_id: travels,
            spline_id: SPLINE,
            mode: Repeat::Cyclic.number(),
            speed: 6.0,
            formation: Vec3::default(),
        }],
        terms: terms(at_night, by_day, with_event, grouped),
        portals: leads(world, portals[0], portals[1]),
    }
}

/// One portal leads into a dungeon or out of it, one across the world; one of three nowhere.
fn leads(world: WorldId, away: SpawnId, across: SpawnId) -> Vec<Portal> {
    let spots = spots();
    let spot = if world == DUNGEON { spots[3] } else { spots[5] };
    let to_spot = Portal {
        spawn_id: away,
        location_id: 0,
        spot,
    };
    let to_location = Portal {
        spawn_id: across,
        location_id: LOCATION,
        ..Portal::default()
    };
    vec![to_spot, to_location]
}

fn terms(night: SpawnId, day: SpawnId, event: SpawnId, grouped: [SpawnId; 3]) -> Vec<SpawnTerm> {
    let term = |spawn_id| SpawnTerm {
        spawn_id,
        ..SpawnTerm::default()
    };
    let hours = |spawn_id, hours| SpawnTerm {
        hours,
        ..term(spawn_id)
    };
    let mut terms = vec![
        hours(night, Hours::NIGHT),
        hours(day, Hours::DAY),
        SpawnTerm {
            event_id: EVENT,
            ..term(event)
        },
    ];
    terms.extend(grouped.map(|member| SpawnTerm {
        group: 3,
        alive_max: 2,
        ..term(member)
    }));
    // Two of the group take turns with the sun.
    terms.push(hours(grouped[0], Hours::NIGHT));
    terms.push(hours(grouped[1], Hours::DAY));
    terms
}

fn spawn(
    id: SpawnId,
    world_id: WorldId,
    (creature, entity_type, faction): (u32, u8, u16),
    (x, z): (f32, f32),
) -> Spawn {
    Spawn {
        entity_type,
        creature_id: CreatureId(creature),
        world_id,
        placement: standing(Vec3::new(x, 0.0, z)),
        display_info_id: 9,
        faction1: faction,
        faction2: faction,
        stats: vec![(0, 500.0), (10, 4.0)],
        ..bezgelor_core::testing::spawn(id.0)
    }
}
