//! The messages of the character screen, made from what the stores answered.

use bezgelor_core::ids::RealmId;
use bezgelor_core::limits::{CHARACTERS_PER_ACCOUNT_MAX, CUSTOMISATIONS_MAX, REALMS_MAX};
use bezgelor_core::time::UnixMillis;
use protocol::enums::{
    AccountTier, Class, EntitlementType, ItemSlot, Race, RealmPopulation, RealmStatus, RealmType,
    Sex,
};
use protocol::messages::{
    ServerAccountCurrencySet, ServerAccountEntitlements, ServerAccountEntitlementsEntitlements,
    ServerAccountTier, ServerCharacterList, ServerCharacterListCharacters,
    ServerCharacterListCharactersLocation, ServerGenericUnlockAccountList,
    ServerMaxCharacterLevelAchieved, ServerRealmList,
};
use protocol::structs::{
    AccountCurrency, ItemVisual, Message, Position, RealmInfo, RealmInfoAccountRealmData,
};

use super::api::{Holdings, ListedCharacter, ListedRealm, Listing, RealmListing, Standing};
use crate::creation::CreationData;

/// `gear_mask` of a character without a costume: everything worn is shown.
const GEAR_MASK_ALL: u32 = u32::MAX;
/// Highest value of the 15-bit `display_id`.
const DISPLAY_ID_MAX: u16 = 0x7fff;
/// Highest value of the 14-bit `colour_set_id`.
const COLOUR_SET_ID_MAX: u16 = 0x3fff;
/// Milliseconds between 1601, where the client's clock begins, and 1970.
const FILE_TIME_EPOCH_MS: i64 = 11_644_473_600_000;

/// The time as the client counts it: 100 ns since 1601.
pub(super) fn file_time(now: UnixMillis) -> u64 {
    u64::try_from(now.0.saturating_add(FILE_TIME_EPOCH_MS))
        .unwrap_or(0)
        .saturating_mul(10_000)
}

pub(super) fn currencies(holdings: &Holdings) -> ServerAccountCurrencySet {
    let account_currencies = holdings
        .currencies
        .iter()
        .map(|(kind, amount)| AccountCurrency {
            account_currency_type: *kind,
            amount: *amount,
        })
        .collect();
    ServerAccountCurrencySet { account_currencies }
}

pub(super) fn unlocks(holdings: &Holdings) -> ServerGenericUnlockAccountList {
    ServerGenericUnlockAccountList {
        generic_unlock_entry_ids: holdings.unlocks.clone(),
    }
}

pub(super) fn entitlements(holdings: &Holdings) -> ServerAccountEntitlements {
    let entitlements = holdings
        .entitlements
        .iter()
        .map(|(id, count)| ServerAccountEntitlementsEntitlements {
            entitlement: EntitlementType(*id),
            count: *count,
        })
        .collect();
    ServerAccountEntitlements { entitlements }
}

pub(super) fn tier(holdings: &Holdings) -> ServerAccountTier {
    ServerAccountTier {
        tier: if holdings.signature {
            AccountTier::Signature
        } else {
            AccountTier::Basic
        },
    }
}

pub(super) fn level_achieved(listing: &Listing) -> ServerMaxCharacterLevelAchieved {
    let levels = listing
        .characters
        .iter()
        .map(|listed| u32::from(listed.character.level));
    ServerMaxCharacterLevelAchieved {
        level: levels.max().unwrap_or(1),
    }
}

/// Characters the account may still make.
pub(super) fn slots_left(listing: &Listing) -> u32 {
    listing
        .holdings
        .slots
        .saturating_sub(listing.characters.len() as u32)
}

/// 0x0117 (`flows.md` section 2).
pub(super) fn characters(
    realm: RealmId,
    data: &dyn CreationData,
    listing: &Listing,
    now: UnixMillis,
) -> ServerCharacterList {
    let characters: Vec<ServerCharacterListCharacters> = listing
        .characters
        .iter()
        .take(CHARACTERS_PER_ACCOUNT_MAX)
        .map(|listed| character(data, listed, now))
        .collect();
    ServerCharacterList {
        server_time: file_time(now),
        enabled_character_creation_ids: data.creatable_ids().to_vec(),
        realm_id: realm.0,
        max_number_characters: slots_left(listing),
        additional_count: characters.len() as u32,
        characters,
        ..Default::default()
    }
}

