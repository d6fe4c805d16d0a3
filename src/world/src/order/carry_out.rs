//! Carrying orders out, and handing lines that are commands to the realm.

use bezgelor_core::ids::{ConnectionId, ItemTemplateId};
use bezgelor_core::limits::SURVEY_UNITS_MAX;
use command::ZoneCommand;
use command::argument::Tier;
use game::movement::StepGuard;
use protocol::WString;
use protocol::enums::{
    BroadcastTier, ChatChannelType, ChatResult, EntitlementType, GenericUnlockResult,
    WorldRemovalReason,
};
use protocol::messages::{
    ServerAccountCurrencyGrant, ServerAccountEntitlement, ServerChatResult,
    ServerGenericUnlockAccount, ServerGenericUnlockResult, ServerRealmBroadcast,
};
use protocol::structs::{AccountCurrency, Channel};

use super::{
    AccountChange, Answer, ChatOrigin, Finding, Order, Question, company, creatures, looks, motion,
    pose, report, story,
};
use crate::entity::units::Kind;
use crate::instance::{admission, removal};
use crate::interaction::{door, who};
use crate::movement::walk;
use crate::outputs::{Event, Outputs};
use crate::player::introduction::system_line;
use crate::player::players::Seat;
use crate::player::reputation;
use crate::travel::{bind, journey, tokens};
use crate::valuables;
use crate::zone::Zone;

/// Multipliers of a character's speed that may be ordered.
const SPEEDS: std::ops::RangeInclusive<f32> = 0.1..=20.0;

/// World units around a character in which doors are opened, unless it is said (`features.md`
/// section 35), and the farthest that can be said.
const DOOR_RANGE: f32 = 10.0;
const DOOR_RANGE_MAX: f32 = 512.0;

/// Does it; what is for somebody who is not here does nothing, but a command is answered.
pub(crate) fn carry_out(zone: &mut Zone, out: &mut Outputs, order: Order) {
    match order {
        Order::Ask { ticket, question } => {
            let finding = find(zone, out, &question);
            out.event(Event::Found { ticket, finding });
        }
        Order::Answer {
            connection,
            origin,
            answer,
        } => {
            if let Some(seat) = zone.players.seat(connection) {
                self::answer(zone, out, seat, origin, answer);
            }
        }
        Order::Announce {
            connection,
            tier,
            text,
        } => notify(zone, out, connection, tier, text),
        Order::Rights {
            connection,
            permissions,
        } => {
            if let Some(seat) = zone.players.seat(connection) {
                zone.players.at_mut(seat).entry.permissions = permissions;
            }
        }
        Order::Account { connection, change } => {
            if let Some(seat) = zone.players.seat(connection) {
                account(zone, out, seat, change);
            }
        }
        Order::Who {
            connection,
            people,
            is_partial,
        } => {
            if let Some(seat) = zone.players.seat(connection) {
                who::tell(zone, out, seat, (&people, is_partial));
            }
        }
        Order::Travel {
            connection,
            spot,
            holder,
        } => {
            if let Some(seat) = zone.players.seat(connection) {
                journey::go(zone, out, seat, spot, holder);
            }
        }
        Order::Way {
            connection,
            holder,
            refusal,
        } => {
            if let Some(seat) = zone.players.seat(connection) {
                admission::answered(zone, out, seat, holder, refusal);
            }
        }
        Order::Tokens { connection, taken } => tokens::answered(zone, out, connection, taken),
        Order::MessageOfTheDay { text } => zone.config.message_of_the_day = text,
        Order::Break(point) => zone.breaks = Some(point),
        Order::Story { connection, story } => {
            if let Some(seat) = zone.players.seat(connection) {
                story::show(zone, out, seat, story);
            }
        }
    }
}

fn find(zone: &mut Zone, out: &mut Outputs, question: &Question) -> Finding {
    match question {
        Question::Run(connection, command) => Finding::Ran(match zone.players.seat(*connection) {
            Some(seat) => {
                let connection = zone.players.connection[seat as usize];
                run(zone, out, (seat, connection), command)
            }
            None => Err("The character is not here any more.".into()),
        }),
        Question::Where(connection) => {
            let seat = zone.players.seat(*connection);
            Finding::At(seat.map(|seat| zone.placement(seat)))
        }
        Question::Survey => Finding::Units(report::survey(zone)),
        Question::Selected(connection) => {
            let seat = zone.players.seat(*connection);
            Finding::Selected(seat.and_then(|seat| report::selected(zone, seat)))
        }
    }
}

/// A line that is a command: the realm reads it.
pub(crate) fn typed(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    line: &str,
    origin: ChatOrigin,
) {
    let entry = &zone.players.at(seat).entry;
    let placement = zone.placement(seat);
    out.event(Event::Typed {
        connection: entry.connection,
        line: line.to_owned(),
        origin,
        placement,
    });
}

