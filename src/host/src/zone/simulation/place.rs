//! One zone of the simulated realm: the real one, its recording, and where everything stood.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::ids::ZoneInstanceId;
use bezgelor_core::limits::INSTANCE_VISION_RANGE;
use bezgelor_core::time::Now;
use realm::directory::ZoneKey;
use shard::Zone as _;
use world::replay::{self, LogReader};
use world::{Command, Inputs, Order, Outputs, Question, WorldData, ZoneConfig};

use super::land;
use crate::zone::{HostedZone, Population};

/// The ticket of the question where everything stands.
pub(super) const SURVEY: u64 = 1;
/// Milliseconds after which a grid that nobody is near sleeps.
pub(super) const GRID_IDLE_MS: u64 = 2_000;
/// What a zone says that breaks because it was told to.
const TOLD_TO: &str = "the zone was told to break";

pub(super) struct Place {
    pub(super) key: ZoneKey,
    pub(super) hosted: HostedZone,
    data: Arc<WorldData>,
    log: Vec<u8>,
    digests: Vec<u64>,
    /// Where units stood when they were looked at last.
    pub(super) stood: BTreeMap<u32, Vec3>,
}

impl Place {
    pub(super) fn new(number: u32, key: ZoneKey, seed: u64, data: &Arc<WorldData>) -> Self {
        let mut config = ZoneConfig::new(ZoneInstanceId(number), key.world, seed);
        config.holder = key.holder;
        config.logout_ms = 300;
        config.grid_idle_ms = GRID_IDLE_MS;
        if key.holder.is_private() {
            config.vision_range = INSTANCE_VISION_RANGE;
        }
        let land::Stand {
            spawns,
            patrols,
            terms,
            portals,
        } = land::population(key.world);
        let population = Population {
            spawns: spawns.into(),
            patrols: patrols.into(),
            terms: terms.into(),
            portals: portals.into(),
            tutorials: [land::TUTORIAL].into(),
        };
        let hosted = HostedZone::with(config, Arc::clone(data), population, None);
        let mut place = Self {
            key,
            hosted,
            data: Arc::clone(data),
            log: Vec::new(),
            digests: Vec::new(),
            stood: BTreeMap::new(),
        };
        place.begin();
        place
    }

    /// A life begins: its recording, and the first question.
    fn begin(&mut self) {
        self.log.clear();
        self.digests.clear();
        self.stood.clear();
        self.hosted
            .population
            .begin_log(&self.hosted.config, &mut self.log);
        self.survey();
    }

    /// Asks where everything stands: the first that the next step hears.
    pub(super) fn survey(&mut self) {
        let order = Order::Ask {
            ticket: SURVEY,
            question: Question::Survey,
        };
        self.order(order);
    }

    pub(super) fn order(&mut self, order: Order) {
        let taken = self.hosted.command(Command::Order(Box::new(order)));
        taken.expect("room for an order");
    }

    /// False when it broke, as it was told to.
    pub(super) fn step(&mut self, now: Now) -> bool {
        replay::write_step(now, &self.hosted.inputs, &mut self.log);
        let hosted = &mut self.hosted;
        match catch_unwind(AssertUnwindSafe(|| hosted.step(now))) {
            Ok(()) => {
                self.digests.push(self.hosted.outputs.digest());
                true
            }
            Err(why) => {
                let word = why.downcast_ref::<String>();
                if !word.is_some_and(|word| word.starts_with(TOLD_TO)) {
                    resume_unwind(why);
                }
                false
            }
        }
    }

    /// Its successor.
    pub(super) fn rebuilt(self) -> Self {
        self.happens_again();
        let mut place = Self {
            hosted: self.hosted.rebuilt(),
            ..self
        };
        place.begin();
        place
    }

    /// What was recorded puts out the same bytes once more.
    pub(super) fn happens_again(&self) {
        let mut log = LogReader::new(&self.log).expect("a log");
        let mut zone = log.zone(Arc::clone(&self.data));
        let (mut inputs, mut out) = (Inputs::new(), Outputs::new());
        for (step, digest) in self.digests.iter().enumerate() {
            let now = log.next_step(&mut inputs).expect("whole").expect("a step");
            zone.step(now, &mut inputs, &mut out);
            assert_eq!(out.digest(), *digest, "step {step} of {:?}", self.key);
        }
    }

    /// Where a unit stood.
    pub(super) fn at(&self, unit: u32) -> Option<Vec3> {
        self.stood.get(&unit).copied()
    }
}

/// Says nothing of zones that are told to break.
pub(super) fn hush() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let word = info.payload_as_str();
            if !word.is_some_and(|word| word.starts_with(TOLD_TO)) {
                usual(info);
            }
        }));
    });
}
