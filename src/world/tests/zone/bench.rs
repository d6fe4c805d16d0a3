//! A zone on a bench: clients that decode everything they are sent and remember whom they see.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{
    AccountId, ConnectionId, CreatureId, ItemId, ItemTemplateId, WorldId, ZoneInstanceId,
};
use bezgelor_core::model::{Appearance, Character, CharacterSheet, CurrencyBalance, Item, Spawn};
use bezgelor_core::testing::{Seeds, character};
use bezgelor_core::time::{Millis, Now, UnixMillis};
use game::inventory::ItemTemplate;
use protocol::messages::{
    ClientEnteredWorld, ClientEntityCommand, ClientEntityCommandItems, ServerEntityCreate,
    ServerEntityDestroy, ServerPlayerChanged,
};
use protocol::unions::IEntityCommandModel;
use protocol::{Message, decode_message};
use world::data::{Emote, ItemLook, Use};
use world::valuables::ItemTables;
use world::{AccountView, Event, Inputs, Outputs, PlayerEntry, WorldData, Zone, ZoneConfig};

/// The world all tests play in.
pub(crate) const WORLD: WorldId = WorldId(870);

/// How a seed that failed is run again.
pub(crate) const SEED_AGAIN: &str = "cargo nextest run -p world --test zone NAME-OF-THE-TEST";

/// Which seeds a simulator runs: so many, and those that failed once.
pub(crate) fn seeds(usual: u64, failed_once: &[u64]) -> Seeds {
    Seeds::new(usual, failed_once, |name| std::env::var(name).ok())
}

/// A character that stands at a point.
pub(crate) fn entry(number: u64, at: Vec3) -> Box<PlayerEntry> {
    let character = Character {
        account_id: AccountId(number as u32),
        name: format!("Testa Nummer{number}"),
        sex: (number % 2) as u8,
        path: (number % 4) as u8,
        world_id: WORLD,
        placement: Placement {
            position: at,
            rotation: Vec3::default(),
        },
        appearance: Appearance {
            customisations: vec![(1, 2)],
            visuals: vec![(1, 100), (25, 200)],
            bones: vec![0.5; 4],
        },
        played_s: 60,
        revision: 3,
        ..character(1000 + number)
    };
    let item = |id, location, bag_index| Item {
        id: ItemId(id),
        template_id: ItemTemplateId(7),
        location,
        bag_index,
        stack_count: 1,
        charges: 0,
    };
    Box::new(PlayerEntry {
        account: AccountView {
            premium_tier: 1,
            currencies: vec![(6, 5), (9, 3)],
        },
        ..PlayerEntry::new(
            ConnectionId(number),
            CharacterSheet::new(
                character,
                vec![CurrencyBalance {
                    currency_id: 1,
                    amount: 77,
                }],
                vec![item(1, 0, 0), item(2, 1, 0), item(3, 4, 0)],
            ),
        )
    })
}

/// A creature that stands at a point.
pub(crate) fn spawn(number: u64, at: Vec3) -> Spawn {
    Spawn {
        creature_id: CreatureId(50),
        world_id: WORLD,
        placement: Placement {
            position: at,
            rotation: Vec3::default(),
        },
        display_info_id: 9,
        faction1: 219,
        faction2: 219,
        stats: vec![(0, 500.0), (10, 4.0)],
        ..bezgelor_core::testing::spawn(number)
    }
}

/// One item that shows, one emote that sits down.
pub(crate) fn data() -> Arc<WorldData> {
    let look = ItemLook {
        template_id: ItemTemplateId(7),
        slot: 1,
        display_id: 4242,
        colour_set_id: 0,
    };
    let emotes = vec![
        Emote {
            id: 5,
            stand_state: None,
        },
        Emote {
            id: 6,
            stand_state: Some(1),
        },
    ];
    let data = WorldData::new(Vec::new(), Vec::new(), vec![look], emotes);
    Arc::new(data.with_items(items()))
}

/// The spell of a thing that takes skill.
pub(crate) fn by_client(creature: CreatureId) -> Use {
    Use {
        creature,
        by_client: true,
        ..Use::default()
    }
}

/// Something that stacks to 20.
pub(crate) const POTION: u32 = 8;

/// A chest piece, a potion, a weapon, a bag of four and something with uses; credits.
fn items() -> ItemTables {
    let item = |id, stack_max, equip_slots| ItemTemplate {
        id: ItemTemplateId(id),
        stack_max,
        equip_slots,
        ..ItemTemplate::default()
    };
    let bag = ItemTemplate {
        bag_slots: 4,
        ..item(10, 1, 0x7FFE_0000)
    };
    let charm = ItemTemplate {
        charges: 3,
        ..item(11, 5, 0)
    };
    let items = vec![
        item(7, 1, 1),
        item(POTION, 20, 0),
        item(9, 1, 1 << 16),
        bag,
        charm,
    ];
    ItemTables::new(items, [(1, u64::MAX)].into(), [(1, 1)].into())
}

/// Settings with a message of the day.
pub(crate) fn config() -> ZoneConfig {
    ZoneConfig {
        realm_name: "Bench".into(),
        message_of_the_day: "Hello".into(),
        ..ZoneConfig::new(ZoneInstanceId(1), WORLD, 42)
    }
}

/// What one client was told.
#[derive(Debug, Default)]
pub(crate) struct Client {
    /// (opcode, body) in order.
    pub(crate) inbox: Vec<(u16, Vec<u8>)>,
    /// Guids it sees.
    pub(crate) sees: BTreeSet<u32>,
    /// Its own guid, when it was told.
    pub(crate) own: Option<u32>,
}