fn answer(zone: &Zone, out: &mut Outputs, seat: Seat, origin: ChatOrigin, answer: Answer) {
    match answer {
        Answer::Lines(lines) => {
            for line in lines {
                zone.send(out, seat, &system_line(ChatChannelType::System, &line));
            }
        }
        Answer::Refused => {
            let refusal = ServerChatResult {
                channel: Channel {
                    chat_channel_id: ChatChannelType(origin.channel),
                    chat_id: origin.chat_id,
                },
                chat_result: ChatResult::NoPermissions,
                chat_message_id: origin.message_id,
            };
            zone.send(out, seat, &refusal);
        }
    }
}

fn notify(
    zone: &mut Zone,
    out: &mut Outputs,
    connection: Option<ConnectionId>,
    tier: Option<Tier>,
    text: String,
) {
    let seat = connection.and_then(|connection| zone.players.seat(connection));
    // Who is not told of the world yet would not show it.
    match seat {
        Some(seat) if tier.is_none() && !zone.players.at(seat).greeted => {
            zone.players.at_mut(seat).notices.push(text);
        }
        None if connection.is_some() => {}
        _ => announce(zone, out, seat, tier.map(|tier| tier as u32), &text),
    }
}

fn announce(zone: &Zone, out: &mut Outputs, to: Option<Seat>, tier: Option<u32>, text: &str) {
    let message = match tier {
        Some(tier) => out.encode(&ServerRealmBroadcast {
            tier: BroadcastTier(tier),
            message: WString::from(text),
        }),
        None => out.encode(&system_line(ChatChannelType::Realm, text)),
    };
    let addressed = zone.players.taken();
    let addressed = addressed.filter(|seat| to.is_none_or(|to| to == *seat));
    let connections = addressed.map(|seat| zone.players.connection[seat as usize]);
    out.deliver(message, connections);
}

/// Tells a player what became of what its account holds.
pub(crate) fn account(zone: &mut Zone, out: &mut Outputs, seat: Seat, change: AccountChange) {
    match change {
        AccountChange::Currency(account_currency_type, amount) => {
            let held = &mut zone.players.at_mut(seat).entry.account.currencies;
            match held.binary_search_by_key(&account_currency_type, |(id, _)| *id) {
                Ok(at) => held[at].1 = amount,
                Err(at) => held.insert(at, (account_currency_type, amount)),
            }
            let account_currency = AccountCurrency {
                account_currency_type,
                amount,
            };
            let grant = ServerAccountCurrencyGrant {
                account_currency,
                ..ServerAccountCurrencyGrant::default()
            };
            zone.send(out, seat, &grant);
        }
        AccountChange::Entitlement(entitlement, count) => {
            let entitlement = EntitlementType(entitlement);
            let message = ServerAccountEntitlement { entitlement, count };
            zone.send(out, seat, &message);
        }
        AccountChange::Unlock { entry, new } => {
            let result = if new {
                GenericUnlockResult::Granted
            } else {
                GenericUnlockResult::AlreadyUnlocked
            };
            zone.send(out, seat, &ServerGenericUnlockResult { result });
            if new {
                let message = ServerGenericUnlockAccount {
                    generic_unlock_entry_id: entry,
                };
                zone.send(out, seat, &message);
            }
        }
        // Many at once come without a result each.
        AccountChange::UnlockAll(entries) => {
            for generic_unlock_entry_id in entries {
                let message = ServerGenericUnlockAccount {
                    generic_unlock_entry_id,
                };
                zone.send(out, seat, &message);
            }
        }
    }
}

