//! What people do: they come, walk, talk, use things, ride, fly, die, trade with nobody but the
//! realm, travel and go.

use ::world::{Order, Question};
use bezgelor_core::Vec3;
use command::ZoneCommand;
use command::argument::Charges;
use game::fall::DEADLY_DEPTH;
use protocol::enums::{
    ChatChannelType, InventoryLocation, ResurrectionType, StateFlags, VehicleSeatType,
};
use protocol::messages::*;
use protocol::structs::{Channel, ItemLocation};
use protocol::unions::IEntityCommandModel as Model;

use super::land;
use super::realm::{At, Realm, STEP_MS};

/// Steps that a deadly fall takes.
const FALL_STEPS: u64 = 2_500 / STEP_MS;
const EVENT_TAXI: u8 = 48;

/// One step of everybody's life.
pub(super) fn act(realm: &mut Realm) {
    let numbers: Vec<u64> = realm.people.keys().copied().collect();
    for number in numbers {
        let at = realm.people[&number].at;
        match at {
            At::Offline if realm.chance(10) => realm.come(number),
            At::In(place) => {
                if realm.people[&number].client.loads {
                    load(realm, number);
                } else {
                    live(realm, number, place);
                }
            }
            _ => {}
        }
        if realm.below(1_000) < 8 {
            realm.hang_up(number);
        }
    }
}

fn load(realm: &mut Realm, number: u64) {
    if realm.is_calm || realm.chance(50) {
        realm.person(number).client.loads = false;
        realm.say(number, &ClientEnteredWorld { world_zone_id: 0 });
    }
}

/// Answers to whatever control it was given.
pub(super) fn take_control(realm: &mut Realm, number: u64) {
    for ticket in std::mem::take(&mut realm.person(number).client.tickets) {
        realm.say(number, &Server0635 { unknown0: ticket });
    }
}

fn live(realm: &mut Realm, number: u64, place: u32) {
    if realm.chance(70) {
        take_control(realm, number);
    }
    if let Some((since, from)) = realm.people[&number].falls {
        return fall(realm, number, since, from);
    }
    if realm.people[&number].client.ways_back.is_some() {
        return lie(realm, number);
    }
    match realm.below(100) {
        0..=44 => walk(realm, number, place),
        45..=59 => handle_things(realm, number),
        60..=69 => use_things(realm, number),
        70..=77 => ride(realm, number),
        78..=82 => speak(realm, number),
        83..=85 => travel(realm, number),
        86..=87 => fly(realm, number),
        88 => begin_fall(realm, number, place),
        89 => log_out(realm, number),
        90..=91 => rule(realm, number),
        _ => {}
    }
}

fn own_place(realm: &Realm, number: u64, place: u32) -> Option<Vec3> {
    let own = realm.people[&number].client.own?;
    realm.places[&place].at(own)
}

fn moves(realm: &mut Realm, number: u64, to: Vec3, state: Option<StateFlags>) {
    let mut items = vec![ClientEntityCommandItems {
        model: Model::SetPosition {
            position: to,
            blend: true,
        },
    }];
    items.extend(state.map(|state| ClientEntityCommandItems {
        model: Model::SetState { state },
    }));
    realm.say(number, &ClientEntityCommand { time: 1, items });
}

fn walk(realm: &mut Realm, number: u64, place: u32) {
    let Some(at) = own_place(realm, number, place) else {
        return;
    };
    // A step that is believed, and now and then one that is not.
    let scale = if realm.chance(2) { 9.0 } else { 0.08 };
    let mut along = || (realm.below(13) as f32 - 6.0) * scale;
    let to = Vec3::new(at.x + along(), at.y, at.z + along());
    moves(realm, number, to, None);
}

fn begin_fall(realm: &mut Realm, number: u64, place: u32) {
    if let Some(at) = own_place(realm, number, place) {
        realm.person(number).falls = Some((realm.steps, at));
        realm.did("fell");
    }
}