fn character(
    data: &dyn CreationData,
    listed: &ListedCharacter,
    now: UnixMillis,
) -> ServerCharacterListCharacters {
    let character = &listed.character;
    let at = character.placement;
    let choices = character.appearance.customisations.iter().copied();
    let (labels, values) = choices.take(CUSTOMISATIONS_MAX).unzip();
    ServerCharacterListCharacters {
        id: character.id.0,
        name: character.name.as_str().into(),
        sex: Sex(character.sex.into()),
        race: Race(character.race.into()),
        class: Class(character.class.into()),
        faction: character.faction.into(),
        level: character.level.into(),
        appearance: character
            .appearance
            .visuals
            .iter()
            .map(|v| visual(v.0, v.1, 0))
            .collect(),
        gear: gear(data, listed),
        world_id: character.world_id.0,
        world_zone_id: character.world_zone_id.0,
        realm_id: character.realm_id.0,
        location: ServerCharacterListCharactersLocation {
            position: Position {
                vector_0: at.position.x,
                vector_1: at.position.y,
                vector_2: at.position.z,
            },
            yaw: at.rotation.x,
            pitch: at.rotation.y,
        },
        path: character.path,
        is_locked: listed.standing == Standing::Disabled,
        requires_rename: listed.standing == Standing::MustRename,
        gear_mask: GEAR_MASK_ALL,
        labels,
        values,
        bones: character.appearance.bones.clone(),
        // Negative: the client counts days from now backwards.
        last_logged_out_days: character.last_online_at.days_since(now).min(0.0),
    }
}

fn gear(data: &dyn CreationData, listed: &ListedCharacter) -> Vec<ItemVisual> {
    let shown = listed
        .worn
        .iter()
        .filter_map(|item| data.item(item.template_id));
    shown
        .filter(|facts| facts.visual_slot != 0 && facts.display_id != 0)
        .map(|facts| visual(facts.visual_slot, facts.display_id, facts.colour_set_id))
        .collect()
}

fn visual(slot: u8, display_id: u16, colour_set_id: u16) -> ItemVisual {
    ItemVisual {
        slot: ItemSlot(slot.into()),
        display_id: display_id & DISPLAY_ID_MAX,
        colour_set_id: colour_set_id & COLOUR_SET_ID_MAX,
        dye_data: 0,
    }
}

/// 0x0761 (`flows.md` section 1).
pub(super) fn realms(listing: &RealmListing) -> ServerRealmList {
    let messages = listing
        .messages
        .iter()
        .map(|(index, texts)| Message {
            index: *index,
            messages: texts.iter().map(|text| text.as_str().into()).collect(),
        })
        .collect();
    let realms = listing.realms.iter().take(REALMS_MAX).map(realm).collect();
    ServerRealmList {
        unused: 0,
        realms,
        messages,
    }
}

fn realm(listed: &ListedRealm) -> RealmInfo {
    let realm = &listed.realm;
    RealmInfo {
        realm_id: realm.id.0.into(),
        realm_name: realm.name.as_str().into(),
        type_: RealmType(realm.realm_type.into()),
        status: if listed.online {
            RealmStatus::Up
        } else {
            RealmStatus::Down
        },
        population: population(realm.online_count, realm.capacity),
        account_realm_info: RealmInfoAccountRealmData {
            realm_id: realm.id.0,
            character_count: listed.character_count,
            last_played_character: listed.last_played_character.as_str().into(),
            last_played_time: listed.last_played_at.map_or(0, file_time),
        },
        ..Default::default()
    }
}

/// Quarters, roughly as a player would say it; full is full.
fn population(online: u32, capacity: u32) -> RealmPopulation {
    let (online, capacity) = (u64::from(online), u64::from(capacity));
    if online >= capacity {
        RealmPopulation::Full
    } else if online * 4 >= capacity * 3 {
        RealmPopulation::High
    } else if online * 2 >= capacity {
        RealmPopulation::Medium
    } else {
        RealmPopulation::Low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_counted_as_the_client_does() {
        assert_eq!(file_time(UnixMillis(0)), 116_444_736_000_000_000);
        assert_eq!(file_time(UnixMillis(i64::MIN)), 0);
    }

    #[test]
    fn population_is_full_only_when_it_is() {
        let of = |online| population(online, 100);
        assert_eq!(of(0), RealmPopulation::Low);
        assert_eq!(of(50), RealmPopulation::Medium);
        assert_eq!(of(99), RealmPopulation::High);
        assert_eq!(of(100), RealmPopulation::Full);
        assert_eq!(population(0, 0), RealmPopulation::Full);
    }

    #[test]
    fn slots_left_never_wrap() {
        let mut listing = Listing::default();
        listing.holdings.slots = 0;
        assert_eq!(slots_left(&listing), 0);
        assert_eq!(level_achieved(&listing).level, 1);
    }
}
