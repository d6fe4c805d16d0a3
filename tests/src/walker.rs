//! Somebody who is taken through a zone, walks in it, and looks at everything that comes into
//! sight: each unit comes once before it goes, and what tells of it is the same decoded and
//! encoded again.

use std::collections::BTreeSet;
use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{CharacterId, ConnectionId, WorldId, ZoneInstanceId};
use bezgelor_core::model::{Character, CharacterSheet, Spawn};
use bezgelor_core::testing::character;
use bezgelor_core::time::{Millis, Now, UnixMillis};
use protocol::messages::{
    ClientEnteredWorld, ClientEntityCommand, ClientEntityCommandItems, Server0635,
    ServerChangeWorld, ServerEntityCreate, ServerEntityDestroy, ServerMovementControl,
    ServerPlayerChanged,
};
use protocol::unions::IEntityCommandModel;
use protocol::{Message, decode_message, encode_message};
use world::{
    Command, Dot, Event, Finding, Inputs, Order, Outputs, PlayerEntry, Question, WorldData, Zone,
    ZoneConfig,
};

const CONNECTION: ConnectionId = ConnectionId(1);
const CHARACTER: CharacterId = CharacterId(1);
/// Milliseconds of a step.
const STEP_MS: u64 = 100;
/// World units of a step on foot, which is believed.
const STRIDE: f32 = 0.25;
/// Steps on foot at each place.
const STRIDES: u8 = 2;

/// See the module.
pub struct Walker {
    zone: Zone,
    inputs: Inputs,
    outputs: Outputs,
    now_ms: u64,
    own: Option<u32>,
    loads: bool,
    tickets: Vec<u32>,
    sees: BTreeSet<u32>,
    seen: BTreeSet<u32>,
}

impl Walker {
    /// Comes into a zone at a point.
    ///
    /// # Panics
    /// When it is not let in; and in everything that follows, when what it is told makes no sense.
    #[must_use]
    pub fn enter(zone: Zone, at: Vec3) -> Self {
        let mut walker = Self {
            zone,
            inputs: Inputs::new(),
            outputs: Outputs::new(),
            now_ms: 1_000,
            own: None,
            loads: false,
            tickets: Vec::new(),
            sees: BTreeSet::new(),
            seen: BTreeSet::new(),
        };
        let character = Character {
            world_id: walker.world(),
            placement: standing(at),
            ..character(CHARACTER.0)
        };
        let sheet = CharacterSheet::new(character, Vec::new(), Vec::new());
        let mut entry = PlayerEntry::new(CONNECTION, sheet);
        entry.holder = walker.zone.config().holder;
        assert!(walker.inputs.join(Box::new(entry)).is_ok(), "room");
        walker.step();
        assert!(walker.own.is_some(), "it came in");
        walker.settle();
        walker
    }

    fn world(&self) -> WorldId {
        self.zone.config().world_id
    }

    /// The zone it is in.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// How many units it has seen, itself not among them.
    #[must_use]
    pub fn seen_count(&self) -> usize {
        self.seen.len()
    }

    /// Is taken to a point and walks on from there.
    pub fn visit(&mut self, at: Vec3) {
        let teleport = Command::Teleport {
            connection: CONNECTION,
            world_id: self.world(),
            placement: standing(at),
        };
        self.inputs.command(teleport).expect("room");
        self.step();
        self.settle();
        for stride in 1..=STRIDES {
            let position = Vec3::new(at.x + f32::from(stride) * STRIDE, at.y, at.z);
            let model = IEntityCommandModel::SetPosition {
                position,
                blend: true,
            };
            let items = vec![ClientEntityCommandItems { model }];
            self.say(&ClientEntityCommand { time: 1, items });
            self.step();
        }
    }

    /// Has loaded, and takes whatever control it is given.
    fn settle(&mut self) {
        if std::mem::take(&mut self.loads) {
            self.say(&ClientEnteredWorld { world_zone_id: 0 });
            self.step();
        }
        for ticket in std::mem::take(&mut self.tickets) {
            self.say(&Server0635 { unknown0: ticket });
        }
        self.step();
    }

    /// What stands or sleeps in the zone and it has never seen.
    pub fn unseen(&mut self) -> Vec<Dot> {
        let order = Order::Ask {
            ticket: 1,
            question: Question::Survey,
        };
        let order = Command::Order(Box::new(order));
        self.inputs.command(order).expect("room");
        self.step();
        let found = self.outputs.events().iter().find_map(|event| match event {
            Event::Found {
                finding: Finding::Units(dots),
                ..
            } => Some(dots.clone()),
            _ => None,
        });
        let mut dots = found.expect("an answer");
        dots.retain(|dot| dot.character.is_none() && !self.seen.contains(&dot.unit));
        dots
    }

    fn say<M: Message>(&mut self, message: &M) {
        let mut bytes = Vec::new();
        encode_message(message, &mut bytes);
        let said = self.inputs.message(CONNECTION, M::OPCODE, &bytes[2..]);
        said.expect("room");
    }

    fn step(&mut self) {
        self.now_ms += STEP_MS;
        let now = Now {
            mono: Millis(self.now_ms),
            unix: UnixMillis(1_700_000_000_000 + self.now_ms as i64),
        };
        self.zone.step(now, &mut self.inputs, &mut self.outputs);
        let outputs = std::mem::take(&mut self.outputs);
        for (message, _) in outputs.deliveries() {
            let (opcode, body) = message.split_first_chunk::<2>().expect("an opcode");
            self.hear(u16::from_le_bytes(*opcode), body);
        }
        self.outputs = outputs;
    }

    fn hear(&mut self, opcode: u16, body: &[u8]) {
        match opcode {
            ServerChangeWorld::OPCODE => {
                self.sees.clear();
                self.loads = true;
                self.tickets.clear();
            }
            ServerEntityCreate::OPCODE => {
                let create: ServerEntityCreate = read(body);
                let mut again = Vec::new();
                encode_message(&create, &mut again);
                assert_eq!(&again[2..], body, "{create:?}");
                let guid = create.guid;
                assert!(self.sees.insert(guid), "{guid:#x} came twice");
                self.seen.insert(guid);
            }
            ServerEntityDestroy::OPCODE => {
                let gone: ServerEntityDestroy = read(body);
                assert!(
                    self.sees.remove(&gone.guid),
                    "{:#x} was not there",
                    gone.guid
                );
            }
            ServerPlayerChanged::OPCODE => {
                let own: ServerPlayerChanged = read(body);
                self.seen.remove(&own.guid);
                self.own = Some(own.guid);
            }
            ServerMovementControl::OPCODE => {
                self.tickets
                    .push(read::<ServerMovementControl>(body).ticket);
            }
            _ => {}
        }
    }
}

/// A zone in which nothing falls asleep again once somebody was near it; where everybody has a copy
/// of a world, the walker's own.
#[must_use]
pub fn wakeful(world_id: WorldId, data: Arc<WorldData>, spawns: &[Spawn]) -> Zone {
    let holder = data.maps().kind(world_id).holder(CHARACTER, None, None);
    let config = ZoneConfig {
        holder,
        grid_idle_ms: 0,
        ..ZoneConfig::new(ZoneInstanceId(1), world_id, 1)
    };
    Zone::new(config, data, spawns)
}

fn standing(position: Vec3) -> Placement {
    Placement {
        position,
        rotation: Vec3::default(),
    }
}

fn read<M: Message>(body: &[u8]) -> M {
    decode_message(body).unwrap_or_else(|fault| panic!("{:#06x}: {fault:?}", M::OPCODE))
}