/// What is said when it is done, or why it is not.
fn run(
    zone: &mut Zone,
    out: &mut Outputs,
    (seat, connection): (Seat, ConnectionId),
    command: &ZoneCommand,
) -> Result<Vec<String>, String> {
    let said = creatures::run(zone, out, seat, command);
    let said = said.or_else(|| motion::run(zone, out, seat, command));
    let said = said.or_else(|| pose::run(zone, out, seat, command));
    let said = said.or_else(|| looks::run(zone, seat, command));
    if let Some(said) = said.or_else(|| company::run(zone, out, seat, command)) {
        return said;
    }
    match command {
        ZoneCommand::CharacterSave { .. } => {
            zone.save(out, seat);
            let name = &zone.players.at(seat).entry.sheet.character.name;
            Ok(vec![format!("{name} is saved.")])
        }
        ZoneCommand::CurrencyCharacterAdd {
            currency, amount, ..
        } => {
            valuables::grant_currency(zone, out, (seat, connection), *currency, *amount);
            Ok(vec!["Under way.".into()])
        }
        ZoneCommand::CurrencyCharacterList { .. } => Ok(report::currencies(zone, seat)),
        ZoneCommand::EntityInfo { player } => Ok(report::unit(zone, seat, player.is_none())),
        ZoneCommand::EntityProperties { player } => {
            Ok(report::properties(zone, seat, player.is_none()))
        }
        ZoneCommand::EntityVitals { player } => Ok(report::vitals(zone, seat, player.is_none())),
        ZoneCommand::EventStart { event, phase } => {
            if zone.terms.begin(*event, phase.unwrap_or(0)) {
                Ok(vec![format!("Event {event} runs.")])
            } else {
                Err("Too many events run here.".into())
            }
        }
        ZoneCommand::EventStop { event } => {
            if zone.terms.end(*event) {
                Ok(vec![format!("Event {event} is over.")])
            } else {
                Err(format!("Event {event} does not run here."))
            }
        }
        ZoneCommand::ItemAdd {
            item,
            count,
            charges,
            ..
        } => {
            let (item, many) = (ItemTemplateId(*item), (count.unwrap_or(1), charges.0));
            valuables::grant_item(zone, out, (seat, connection), item, many);
            Ok(vec!["Under way.".into()])
        }
        ZoneCommand::ReputationUpdate { faction, value, .. } => {
            reputation::ordered(zone, out, seat, *faction, *value)
        }
        ZoneCommand::TeleportBind { .. } => match bind::recall(zone, out, seat) {
            true => Ok(vec!["Under way.".into()]),
            false => Err("The character is bound nowhere.".into()),
        },
        ZoneCommand::MovementSpeed { factor, .. } => speed(zone, seat, *factor),
        ZoneCommand::ZoneInfo { .. } => Ok(report::zone(zone, seat)),
        other => copies(zone, out, seat, other),
    }
}

/// Of copies of worlds, and who is in them.
fn copies(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    command: &ZoneCommand,
) -> Result<Vec<String>, String> {
    match command {
        ZoneCommand::MapUnload { .. } => {
            removal::close(zone, out)?;
            Ok(vec!["It closes.".into()])
        }
        ZoneCommand::MapPlayerRemove { reason, .. } => {
            removal::begin(
                zone,
                out,
                seat,
                WorldRemovalReason(u32::from(*reason as u8)),
            )?;
            Ok(vec!["Under way.".into()])
        }
        ZoneCommand::MapPlayerKeep { .. } => match removal::cancel(zone, out, seat) {
            true => Ok(vec!["Called off.".into()]),
            false => Err("Nothing was under way.".into()),
        },
        other => doors(zone, out, seat, other),
    }
}

/// Opens or closes the doors around a character.
fn doors(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    command: &ZoneCommand,
) -> Result<Vec<String>, String> {
    let (range, opens) = match command {
        ZoneCommand::DoorOpen { range, .. } => (range, true),
        ZoneCommand::DoorClose { range, .. } => (range, false),
        _ => return Err("A zone does not know this command.".into()),
    };
    let range = range.unwrap_or(DOOR_RANGE);
    if !(0.0..=DOOR_RANGE_MAX).contains(&range) {
        return Err(format!("A range lies between 0 and {DOOR_RANGE_MAX}."));
    }
    let at = zone.placement(seat).position;
    let near = |row: &u32| {
        let i = *row as usize;
        let distance = zone.units.position[i].distance_squared(at);
        zone.units.kind[i] == Kind::DOOR && distance <= range * range
    };
    let near: Vec<u32> = zone
        .units
        .alive()
        .filter(near)
        .take(SURVEY_UNITS_MAX)
        .collect();
    if near.is_empty() {
        return Err(format!("There is no door within {range}."));
    }
    let moved = near.iter().filter(|&&row| door::set(zone, out, row, opens));
    let (moved, all) = (moved.count(), near.len());
    let what = if opens { "opened" } else { "closed" };
    Ok(vec![format!(
        "Doors within {range}: {all}, {what} now: {moved}."
    )])
}

fn speed(zone: &mut Zone, seat: Seat, factor: f32) -> Result<Vec<String>, String> {
    if !SPEEDS.contains(&factor) {
        let (low, high) = (SPEEDS.start(), SPEEDS.end());
        return Err(format!("A speed lies between {low} and {high}."));
    }
    let now = zone.now.mono;
    let player = zone.players.at_mut(seat);
    player.speed.foot = factor;
    let name = player.entry.sheet.character.name.clone();
    walk::stand(zone, seat);
    let player = zone.players.at_mut(seat);
    player.guard = StepGuard::new(player.guard.at(), now, player.limits);
    zone.changes.speed(zone.row(seat));
    Ok(vec![format!(
        "{name} moves at {factor} times the usual speed."
    )])
}
