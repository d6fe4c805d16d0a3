//! Items and currency in a zone: nothing of them is true for anybody before it is kept.
//!
//! The way of a wish:
//!
//! ```text
//! request ──▶ line of the character ──▶ draft ──▶ Operation in the outputs
//!                  ▲   (one open at a time)             │
//!                  │                                    ▼ kept by the host, some steps later
//!                  └── next in line ◀── apply and tell ◀── Input::Committed / Input::Refused
//! ```
//!
//! **Applied on commit.** The zone does not change what a player holds when an operation goes out,
//! and it says nothing of it to anybody. When `Input::Committed` comes, it changes the state and
//! tells the clients in that same step. So there is nothing that an outbox would have to hold
//! back: what depends on an operation does not exist before the operation is kept. Movement and
//! chat, which depend on nothing, go their way meanwhile.
//!
//! **Order.** While an operation of a character is open, all its valuables are frozen: its further
//! wishes wait in its line and are judged, in the order they were said, by what is kept when their
//! turn comes. An operation with several parties begins when none of them has another open.
//!
//! **Bounds.** One open operation and [`VALUABLES_WAITING_MAX`] wishes per character. A wish is
//! answered within a second: by its outcome, by an error that means that nothing happened, or,
//! when nobody can know the outcome yet, by [`GenericError::PlayerBusy`], upon which the outcome is
//! told when it is known.
//!
//! **A feature that handles valuables** (a vendor, a trade, a mail) adds an `Intent` whose draft
//! names all sides, the other parties and what comes from outside the zone. It knows no store and
//! no ticket: sides of characters in this zone are applied and told by `settle`.
//!
//! Leaving: what waits in line is dropped, what is open is kept or refused without the player, and
//! the host does not let the character in again before that is known. Going to another world waits
//! until nothing is open.

mod catalogue;
mod fare;
mod grant;
pub(crate) mod handler;
mod intent;
mod operation;
mod settle;
pub(crate) mod tell;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};

use bezgelor_core::ids::{CharacterId, ItemId};
use bezgelor_core::limits::{
    VALUABLES_OPEN_PER_ZONE_MAX, VALUABLES_PATIENCE_MS, VALUABLES_WAITING_MAX,
};
use bezgelor_core::model::Item;
use bezgelor_core::time::Millis;
use bezgelor_core::valuables::{Owner, Side};
use game::inventory::{Holding, Wearer, leaving};
use protocol::enums::{GenericError, ItemUpdateReason};

pub use catalogue::ItemTables;
pub(crate) use fare::{pay_back, pay_fare};
pub(crate) use grant::{give_currency, give_item, grant_currency, grant_item};
pub use operation::{Operation, OperationKind, Refused, Ticket};
pub(crate) use settle::{committed, refused};
pub(crate) use tell::inventory_item;

use crate::outputs::Outputs;
use crate::player::players::{Player, Seat};
use crate::travel::journey::{self, Journey};
use crate::zone::Zone;
use intent::{Draft, Intent, Party};

/// The state of all of a zone's valuables that is not in the sheets of its players.
#[derive(Debug, Default)]
pub(crate) struct Valuables {
    tickets: u64,
    open: BTreeMap<Ticket, Open>,
    /// Of characters that have something open or waiting.
    lines: BTreeMap<CharacterId, Line>,
}

/// An operation that is neither kept nor refused yet.
#[derive(Debug)]
struct Open {
    /// Who wished it first, then the others.
    parties: Vec<Party>,
    intent: Intent,
    /// The item its client is waiting for, 0 for none.
    item: ItemId,
    sides: Vec<Side>,
    reason: ItemUpdateReason,
    /// Items that change hands, as they are.
    arriving: Vec<Item>,
    since: Millis,
    /// Its client was told that it takes long.
    is_late: bool,
}

/// What one character has open and what waits behind it.
#[derive(Debug)]
struct Line {
    party: Party,
    open: Option<Ticket>,
    waiting: VecDeque<Waiting>,
    /// A way to another zone that waits for what is open.
    departure: Option<Journey>,
}

#[derive(Debug)]
struct Waiting {
    since: Millis,
    intent: Intent,
}

impl Valuables {
    /// Whether something of a character is open, whoever is left of it here.
    pub(crate) fn is_open(&self, character: CharacterId) -> bool {
        self.lines
            .get(&character)
            .is_some_and(|line| line.open.is_some())
    }

    /// The player is gone: what waits will not be; what is open goes on without it.
    pub(crate) fn leave(&mut self, character: CharacterId) {
        if let Some(line) = self.lines.get_mut(&character) {
            line.waiting.clear();
            line.departure = None;
            if line.open.is_none() {
                self.lines.remove(&character);
            }
        }
    }

    /// Puts off a way to another world; false when nothing stands against it.
    pub(crate) fn puts_off(&mut self, character: CharacterId, journey: Journey) -> bool {
        match self.lines.get_mut(&character) {
            Some(line) if line.open.is_some() => {
                line.departure = Some(journey);
                true
            }
            _ => false,
        }
    }

    fn line(&mut self, party: Party) -> &mut Line {
        let line = self.lines.entry(party.character).or_insert_with(|| Line {
            party,
            open: None,
            waiting: VecDeque::new(),
            departure: None,
        });
        line.party = party;
        line
    }
}

/// Takes a wish. What becomes of it is told to the client, now or later.
pub(crate) fn request(zone: &mut Zone, out: &mut Outputs, seat: Seat, intent: Intent) {
    let now = zone.now.mono;
    let party = party(zone, seat);
    let is_full = zone.valuables.open.len() >= VALUABLES_OPEN_PER_ZONE_MAX;
    let line = zone.valuables.line(party);
    if is_full || line.waiting.len() >= VALUABLES_WAITING_MAX || line.departure.is_some() {
        let item = intent.item(&holding(zone, seat));
        return tell::refusal(zone, out, party, (&intent, item), GenericError::ItemLocked);
    }
    line.waiting.push_back(Waiting { since: now, intent });
    advance(zone, out, party.character);
}

