//! What a client is told of itself when it comes into a world: steps 5 to 19 of `flows.md`
//! section 4, one function each, in order.
//!
//! What the server does not keep yet is told as what it is: empty.

use bezgelor_core::model::CharacterSheet;
use game::equipment::LOCATION_ABILITY;
use protocol::WString;
use protocol::enums::{
    ChatChannelType, Faction, InventoryLocation, ItemProficiency, ItemUpdateReason,
    LimitedActionSetResult, Path, PathUnlockedMask, ShortcutType,
};
use protocol::messages::{
    ServerAbilityBook, ServerAbilityPoints, ServerAccountCurrencyGrant, ServerAchievementInit,
    ServerActionSet, ServerActionSetActions, ServerAmpList, ServerBuybackItems, ServerChat,
    ServerCooldownList, ServerCostumeItemList, ServerCostumeList, ServerHousingBasics,
    ServerHousingNeighbors, ServerInstanceSettings, ServerItemAdd, ServerMailAvailable,
    ServerPathInitialise, ServerPetCustomisationList, ServerPhaseVisibilityWorldLocation,
    ServerPlayerCreate, ServerPlayerCreateFactionData, ServerQuestInit, ServerResurrectionState,
    ServerRewardPropertySet, ServerStanceChanged, ServerTimeOfDay, ServerTitles,
};
use protocol::structs::{AccountCurrency, Channel, ItemLocation};

use crate::interaction::reading;
use crate::maps::whereabouts;
use crate::movement::walk;
use crate::outputs::Outputs;
use crate::pet;
use crate::player::players::Seat;
use crate::player::reputation;
use crate::travel::{fare, stuck};
use crate::valuables::inventory_item;
use crate::zone::Zone;

/// How often clients are to report their unit's movement (`flows.md` section 7).
pub const CLIENT_UPDATE_INTERVAL_MS: u32 = 125;
/// Action sets and AMP lists of a character.
const SPECS: u8 = 4;
/// Places in an action set.
const ACTIONS: u32 = 48;
/// The location an empty place of an action set names, as captured from the original server.
const NO_LOCATION: u32 = 300;
/// Currencies 0x025E has room for; currency `n` stands at `n - 1`.
const CURRENCIES: usize = 16;

/// Tells a client that came in this step everything behind what it sees.
pub(crate) fn tell(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    // Step 4.
    pet::come(zone, seat);
    time_and_path(zone, out, seat);
    zone.send(out, seat, &ServerBuybackItems::default());
    zone.send(out, seat, &ServerHousingBasics::default());
    zone.send(out, seat, &ServerHousingNeighbors::default());
    let client_entity_send_update_interval = CLIENT_UPDATE_INTERVAL_MS;
    zone.send(
        out,
        seat,
        &ServerInstanceSettings {
            client_entity_send_update_interval,
            ..Default::default()
        },
    );
    walk::hand_over(zone, out, seat, true);
    zone.send(out, seat, &ServerCostumeList::default());
    zone.send(out, seat, &ServerCostumeItemList::default());
    if !zone.players.at(seat).greeted {
        let sheet = &zone.players.at(seat).entry.sheet;
        let proficiencies = zone.data.items().proficiencies(sheet.character.class);
        let create = player_create(sheet, ItemProficiency(proficiencies));
        zone.send(out, seat, &create);
    }
    zone.send(out, seat, &ServerTitles::default());
    abilities(zone, out, seat);
    collections(zone, out, seat);
    zone.send(out, seat, &ServerStanceChanged { innate_index: 0 });
    let phases = ServerPhaseVisibilityWorldLocation {
        phases_that_perceive_me: 1,
        phases_i_perceive: 1,
    };
    zone.send(out, seat, &phases);
    greet(zone, out, seat);
}

fn time_and_path(zone: &Zone, out: &mut Outputs, seat: Seat) {
    let time_of_day = game::clock::time_of_day(zone.now.unix);
    let length_of_day = game::clock::DAY_S;
    zone.send(
        out,
        seat,
        &ServerTimeOfDay {
            time_of_day,
            season: 0,
            length_of_day,
        },
    );
    let path = zone.players.at(seat).entry.sheet.character.path.min(3);
    let message = ServerPathInitialise {
        active_path: Path(u32::from(path)),
        path_progress: [0; 4],
        path_unlocked_mask: PathUnlockedMask(1 << path),
        time_since_last_activate_in_days: 0.0,
    };
    zone.send(out, seat, &message);
}

