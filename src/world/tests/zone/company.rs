//! Many players with a seed who ride, board, call pets, fall to death, come back, are put elsewhere
//! and go, all at once: whatever they do, clients and zone agree, nothing is left when they are
//! gone, and it happens again from its log.

use std::collections::BTreeMap;

use ::world::replay::{LogReader, rerun, write_digest, write_header, write_population, write_step};
use ::world::{Command, Inputs, LeaveReason, Order, Question, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::ConnectionId;
use bezgelor_core::model::Spawn;
use command::ZoneCommand;
use protocol::enums::{ResurrectionType, StateFlags, VehicleSeatType};
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Model;
use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

use crate::bench::{Bench, SEED_AGAIN, WORLD, config, seeds, spawn};
use crate::stable::{BOARD, CAT, HORSE, data, mount};

const PLAYERS: u64 = 12;
const STEPS: u32 = 150;
const SEEDS: u64 = 25;
const CARS: u64 = 3;

fn cars() -> Vec<Spawn> {
    let car = |number: u64| Spawn {
        entity_type: 3,
        ..spawn(number, Vec3::new(number as f32 * 4.0, 0.0, 0.0))
    };
    (1..=CARS).map(car).collect()
}

struct Story {
    bench: Bench,
    /// Who is here; true for who shows the world.
    here: BTreeMap<u64, bool>,
    rng: Pcg64Mcg,
}

impl Story {
    fn new(seed: u64) -> Self {
        Self {
            bench: Bench::of(Zone::new(config(), data(), &cars())),
            here: BTreeMap::new(),
            rng: Pcg64Mcg::seed_from_u64(seed),
        }
    }

    fn draw(&mut self, below: u32) -> u32 {
        self.rng.next_u32() % below
    }

    fn point(&mut self, size: u32) -> Vec3 {
        let (x, z) = (self.draw(size) as f32, self.draw(size) as f32);
        Vec3::new(x, 0.0, z)
    }

    fn act(&mut self) {
        for number in 1..=PLAYERS {
            match self.here.get(&number).copied() {
                None if self.draw(8) == 0 => {
                    let at = self.point(30);
                    self.bench.join(number, at);
                    self.here.insert(number, false);
                }
                // It says so twice now and then, as one that was put elsewhere must.
                Some(_) if self.draw(6) == 0 => {
                    let entered = ClientEnteredWorld { world_zone_id: 0 };
                    self.bench.say(number, &entered);
                    self.here.insert(number, true);
                }
                None | Some(false) => {}
                Some(true) => self.live(number),
            }
        }
    }

    fn live(&mut self, number: u64) {
        let connection = ConnectionId(number);
        let player = None;
        match self.draw(22) {
            0 => {
                let link = LeaveReason::LinkLost;
                self.bench.inputs.leave(connection, link).expect("room");
                self.here.remove(&number);
            }
            1 => self.order(number, mount(HORSE, None)),
            2 => self.order(number, mount(BOARD, Some(7))),
            3 | 4 => {
                let embark = ClientVehicleEmbark {
                    vehicle_unit_id: 1 + self.draw(CARS as u32 + 1),
                    seat_type: VehicleSeatType(self.draw(3)),
                    seat_position: 0,
                };
                self.bench.say(number, &embark);
            }
            5 => self.bench.say(number, &ClientVehicleDisembark),
            6 => self.order(
                number,
                ZoneCommand::PetSummon {
                    creature: CAT,
                    player,
                },
            ),
            7 => self.order(number, ZoneCommand::PetDismiss { player }),
            8 => {
                let far = self.draw(2) == 0;
                let position = self.point(if far { 2_000 } else { 40 });
                let placement = Placement {
                    position,
                    ..Placement::default()
                };
                let command = Command::Teleport {
                    connection,
                    world_id: WORLD,
                    placement,
                };
                self.bench.inputs.command(command).expect("room");
            }
            9 => {
                let accept = ClientResurrectAccept {
                    rez_type: ResurrectionType::WakeHere,
                    ..ClientResurrectAccept::default()
                };
                self.bench.say(number, &accept);
            }
            10 => self.bench.say(
                number,
                &Server0635 {
                    unknown0: self.rng.next_u32() % 12,
                },
            ),
            11..=13 => self.fall(number),
            _ => {
                let to = self.point(30);
                self.bench.walk(number, to);
            }
        }
    }

    /// A deep fall, as far as the zone believes it.
    fn fall(&mut self, number: u64) {
        let lands = self.draw(2) == 0;
        let height = if lands { -200.0 } else { 0.0 };
        let state = if lands {
            StateFlags::None
        } else {
            StateFlags::Fall
        };
        let position = Vec3::new(10.0, height, 10.0);
        let models = [
            Model::SetState { state },
            Model::SetPosition {
                position,
                blend: true,
            },
        ];
        let items = models
            .map(|model| ClientEntityCommandItems { model })
            .into();
        self.bench
            .say(number, &ClientEntityCommand { time: 1, items });
    }

    fn order(&mut self, number: u64, command: ZoneCommand) {
        let order = Order::Ask {
            ticket: 1,
            question: Question::Run(ConnectionId(number), command),
        };
        let command = Command::Order(Box::new(order));
        self.bench.inputs.command(command).expect("room");
    }
}

fn run(seed: u64) -> Story {
    let mut story = Story::new(seed);
    for _ in 0..STEPS {
        story.act();
        let ms = 50 + u64::from(story.draw(4)) * 400;
        story.bench.step_after(ms);
        // Who lied about its steps too often is sent away.
        let clients = &story.bench.clients;
        story.here.retain(|number, _| clients.contains_key(number));
    }
    story
}

#[test]
fn whatever_they_do_nothing_is_left_of_those_who_go() {
    let (mut rode, mut died) = (0, 0);
    seeds(SEEDS, &[]).run_each(SEED_AGAIN, |seed| {
        let mut story = run(seed);
        for client in story.bench.clients.values() {
            rode += client.all::<ServerVehiclePassengerAdd>().len();
            died += client.all::<ServerResurrectionShow>().len();
        }
        for &number in story.here.keys() {
            let connection = ConnectionId(number);
            let link = LeaveReason::LinkLost;
            story.bench.inputs.leave(connection, link).expect("room");
        }
        story.bench.step();
        let zone = &story.bench.zone;
        assert_eq!(
            (zone.unit_count() as u64, zone.is_idle()),
            (CARS, true),
            "seed {seed}"
        );
        assert_eq!(zone.counters().malformed, 0, "seed {seed}");
    });
    let much = rode > 100 && died > 5;
    assert!(
        much || seeds(SEEDS, &[]).are_chosen(),
        "much happens: {rode} {died}"
    );
}

#[test]
fn it_happens_again_from_its_log() {
    for seed in 0..4 {
        let recorded = run(seed).bench;
        let mut log = Vec::new();
        write_header(&config(), &mut log);
        write_population((&cars(), &[], &[], &[], &[]), &mut log);
        let mut reader = LogReader::new(&recorded.log).expect("a log");
        let mut inputs = Inputs::new();
        for &digest in &recorded.digests {
            let now = reader.next_step(&mut inputs).expect("whole");
            write_step(now.expect("a step"), &inputs, &mut log);
            write_digest(digest, &mut log);
        }
        let again = rerun(&log, data()).expect("a whole log");
        assert_eq!(again.compared, u64::from(STEPS), "seed {seed}");
        assert_eq!(again.first_difference, None, "seed {seed}");
    }
}