/// Begins what is next in a character's line, as long as nothing is open.
fn advance(zone: &mut Zone, out: &mut Outputs, character: CharacterId) {
    while let Some(line) = zone.valuables.lines.get_mut(&character) {
        let party = line.party;
        if line.open.is_some() {
            return;
        }
        let departure = line.departure.take();
        let next = line.waiting.pop_front();
        let seat = seat(zone, party);
        if let (Some(seat), Some(to)) = (seat, departure) {
            zone.valuables.lines.remove(&character);
            return journey::hand_on(zone, out, seat, to);
        }
        let (Some(seat), Some(next)) = (seat, next) else {
            zone.valuables.lines.remove(&character);
            return;
        };
        if let Err(blocked) = begin(zone, out, (seat, party), next) {
            zone.valuables.line(party).waiting.push_front(blocked);
            return;
        }
    }
}

/// Judges a wish and begins what it takes. Given back when another party is not free.
fn begin(
    zone: &mut Zone,
    out: &mut Outputs,
    (seat, party): (Seat, Party),
    wish: Waiting,
) -> Result<(), Waiting> {
    let holding = holding(zone, seat);
    let item = wish.intent.item(&holding);
    let draft = match wish.intent.draft(&holding) {
        Ok(draft) => draft,
        Err(error) => {
            tell::refusal(zone, out, party, (&wish.intent, item), error);
            return Ok(());
        }
    };
    if draft.sides.is_empty() {
        tell::nothing_to_do(zone, out, seat, item);
        return Ok(());
    }
    open(zone, out, party, (wish, item), draft)
}

/// Begins a draft, unless another party is not free.
fn open(
    zone: &mut Zone,
    out: &mut Outputs,
    party: Party,
    (wish, item): (Waiting, ItemId),
    draft: Draft,
) -> Result<(), Waiting> {
    let valuables = &mut zone.valuables;
    let busy = |other: &Party| valuables.is_open(other.character);
    if draft.others.iter().any(busy) {
        return Err(wish);
    }
    valuables.tickets += 1;
    let ticket = Ticket(valuables.tickets);
    let mut parties = vec![party];
    parties.extend(draft.others);
    // All parties are frozen from here on: what leaves one of them will arrive as it is now, even
    // if that one is gone by then.
    let mut arriving = draft.arriving;
    for &party in &parties {
        if let Some(seat) = seat(zone, party) {
            let items = &zone.players.at(seat).entry.sheet.items;
            let owner = Owner::character(party.character);
            arriving.extend(leaving(owner, &draft.sides, items));
        }
        zone.valuables.line(party).open = Some(ticket);
    }
    out.operation(Operation {
        ticket,
        kind: draft.kind,
        parties: parties.iter().map(|party| party.character).collect(),
        sides: draft.sides.clone(),
        arriving: arriving.clone(),
    });
    let open = Open {
        parties,
        item,
        intent: wish.intent,
        sides: draft.sides,
        reason: draft.reason,
        arriving,
        since: wish.since,
        is_late: false,
    };
    zone.valuables.open.insert(ticket, open);
    zone.counters.operations += 1;
    Ok(())
}

/// Once per step: tells who waits too long, and begins what was blocked by others.
pub(crate) fn pass_time(zone: &mut Zone, out: &mut Outputs) {
    if zone.valuables.lines.is_empty() {
        return;
    }
    let now = zone.now.mono;
    let is_late = |since: Millis| now.since(since) >= VALUABLES_PATIENCE_MS;
    let mut told = Vec::new();
    for open in zone.valuables.open.values_mut() {
        if is_late(open.since) && !std::mem::replace(&mut open.is_late, true) {
            let wish = (open.intent.clone(), open.item);
            told.push((open.parties[0], wish, GenericError::PlayerBusy));
        }
    }
    let mut blocked = Vec::new();
    for (&character, line) in &mut zone.valuables.lines {
        while let Some(late) = line.waiting.pop_front_if(|next| is_late(next.since)) {
            told.push((
                line.party,
                (late.intent, ItemId(0)),
                GenericError::DbFailure,
            ));
        }
        if line.open.is_none() {
            blocked.push(character);
        }
    }
    for (party, (intent, item), error) in told {
        let item = match seat(zone, party) {
            Some(seat) if item.0 == 0 => intent.item(&holding(zone, seat)),
            _ => item,
        };
        tell::refusal(zone, out, party, (&intent, item), error);
    }
    for character in blocked {
        advance(zone, out, character);
    }
}

fn party(zone: &Zone, seat: Seat) -> Party {
    Party {
        character: zone.players.at(seat).entry.sheet.character.id,
        connection: zone.players.connection[seat as usize],
    }
}

/// The seat of a party that is still here.
fn seat(zone: &Zone, party: Party) -> Option<Seat> {
    let seat = zone.players.seat(party.connection)?;
    let here = zone.players.at(seat).entry.sheet.character.id;
    (here == party.character).then_some(seat)
}

fn holding(zone: &Zone, seat: Seat) -> Holding<'_> {
    let items = zone.data.items();
    let Player { entry, .. } = zone.players.at(seat);
    let character = &entry.sheet.character;
    Holding {
        character: character.id,
        wearer: Wearer {
            class: character.class,
            race: character.race,
            faction: character.faction,
            level: character.level,
            proficiencies: items.proficiencies(character.class),
        },
        items: &entry.sheet.items,
        currencies: &entry.sheet.currencies,
        catalogue: items,
    }
}