fn fall(realm: &mut Realm, number: u64, since: u64, from: Vec3) {
    let step = (realm.steps - since).min(FALL_STEPS);
    let depth = DEADLY_DEPTH * 1.5 * step as f32 / FALL_STEPS as f32;
    let state = if step < FALL_STEPS {
        StateFlags::Fall
    } else {
        realm.person(number).falls = None;
        StateFlags::None
    };
    moves(
        realm,
        number,
        Vec3::new(from.x, from.y - depth, from.z),
        Some(state),
    );
}

fn lie(realm: &mut Realm, number: u64) {
    if realm.chance(10) {
        realm.did("woke");
        let rez_type = if realm.chance(50) {
            ResurrectionType::WakeHere
        } else {
            ResurrectionType::Holocrypt
        };
        let accept = ClientResurrectAccept {
            unit_id: 0,
            rez_type,
            option: 0,
        };
        realm.say(number, &accept);
    }
}

fn spot(realm: &mut Realm) -> ItemLocation {
    let (location, bag_index) = match realm.below(8) {
        0 => (0, realm.below(31)),
        1 => (2, realm.below(33)),
        _ => (1, realm.below(18)),
    };
    ItemLocation {
        location: InventoryLocation(location),
        bag_index,
    }
}

fn handle_things(realm: &mut Realm, number: u64) {
    match realm.below(12) {
        0..=2 => {
            let (item, count) = (7 + realm.below(2), Some(1 + realm.below(30)));
            let player = None;
            command(
                realm,
                number,
                ZoneCommand::ItemAdd {
                    item,
                    count,
                    charges: Charges(None),
                    player,
                },
            );
        }
        3..=7 => {
            let (from, to) = (spot(realm), spot(realm));
            realm.say(number, &ClientItemMove { from, to });
        }
        8 => {
            let held = realm.people[&number].client.held.as_ref();
            if let Some(guid) = held.and_then(|held| held.items.first()).map(|i| i.id.0) {
                let (location, count) = (spot(realm), realm.below(12));
                let split = ClientItemSplit {
                    guid,
                    location,
                    count,
                };
                realm.say(number, &split);
            }
        }
        9 => {
            let from = spot(realm);
            realm.say(number, &ClientItemDelete { from });
        }
        _ => {
            let amount = i64::from(realm.below(400)) - 150;
            let give = ZoneCommand::CurrencyCharacterAdd {
                currency: 1,
                amount,
                player: None,
            };
            command(realm, number, give);
        }
    }
}

/// Somebody it sees, or something.
fn seen(realm: &mut Realm, number: u64, kind: &str) -> Option<u32> {
    let shown = &realm.people[&number].client.shown;
    let of_kind = shown
        .iter()
        .filter(|(_, shown)| shown.kind.starts_with(kind));
    let guids: Vec<u32> = of_kind.map(|(&guid, _)| guid).collect();
    let count = u32::try_from(guids.len()).ok().filter(|&count| count > 0)?;
    Some(guids[realm.below(count) as usize])
}

fn use_things(realm: &mut Realm, number: u64) {
    let casting = realm.people[&number].client.casting;
    match realm.below(10) {
        0..=3 => {
            if let Some(unit) = seen(realm, number, "Chest") {
                realm.did("tried a chest");
                let cast = ClientActivateUnitCast {
                    client_unique_id: 9,
                    activate_unit_id: unit,
                };
                realm.say(number, &cast);
            }
        }
        4 => {
            if let Some(casting_id) = casting {
                let (result, validation) = (realm.below(3) as u8, 0);
                let word = ClientSpellInteractionResult {
                    casting_id,
                    result,
                    validation,
                };
                realm.say(number, &word);
            }
        }
        5..=6 => {
            if let Some(unit) = seen(realm, number, "Simple") {
                let sits = ClientEntityInteractChair {
                    chair_unit_id: unit,
                    remove: realm.chance(30),
                };
                realm.say(number, &sits);
            }
        }
        7 if realm.chance(50) => {
            if let Some(unit_id) = seen(realm, number, "InstancePortal") {
                realm.did("used a portal");
                realm.say(number, &ClientActivateUnit { unit_id });
            }
        }
        7 => {
            if let Some(guid) = seen(realm, number, "NonPlayer") {
                let event = EVENT_TAXI;
                realm.say(number, &ClientEntityInteract { guid, event });
            }
        }
        _ => {
            if let Some(guid) = seen(realm, number, "") {
                realm.say(number, &ClientEntitySelect { guid });
            }
        }
    }
}