impl Client {
    /// The bodies of one kind of message, decoded.
    pub(crate) fn all<M: Message>(&self) -> Vec<M> {
        let mine = self.inbox.iter().filter(|(opcode, _)| *opcode == M::OPCODE);
        mine.map(|(_, body)| decode_message(body).expect("what the server sends decodes"))
            .collect()
    }

    /// The opcodes it was told, in order.
    pub(crate) fn opcodes(&self) -> Vec<u16> {
        self.inbox.iter().map(|(opcode, _)| *opcode).collect()
    }

    fn hear(&mut self, opcode: u16, body: &[u8]) {
        match opcode {
            ServerEntityCreate::OPCODE => {
                let create: ServerEntityCreate = decode_message(body).expect("decodes");
                assert!(
                    self.sees.insert(create.guid),
                    "{:#x} created twice",
                    create.guid
                );
            }
            ServerEntityDestroy::OPCODE => {
                let destroy: ServerEntityDestroy = decode_message(body).expect("decodes");
                assert!(
                    self.sees.remove(&destroy.guid),
                    "{:#x} was not there",
                    destroy.guid
                );
            }
            ServerPlayerChanged::OPCODE => {
                let own: ServerPlayerChanged = decode_message(body).expect("decodes");
                assert!(self.sees.contains(&own.guid), "itself before its creation");
                self.own = Some(own.guid);
            }
            // A new world: the client drops all entities.
            0x00AD => self.sees.clear(),
            _ => {}
        }
        self.inbox.push((opcode, body.to_vec()));
    }
}

/// A zone with its clients and a clock.
pub(crate) struct Bench {
    pub(crate) zone: Zone,
    pub(crate) inputs: Inputs,
    pub(crate) out: Outputs,
    pub(crate) clients: BTreeMap<u64, Client>,
    pub(crate) now_ms: u64,
    /// Events of the last step.
    pub(crate) events: Vec<Event>,
    pub(crate) log: Vec<u8>,
    pub(crate) digests: Vec<u64>,
}

impl Bench {
    pub(crate) fn new(spawns: &[Spawn]) -> Self {
        Self::with(config(), spawns)
    }

    pub(crate) fn with(config: ZoneConfig, spawns: &[Spawn]) -> Self {
        let zone = Zone::new(config, data(), spawns);
        Self::of(zone)
    }

    /// With a zone made by hand.
    pub(crate) fn of(zone: Zone) -> Self {
        let mut log = Vec::new();
        world::replay::write_header(zone.config(), &mut log);
        Self {
            zone,
            inputs: Inputs::new(),
            out: Outputs::new(),
            clients: BTreeMap::new(),
            now_ms: 1000,
            events: Vec::new(),
            log,
            digests: Vec::new(),
        }
    }

    /// One step 50 ms later.
    pub(crate) fn step(&mut self) {
        self.step_after(50);
    }

    /// One step after some time.
    pub(crate) fn step_after(&mut self, ms: u64) {
        self.now_ms += ms;
        let unix = UnixMillis(1_700_000_000_000 + self.now_ms as i64);
        let now = Now {
            mono: Millis(self.now_ms),
            unix,
        };
        world::replay::write_step(now, &self.inputs, &mut self.log);
        self.zone.step(now, &mut self.inputs, &mut self.out);
        assert!(self.inputs.is_empty(), "a step takes everything");
        self.digests.push(self.out.digest());
        for (message, recipients) in self.out.deliveries() {
            let (opcode, body) = message.split_first_chunk::<2>().expect("an opcode");
            for recipient in recipients.iter() {
                let client = self.clients.get_mut(&recipient.0);
                let client = client.unwrap_or_else(|| panic!("a message to absent {recipient}"));
                client.hear(u16::from_le_bytes(*opcode), body);
            }
        }
        self.events = self.out.events().to_vec();
        for event in &self.events {
            match event {
                Event::LoggedOut { connection }
                | Event::Left { connection }
                | Event::Disconnect { connection, .. } => {
                    self.clients.remove(&connection.0);
                }
                Event::Transfer { entry, .. } => {
                    self.clients.remove(&entry.connection.0);
                }
                _ => {}
            }
        }
    }

    /// A player at the door.
    pub(crate) fn join(&mut self, number: u64, at: Vec3) {
        self.join_entry(entry(number, at));
    }

    pub(crate) fn join_entry(&mut self, entry: Box<PlayerEntry>) {
        self.clients.insert(entry.connection.0, Client::default());
        self.inputs.join(entry).expect("room");
    }

    /// A player in the world.
    pub(crate) fn enter(&mut self, number: u64, at: Vec3) {
        self.join(number, at);
        self.step();
        self.say(number, &ClientEnteredWorld { world_zone_id: 0 });
        self.step();
    }

    /// A message of a client.
    pub(crate) fn say<M: Message>(&mut self, number: u64, message: &M) {
        let mut bytes = Vec::new();
        protocol::encode_message(message, &mut bytes);
        self.inputs
            .message(ConnectionId(number), M::OPCODE, &bytes[2..])
            .expect("room");
    }

    /// A step of a client.
    pub(crate) fn walk(&mut self, number: u64, to: Vec3) {
        let model = IEntityCommandModel::SetPosition {
            position: to,
            blend: true,
        };
        let items = vec![ClientEntityCommandItems { model }];
        self.say(number, &ClientEntityCommand { time: 1, items });
    }

    pub(crate) fn client(&self, number: u64) -> &Client {
        &self.clients[&number]
    }

    /// Forgets what clients were told so far, but not what they see.
    pub(crate) fn hush(&mut self) {
        for client in self.clients.values_mut() {
            client.inbox.clear();
        }
    }
}
