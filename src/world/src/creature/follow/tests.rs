//! Who runs from a fight it is losing.

use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{CharacterId, CreatureId, WorldId, ZoneInstanceId};
use bezgelor_core::model::Spawn;
use bezgelor_core::testing::spawn;
use bezgelor_core::time::{Millis, Now, UnixMillis};
use bezgelor_core::travel::Holder;
use game::faction::Factions;
use game::hunt::FRIGHT_MS;

use super::*;
use crate::combat::health;
use crate::config::ZoneConfig;
use crate::data::{Creature, WorldData};
use crate::inputs::Inputs;
use crate::maps::lands::Lands;

const WORLD: WorldId = WorldId(1);
const WILD: CreatureId = CreatureId(7);
const GUARD: CreatureId = CreatureId(8);

/// Two creatures three units apart; the first is of this kind.
fn zone(creature_id: CreatureId) -> Zone {
    let spawn = |number: u64, creature_id, x: f32| Spawn {
        creature_id,
        world_id: WORLD,
        placement: Placement {
            position: Vec3::new(x, 0.0, 0.0),
            rotation: Vec3::default(),
        },
        display_info_id: 9,
        faction1: 500 + number as u16,
        faction2: 500 + number as u16,
        stats: vec![(0, 100.0), (10, 4.0)],
        ..spawn(number)
    };
    let wild = Creature {
        id: WILD,
        roams: true,
        ..Creature::default()
    };
    let guard = Creature {
        id: GUARD,
        ..Creature::default()
    };
    let data = WorldData::new(vec![wild, guard], Vec::new(), Vec::new(), Vec::new());
    let hated = Factions::new(Vec::new(), vec![(501, 502, 0)]);
    let data = data.with_lands(Lands::new(hated, Vec::new(), Vec::new()));
    let config = ZoneConfig {
        holder: Holder::Character(CharacterId(1)),
        ..ZoneConfig::new(ZoneInstanceId(1), WORLD, 7)
    };
    let spawns = [spawn(1, creature_id, 0.0), spawn(2, GUARD, 3.0)];
    Zone::new(config, Arc::new(data), &spawns)
}

struct Fight {
    zone: Zone,
    inputs: Inputs,
    out: Outputs,
    now_ms: u64,
    rows: [Row; 2],
}

impl Fight {
    fn of(creature_id: CreatureId) -> Self {
        let mut fight = Self {
            zone: zone(creature_id),
            inputs: Inputs::new(),
            out: Outputs::new(),
            now_ms: 0,
            rows: [0; 2],
        };
        fight.pass(50);
        let rows: Vec<Row> = fight.zone.units.alive().collect();
        fight.rows = rows.try_into().expect("two");
        fight
    }

    fn pass(&mut self, ms: u64) {
        for _ in 0..ms / 50 {
            self.now_ms += 50;
            let now = Now {
                mono: Millis(self.now_ms),
                unix: UnixMillis(0),
            };
            self.zone.step(now, &mut self.inputs, &mut self.out);
        }
    }

    fn hurt(&mut self, amount: f32) {
        let [row, by] = self.rows;
        assert!(health::hurt(&mut self.zone, &mut self.out, row, by, amount));
    }

    fn flees(&self) -> bool {
        let errand = self.zone.minds.errands.get(self.rows[0]);
        errand.is_some_and(|errand| matches!(errand.phase, Phase::Flee { .. }))
    }
}

#[test]
fn the_wild_run_once_when_little_is_left_and_fight_on() {
    let mut fight = Fight::of(WILD);
    fight.hurt(80.0);
    assert!(!fight.flees(), "a fifth is left");
    fight.hurt(10.0);
    assert!(fight.flees());
    fight.pass(2_000);
    let away = fight.zone.units.position[fight.rows[0] as usize];
    assert!(away.x < -5.0, "from its foe: {away:?}");
    fight.pass(FRIGHT_MS);
    assert!(!fight.flees());
    fight.hurt(1.0);
    assert!(!fight.flees(), "once is enough");
}

#[test]
fn the_others_stand_their_ground() {
    let mut fight = Fight::of(GUARD);
    fight.hurt(95.0);
    assert!(!fight.flees() && errand::is_busy(&fight.zone, fight.rows[0]));
}