fn ride(realm: &mut Realm, number: u64) {
    match realm.below(8) {
        0..=2 => {
            if let Some(unit) = seen(realm, number, "Vehicle") {
                let seat_type = if realm.chance(60) {
                    VehicleSeatType::Pilot
                } else {
                    VehicleSeatType::Passenger
                };
                let embark = ClientVehicleEmbark {
                    vehicle_unit_id: unit,
                    seat_type,
                    seat_position: 0,
                };
                realm.say(number, &embark);
            }
        }
        3 => realm.say(number, &ClientVehicleDisembark),
        4..=5 => {
            let mount = ZoneCommand::VehicleMount {
                creature: land::HORSE,
                vehicle: None,
                display: Some(77),
                player: None,
            };
            command(realm, number, mount);
        }
        6 => {
            let creature = land::CAT;
            let player = None;
            command(realm, number, ZoneCommand::PetSummon { creature, player });
        }
        _ if realm.chance(30) => {
            command(realm, number, ZoneCommand::PetDismiss { player: None });
        }
        _ => {}
    }
}

fn speak(realm: &mut Realm, number: u64) {
    if realm.chance(50) {
        let emote_id = 5 + realm.below(2) as u16;
        let emote = ClientEmote {
            emote_id,
            ..ClientEmote::default()
        };
        return realm.say(number, &emote);
    }
    let chat = ClientChat {
        channel: Channel {
            chat_channel_id: ChatChannelType::Say,
            chat_id: 0,
        },
        message: "hm".into(),
        ..ClientChat::default()
    };
    realm.say(number, &chat);
}

fn travel(realm: &mut Realm, number: u64) {
    let spots = land::spots();
    let spot = spots[realm.below(spots.len() as u32) as usize];
    realm.did("was taken elsewhere");
    realm.order(number, |connection| Order::Travel {
        connection,
        spot,
        holder: None,
    });
}

fn fly(realm: &mut Realm, number: u64) {
    let route = land::ROUTES[realm.below(land::ROUTES.len() as u32) as usize];
    let taxi_routes = vec![route];
    realm.say(number, &ClientFlightPathPurchase { taxi_routes });
}

fn log_out(realm: &mut Realm, number: u64) {
    if realm.chance(50) {
        let initiated = realm.chance(90);
        realm.say(number, &ClientLogoutRequest { initiated });
    } else {
        realm.say(number, &ClientLogoutConfirm);
    }
}

/// What a game master does.
fn rule(realm: &mut Realm, number: u64) {
    let player = None;
    let done = match realm.below(8) {
        0 => ZoneCommand::EventStart {
            event: land::EVENT,
            phase: None,
        },
        1 => ZoneCommand::EventStop { event: land::EVENT },
        2 => ZoneCommand::EntityKill {},
        3 => ZoneCommand::EntityRespawn {},
        4 => ZoneCommand::MapUnload { player },
        5 => ZoneCommand::EntityRemove {},
        6 => ZoneCommand::EntityFollow {},
        _ => ZoneCommand::CharacterSave { player },
    };
    command(realm, number, done);
}

fn command(realm: &mut Realm, number: u64, command: ZoneCommand) {
    realm.order(number, |connection| Order::Ask {
        ticket: 2,
        question: Question::Run(connection, command),
    });
}
