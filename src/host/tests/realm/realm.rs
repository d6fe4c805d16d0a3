//! A realm on shards, whose shards can be asked, and held up.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use bezgelor_core::config::{Database, RealmConfig};
use bezgelor_core::geometry::{Placement, Vec3};
use bezgelor_core::ids::{ConnectionId, RealmId, ShardId, WorldId, ZoneInstanceId};
use bezgelor_core::model::{Character, CharacterSheet};
use bezgelor_core::testing::character;
use db::DbHandle;
use host::common::Common;
use host::control;
use host::premises::JoinOutcome;
use host::realm_host::RealmHost;
use protocol::messages::ClientEnteredWorld;
use protocol::{Message as _, encode_message};
use realm::creation::TableData;
use realm::directory::ZoneKey;
use shard::worker::Workers;
use shard::{Backend, Clock, Options, Running, Shard, ShardMessage, start};
use world::{PlayerEntry, WorldData};

const PATIENCE: Duration = Duration::from_secs(20);
/// An open world of the starter set.
const WORLD: WorldId = WorldId(1387);
/// The zone of a test.
pub(crate) const INSTANCE: ZoneInstanceId = ZoneInstanceId(7);
/// Its one player.
pub(crate) const PLAYER: ConnectionId = ConnectionId(1);

pub(crate) struct Realm {
    running: Option<Running<RealmHost>>,
    db: DbHandle,
    folder: PathBuf,
}

impl Realm {
    /// So many shards with nobody on them.
    pub(crate) fn new(name: &str, backend: Backend, shards: u16) -> Self {
        let folder = format!("bezgelor-realm-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        std::fs::create_dir_all(&folder).expect("the temporary folder is writable");
        let db = DbHandle::open(&Database::default(), &folder).expect("fresh stores");
        let common = Arc::new(common(&db, folder.clone()));
        let options = Options {
            backend,
            shards: shards.into(),
            ..Options::default()
        };
        let running = start(&options, Clock::start(), Vec::new(), move |shard| {
            RealmHost::new(Arc::clone(&common), shard.id(), shards)
        });
        let running = Some(running.unwrap_or_else(|error| panic!("{error}")));
        Self {
            running,
            db,
            folder,
        }
    }

    fn running(&self) -> &Running<RealmHost> {
        self.running.as_ref().expect("it runs until it is dropped")
    }

    /// Asks a shard's own state.
    pub(crate) fn ask<T: Send + 'static>(
        &self,
        shard: u16,
        ask: impl FnOnce(&Shard<RealmHost>) -> T + Send + 'static,
    ) -> T {
        let (reply, answer) = channel();
        let errand = ShardMessage::Run(Box::new(move |shard: &Shard<RealmHost>| {
            // The test may have given up waiting.
            let _ = reply.send(ask(shard));
        }));
        assert!(self.running().post_message(ShardId(shard), errand));
        answer.recv_timeout(PATIENCE).expect("the shard answers")
    }

    /// Asks until the answer is yes.
    pub(crate) fn until(
        &self,
        what: &str,
        shard: u16,
        ask: impl Fn(&Shard<RealmHost>) -> bool + Clone + Send + 'static,
    ) {
        let end = Instant::now() + PATIENCE;
        while !self.ask(shard, ask.clone()) {
            assert!(Instant::now() < end, "{what}: never");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn post(&self, shard: u16, message: host::message::Message) {
        assert!(self.running().post(ShardId(shard), message));
    }

    /// Lets a shard do nothing at all until the result is dropped.
    pub(crate) fn hold_up(&self, shard: u16) -> HeldUp {
        let (release, released) = channel::<()>();
        let (begin, begun) = channel();
        let errand = ShardMessage::Run(Box::new(move |_: &Shard<RealmHost>| {
            // Whoever holds it up is there to hear it.
            let _ = begin.send(());
            let _ = released.recv();
        }));
        assert!(self.running().post_message(ShardId(shard), errand));
        begun.recv_timeout(PATIENCE).expect("it is held up");
        HeldUp { _release: release }
    }

    /// Opens the zone of a test on a shard, with its player in it.
    pub(crate) fn open_zone(&self, shard: u16) {
        self.until("the zone opens", shard, |shard| {
            let key = ZoneKey::open(WORLD);
            let joined = shard.host(|host| host.join(shard, (INSTANCE, key), entry()));
            matches!(joined, JoinOutcome::Joined)
        });
        self.let_step(shard);
        self.ask(shard, |shard| {
            let mut bytes = Vec::new();
            encode_message(&ClientEnteredWorld { world_zone_id: 0 }, &mut bytes);
            let opcode = ClientEnteredWorld::OPCODE;
            let taken = shard.zone(INSTANCE, |zone| zone.message(PLAYER, opcode, &bytes[2..]));
            assert_eq!(taken, Some(Ok(())));
        });
        self.let_step(shard);
    }

    /// Waits until the zone has taken two steps more.
    pub(crate) fn let_step(&self, shard: u16) {
        let steps = |shard: &Shard<RealmHost>| {
            let times = shard.zone_times().into_iter();
            let mut own = times.filter(|(instance, _)| *instance == INSTANCE);
            own.next().map(|(_, times)| times.steps)
        };
        let before = self.ask(shard, steps).expect("the zone is here");
        self.until("a step", shard, move |shard| {
            steps(shard).is_some_and(|now| now >= before + 2)
        });
    }
}

impl Drop for Realm {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.drain();
            assert!(running.join(), "no shard ended in a panic");
        }
        self.db.close_blocking();
        // A folder left behind in the temporary one does no harm.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// See [`Realm::hold_up`].
pub(crate) struct HeldUp {
    _release: Sender<()>,
}

/// What the shards of a realm share.
pub(crate) fn common(db: &DbHandle, folder: PathBuf) -> Common {
    let set = tables::starter::embedded().expect("the starter set");
    let (_, control) = control::channel();
    let (stopper, _) = channel();
    Common {
        log_level: Box::new(|_| Ok(())),
        tables: set.clone(),
        captures: folder,
        scripts: (Arc::default(), host::scripts::Origin::Nowhere),
        control,
        stopper,
        db: db.clone(),
        workers: Workers::start(1).expect("the system gives a thread"),
        realm_config: RealmConfig::default(),
        realm: Arc::new(realm::session::Realm {
            id: RealmId(1),
            data: Arc::new(TableData::new(set.clone())),
        }),
        sts: Arc::new(sts::Config {
            server_secret: [3; 32],
            test_accounts: false,
        }),
        world: Arc::new(WorldData::from_tables(&set)),
        starter_spawns: Default::default(),
        zone_tick_ms: 10,
        rebalances: false,
        drills: false,
        capture: None,
        zone_logs: None,
    }
}

fn entry() -> Box<PlayerEntry> {
    let character = Character {
        faction: 166,
        world_id: WORLD,
        placement: Placement {
            position: Vec3::new(-3835.0, -980.0, -6055.0),
            rotation: Vec3::default(),
        },
        ..character(1)
    };
    Box::new(PlayerEntry::new(
        PLAYER,
        CharacterSheet::new(character, Vec::new(), Vec::new()),
    ))
}
