//! What the client is told of a unit by its kind: one model for each of the 37 (`messages.txt`,
//! entity models).
//!
//! Where a model asks for what no data has yet (owners, passengers, loot), it says that there is
//! none.
//!
//! Of the 37 the public world data spawn thirteen: 0, 2, 4, 5, 8 to 14, 19 and 32, and each of
//! those does what a zone can do with it. Some of the rest are made by zones themselves (mounts,
//! pets, ghosts) or are other people's spawns of the same kinds of things. What nobody spawns and
//! no public source gives a behaviour is only shown: plugs, residences, plants and mannequins (15
//! to 17, 33 to 35) are made and used by houses, traps, cameras and pets of espers and scientists
//! (25, 27 to 29) by spells and paths, and a lockbox (36) by whoever opens it. Whoever brings those
//! makes the units and hears of their use by `interaction`, which holds for every kind.

use protocol::WString;
use protocol::enums::{Class, Race, Sex};
use protocol::unions::IEntityModel as Model;

use crate::entity::owned;
use crate::entity::slots::Row;
use crate::entity::units::{Kind, Look};
use crate::player::players::Seat;
use crate::vehicle::seats;
use crate::zone::Zone;

/// The count of bones has 6 bits.
const BONES_SHOWN_MAX: usize = 63;

/// The model of a unit as it is now.
pub(crate) fn model(zone: &Zone, row: Row) -> Model {
    match zone.units.seat[row as usize] {
        Some(seat) => player(zone, seat),
        None => of_unit(zone, row),
    }
}

/// The model of a unit that has to do with players, or as its kind and its spawn say.
fn of_unit(zone: &Zone, row: Row) -> Model {
    let (kind, look) = (
        zone.units.kind[row as usize],
        &zone.units.look[row as usize],
    );
    let owner = owned::owner(zone, row);
    let owner_id = owner.map_or(0, |owner| zone.unit_id(owner).0);
    let (creature_id, unit_vehicle_id) = (look.creature_id.0, look.vehicle_id);
    match kind {
        Kind::VEHICLE => Model::Vehicle {
            creature_id,
            unit_vehicle_id,
            passengers: seats::told(zone, row),
        },
        Kind::MOUNT => Model::Mount {
            creature_id,
            unit_vehicle_id,
            owner_id,
            passengers: seats::told(zone, row),
        },
        Kind::PET => Model::Pet {
            creature_id,
            owner_id,
            unknown1: 0,
            name: WString::default(),
        },
        Kind::GHOST => owner.map_or_else(ghost, |owner| ghost_of(zone, owner)),
        _ => of_kind(kind.0, look),
    }
}

fn player(zone: &Zone, seat: u32) -> Model {
    let character = &zone.players.at(seat).entry.sheet.character;
    let bones = character
        .appearance
        .bones
        .iter()
        .copied()
        .take(BONES_SHOWN_MAX);
    Model::Player {
        id: character.id.0,
        realm_id: zone.config.realm_id.0,
        name: WString::from(&character.name),
        race: Race(u32::from(character.race & 0x1F)),
        class: Class(u32::from(character.class & 0x1F)),
        sex: Sex(u32::from(character.sex & 3)),
        group_id: 0,
        pet_id_list: Vec::new(),
        guild_name: WString::default(),
        guild_type: protocol::enums::GuildType::default(),
        guild_ids: Vec::new(),
        bones: bones.collect(),
        pv_p_flag: protocol::enums::PvPFlag::Disabled,
        unknown4_c: 0,
        title: 0,
    }
}