fn player_create(
    sheet: &CharacterSheet,
    item_proficiencies: ItemProficiency,
) -> ServerPlayerCreate {
    let mut money = [0; CURRENCIES];
    for balance in &sheet.currencies {
        let place = usize::from(balance.currency_id).checked_sub(1);
        if let Some(place) = place.and_then(|place| money.get_mut(place)) {
            *place = balance.amount;
        }
    }
    let carried = sheet
        .items
        .iter()
        .filter(|item| item.location != LOCATION_ABILITY);
    ServerPlayerCreate {
        inventory: carried
            .map(|item| inventory_item(item, ItemUpdateReason::NoReason))
            .collect(),
        money,
        xp: sheet.character.xp,
        item_proficiencies,
        faction_data: ServerPlayerCreateFactionData {
            faction_id: Faction(u32::from(sheet.character.faction & 0x3FFF)),
            faction_reputations: reputation::lines(sheet.reputations.all()),
        },

        // The bind point, as the layout of others names it.
        unknown_bc: sheet.travel.bind.map_or(0, |bind| bind.point_id),
        active_costume_index: -1,
        tradeskill_materials: vec![0; TRADESKILL_MATERIALS],
        ..Default::default()
    }
}

/// Places of the supply satchel.
const TRADESKILL_MATERIALS: usize = 512;

/// Step 16, behind the taxi nodes that are known.
fn abilities(zone: &Zone, out: &mut Outputs, seat: Seat) {
    fare::tell_found(zone, out, seat);
    let items = &zone.players.at(seat).entry.sheet.items;
    for item in items
        .iter()
        .filter(|item| item.location == LOCATION_ABILITY)
    {
        zone.send(
            out,
            seat,
            &ServerItemAdd {
                inventory_item: inventory_item(item, ItemUpdateReason::NoReason),
            },
        );
    }
    zone.send(out, seat, &ServerAbilityBook::default());
    zone.send(out, seat, &ServerAbilityPoints::default());
    for spec_index in 0..SPECS {
        let message = ServerActionSet {
            spec_index,
            unlocked: 1,
            result: LimitedActionSetResult::Ok,
            actions: (0..ACTIONS).map(empty_action).collect(),
        };
        zone.send(out, seat, &message);
    }
    for spec_index in 0..SPECS {
        zone.send(
            out,
            seat,
            &ServerAmpList {
                spec_index,
                amps: Vec::new(),
            },
        );
    }
    let cooldowns = fare::cooldown(zone, seat).into_iter();
    let cooldowns = cooldowns.chain(stuck::cooldowns(zone, seat)).collect();
    zone.send(out, seat, &ServerCooldownList { cooldowns });
}

fn empty_action(bag_index: u32) -> ServerActionSetActions {
    ServerActionSetActions {
        shortcut_type: ShortcutType::None,
        location: ItemLocation {
            location: InventoryLocation(NO_LOCATION),
            bag_index,
        },
        object_id: 0,
    }
}

/// Step 17.
fn collections(zone: &Zone, out: &mut Outputs, seat: Seat) {
    zone.send(out, seat, &ServerPetCustomisationList::default());
    reading::tell_all(zone, out, seat);
    zone.send(out, seat, &ServerMailAvailable::default());
    whereabouts::show_maps(zone, out, seat);
    for &(currency, amount) in &zone.players.at(seat).entry.account.currencies {
        let account_currency = AccountCurrency {
            account_currency_type: currency & 0x1F,
            amount,
        };
        let message = ServerAccountCurrencyGrant {
            account_currency,
            ..Default::default()
        };
        zone.send(out, seat, &message);
    }
    zone.send(out, seat, &ServerQuestInit::default());
    zone.send(out, seat, &ServerAchievementInit::default());
    zone.send(out, seat, &ServerRewardPropertySet::default());
    zone.send(out, seat, &ServerResurrectionState::default());
}

/// Step 19, once per login.
fn greet(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    let player = zone.players.at_mut(seat);
    let notices = std::mem::take(&mut player.notices);
    let again = std::mem::replace(&mut player.greeted, true);
    let text = &zone.config.message_of_the_day;
    if !again && !text.is_empty() {
        let message = system_line(ChatChannelType::Realm, text);
        zone.send(out, seat, &message);
    }
    for notice in notices {
        let message = system_line(ChatChannelType::Realm, &notice);
        zone.send(out, seat, &message);
    }
}

/// A line from the server itself.
pub(crate) fn system_line(channel: ChatChannelType, text: &str) -> ServerChat {
    ServerChat {
        channel: Channel {
            chat_channel_id: channel,
            chat_id: 0,
        },
        text: WString::from(text),
        ..ServerChat::default()
    }
}
