//! Many players with a seed: they come, walk, talk, lie about where they are, and go. After every
//! step the truth is asked by brute force; any failure names its seed.

use std::collections::{BTreeMap, BTreeSet};

use ::world::replay::LogReader;
use ::world::{Inputs, LeaveReason, Outputs, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::ConnectionId;
use protocol::enums::ChatChannelType;
use protocol::messages::*;
use protocol::structs::Channel;
use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

use crate::bench::{Bench, SEED_AGAIN, config, data, seeds, spawn};

/// Players of one run.
const PLAYERS: u64 = 24;
/// Steps of one run.
const STEPS: u32 = 60;
/// Runs of the test when nobody says how many.
const SEEDS: u64 = 60;

/// Where everybody really is, as their clients know it.
#[derive(Default)]
struct Truth {
    at: BTreeMap<u64, Vec3>,
    loading: BTreeSet<u64>,
}

struct Simulator {
    bench: Bench,
    truth: Truth,
    creatures: Vec<Vec3>,
    rng: Pcg64Mcg,
}

impl Simulator {
    fn new(seed: u64) -> Self {
        let mut rng = Pcg64Mcg::seed_from_u64(seed);
        let creatures: Vec<Vec3> = (0..40).map(|_| somewhere(&mut rng)).collect();
        let spawns: Vec<_> = creatures
            .iter()
            .enumerate()
            .map(|(i, &at)| spawn(i as u64, at))
            .collect();
        Self {
            bench: Bench::new(&spawns),
            truth: Truth::default(),
            creatures,
            rng,
        }
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.rng.next_u32() % 100 < percent
    }

    fn act(&mut self) {
        for number in 1..=PLAYERS {
            if !self.truth.at.contains_key(&number) {
                if self.chance(10) {
                    let at = somewhere(&mut self.rng);
                    self.bench.join(number, at);
                    self.truth.at.insert(number, at);
                    self.truth.loading.insert(number);
                }
            } else if self.truth.loading.contains(&number) {
                // Not in the tick of the door: the client has to hear of it first.
                if self.bench.client(number).own.is_some() && self.chance(50) {
                    self.bench
                        .say(number, &ClientEnteredWorld { world_zone_id: 0 });
                    self.truth.loading.remove(&number);
                }
            } else {
                self.live(number);
            }
        }
    }

    fn live(&mut self, number: u64) {
        match self.rng.next_u32() % 100 {
            0..=2 => {
                let connection = ConnectionId(number);
                self.bench
                    .inputs
                    .leave(connection, LeaveReason::LinkLost)
                    .expect("room");
                self.truth.at.remove(&number);
            }
            3..=5 => {
                let chat = ClientChat {
                    channel: Channel {
                        chat_channel_id: ChatChannelType::Say,
                        chat_id: 0,
                    },
                    message: "hm".into(),
                    ..ClientChat::default()
                };
                self.bench.say(number, &chat);
            }
            6..=70 => {
                // Well below what 50 ms allow, so that every step is believed.
                let step = |rng: &mut Pcg64Mcg| rng.next_u32() % 13;
                let at = self.truth.at[&number];
                let x = at.x + (step(&mut self.rng) as f32 - 6.0) * 0.08;
                let z = at.z + (step(&mut self.rng) as f32 - 6.0) * 0.08;
                let to = Vec3::new(x, at.y, z);
                self.bench.walk(number, to);
                self.truth.at.insert(number, to);
            }
            _ => {}
        }
    }

    /// Everybody sees exactly who is in range: by number, because guids are the zone's own.
    fn check(&self, seed: u64) {
        let mut owner = BTreeMap::new();
        for (&number, client) in &self.bench.clients {
            owner.insert(client.own.expect("told on entering"), number);
        }
        for (&number, &at) in &self.truth.at {
            let client = self.bench.client(number);
            let others: BTreeSet<u64> = client
                .sees
                .iter()
                .filter_map(|guid| owner.get(guid).copied())
                .collect();
            let expected: BTreeSet<u64> = self
                .truth
                .at
                .iter()
                .filter(|&(_, &other)| ::world::grid::within(at, other, 128.0))
                .map(|(&number, _)| number)
                .collect();
            assert_eq!(
                others, expected,
                "seed {seed}: what {number} at {at:?} sees of players"
            );
            let creatures = self
                .creatures
                .iter()
                .filter(|&&c| ::world::grid::within(at, c, 128.0))
                .count();
            assert_eq!(
                client.sees.len() - others.len(),
                creatures,
                "seed {seed}: creatures"
            );
        }
    }
}

/// Around one corner of four grids, so that borders are crossed all the time.
fn somewhere(rng: &mut Pcg64Mcg) -> Vec3 {
    let mut coordinate = || (rng.next_u32() % 4000) as f32 * 0.1 - 200.0;
    Vec3::new(coordinate(), 3.0, coordinate())
}

fn run(seed: u64) -> Simulator {
    let mut simulator = Simulator::new(seed);
    for _ in 0..STEPS {
        simulator.act();
        simulator.bench.step();
        simulator.check(seed);
    }
    let counters = simulator.bench.zone.counters();
    assert_eq!(
        (counters.steps_refused, counters.malformed),
        (0, 0),
        "seed {seed}"
    );
    simulator
}

#[test]
fn everybody_sees_exactly_who_is_in_range() {
    seeds(SEEDS, &[]).run_each(SEED_AGAIN, |seed| {
        run(seed);
    });
}

#[test]
fn a_recorded_zone_happens_again_byte_for_byte() {
    for seed in 0..10 {
        let recorded = run(seed).bench;
        let mut log = LogReader::new(&recorded.log).expect("a log");
        assert_eq!(log.config(), &config());
        let spawns: Vec<_> = {
            let creatures = Simulator::new(seed).creatures;
            creatures
                .iter()
                .enumerate()
                .map(|(i, &at)| spawn(i as u64, at))
                .collect()
        };
        let mut zone = Zone::new(log.config().clone(), data(), &spawns);
        let (mut inputs, mut out) = (Inputs::new(), Outputs::new());
        let mut digests = Vec::new();
        while let Some(now) = log.next_step(&mut inputs).expect("whole") {
            zone.step(now, &mut inputs, &mut out);
            digests.push(out.digest());
        }
        assert_eq!(digests, recorded.digests, "seed {seed}");
    }
}

#[test]
fn different_seeds_are_different_stories() {
    assert_ne!(run(1).bench.digests, run(2).bench.digests);
}

#[test]
fn a_cut_or_damaged_log_is_noticed() {
    let log = run(3).bench.log;
    let replay = |log: &[u8]| {
        let mut reader = LogReader::new(log)?;
        let mut inputs = Inputs::new();
        while reader.next_step(&mut inputs)?.is_some() {}
        Ok::<(), ::world::replay::LogFault>(())
    };
    assert_eq!(replay(&log), Ok(()));
    assert!(replay(&log[..log.len() - 1]).is_err());
    assert!(replay(&log[1..]).is_err());
    for at in (0..log.len()).step_by(211) {
        let mut damaged = log.clone();
        damaged[at] ^= 0x55;
        // Whatever it says, it says it without falling over.
        let _said = replay(&damaged);
    }
}