/// The model of a unit that is no player's; `kind` is an `EntityType` below 37.
fn of_kind(kind: u8, look: &Look) -> Model {
    let creature_id = look.creature_id.0;
    let quest_checklist_idx = look.quest_checklist_index;
    let socket_id = look.socket_id;
    let unit_vehicle_id = look.vehicle_id;
    match kind {
        0 => Model::NonPlayer {
            creature_id,
            quest_checklist_idx,
        },
        1 => Model::Chest { creature_id },
        2 => Model::Destructible { creature_id },
        3 => Model::Vehicle {
            creature_id,
            unit_vehicle_id,
            passengers: Vec::new(),
        },
        4 => Model::Door { creature_id },
        5 => Model::HarvestUnit { creature_id },
        6 => Model::CorpseUnit { creature_id },
        7 => Model::Mount {
            creature_id,
            unit_vehicle_id,
            owner_id: 0,
            passengers: Vec::new(),
        },
        8 => Model::CollectableUnit {
            creature_id,
            quest_checklist_idx,
        },
        9 => Model::Taxi {
            creature_id,
            unit_vehicle_id,
            passengers: Vec::new(),
        },
        11 => Model::Platform {
            creature_id,
            quest_checklist_idx,
        },
        12 => Model::MailBox { creature_id },
        13 => Model::AiTurret {
            creature_id,
            quest_checklist_idx,
        },
        14 => Model::InstancePortal {
            creature_id,
            remaining_time_ms: 0,
        },
        15 => Model::Plug {
            socket_id,
            plug_id: 0,
            plug_flags: 0,
        },
        16 => Model::Residence { creature_id },
        17 => Model::StructuredPlug {
            creature_id,
            current_tier: 0,
            socket_id,
        },
        18 => Model::PinataLoot {
            creature_id,
            item_id: 0,
            item_count: 0,
            loot_type: 0,
        },
        19 => Model::BindPoint { creature_id },
        other => of_later_kind(other, look),
    }
}

fn of_later_kind(kind: u8, look: &Look) -> Model {
    let creature_id = look.creature_id.0;
    let quest_checklist_idx = look.quest_checklist_index;
    let socket_id = look.socket_id;
    let (owner_id, name) = (0, WString::default());
    match kind {
        21 => Model::Hidden { creature_id },
        22 => Model::Trigger {
            name,
            bounds: Vec::new(),
        },
        23 => ghost(),
        24 => Model::Pet {
            creature_id,
            owner_id,
            unknown1: 0,
            name,
        },
        25 => Model::EsperPet {
            creature_id,
            owner_id,
            owner_display_item_id: 0,
        },
        26 => Model::WorldUnit { unknown0: false },
        27 => Model::ScannerUnit {
            creature_id,
            owner_id,
            name,
        },
        28 => Model::Camera { unknown0: false },
        29 => Model::Trap {
            creature_id,
            owner_id,
        },
        30 => Model::DestructibleDoor { creature_id },
        31 => Model::Pickup {
            creature_id,
            owner_id,
            item_display_id: 0,
        },
        32 => Model::SimpleCollidable {
            creature_id,
            quest_checklist_idx,
        },
        33 => Model::HousingMannequin { creature_id },
        34 => Model::HousingHarvestPlug {
            creature_id,
            socket_id,
        },
        35 => Model::HousingPlant {
            creature_id,
            socket_id,
        },
        36 => Model::Lockbox {
            creature_id,
            unknown1: Vec::new(),
        },
        // 10, and nothing else: spawns of other kinds are refused at the door.
        _ => Model::Simple {
            creature_id,
            quest_checklist_idx,
        },
    }
}

/// A ghost of nobody, as spawn data may have it.
fn ghost() -> Model {
    ghost_like(WString::default(), (0, 0, 0))
}

/// The ghost of a dead player. Its identity stays with the body, as with every peer.
fn ghost_of(zone: &Zone, seat: Seat) -> Model {
    let character = &zone.players.at(seat).entry.sheet.character;
    let looks = (character.race, character.class, character.sex);
    ghost_like(WString::from(&character.name), looks)
}

fn ghost_like(name: WString, (race, class, sex): (u8, u8, u8)) -> Model {
    Model::Ghost {
        id: 0,
        realm_id: 0,
        name,
        race: Race(u32::from(race & 0x1F)),
        class: Class(u32::from(class & 0x1F)),
        sex: Sex(u32::from(sex & 3)),
        group_id: 0,
        guild_name: WString::default(),
        guild_type: protocol::enums::GuildType::default(),
        guild_ids: Vec::new(),
        bones: Vec::new(),
        title: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::wire::Union as _;

    #[test]
    fn every_kind_has_the_model_of_its_own_number() {
        for kind in (0..Kind::COUNT).filter(|&kind| kind != Kind::PLAYER.0) {
            assert_eq!(of_kind(kind, &Look::default()).case(), u32::from(kind));
        }
    }
}
