//! A bot in the world that moves, splits, exchanges and destroys what it has in bags and bank.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use protocol::enums::GenericError;

use super::{Contradiction, Counts, Dice, doubled, lost};
use crate::client::{Account, Lobby, Place, Told, Wish, WorldClient};

/// Location and places of what a bot uses: every character has an inventory and a bank.
const PLACES: [(u16, u32); 2] = [(1, 16), (2, 32)];
/// Below so many stacks nothing is destroyed.
const STACKS_MIN: usize = 4;

/// One stack as the server shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stack {
    id: u64,
    count: u32,
}

/// What a bot was told of its things.
#[derive(Clone, Debug, Default)]
pub struct Bags {
    /// None until it was first shown.
    held: Option<BTreeMap<Place, Stack>>,
    seen: BTreeSet<u64>,
    doubt: Option<Act>,
    counts: Counts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    /// Into an empty place, or in exchange with what is there.
    Move {
        from: Place,
        to: Place,
    },
    /// Into an empty place.
    Split {
        from: Place,
        to: Place,
        count: u32,
    },
    Destroy {
        from: Place,
    },
}

impl Bags {
    /// What became of its wishes.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Every id of an item it was ever shown.
    pub fn ids(&self) -> impl Iterator<Item = u64> {
        self.seen.iter().copied()
    }

    /// Enters the world with its first character, compares, and handles its things while `go_on`
    /// says so.
    ///
    /// # Errors
    /// A [`Contradiction`]; anything else is the end of the connection.
    pub async fn play(
        &mut self,
        account: &Account,
        dice: &mut Dice,
        go_on: &dyn Fn() -> bool,
    ) -> anyhow::Result<()> {
        let lobby = Lobby::login(account).await?;
        let character = lobby.list.characters.first().context("no character")?.id;
        let mut client = lobby.select(character).await?;
        self.settle(shown(&client))?;
        while go_on() {
            let Some(act) = self.choose(dice) else {
                return Ok(());
            };
            self.act(&mut client, act).await?;
        }
        Ok(())
    }

    fn choose(&self, dice: &mut Dice) -> Option<Act> {
        let held = self.held.as_ref()?;
        let nth = dice.below(held.len() as u64) as usize;
        let (from, stack) = held.iter().nth(nth).map(|(from, stack)| (*from, *stack))?;
        let free: Vec<Place> = PLACES
            .iter()
            .flat_map(|(location, size)| (0..*size).map(move |index| (*location, index)))
            .filter(|place| !held.contains_key(place))
            .collect();
        let to = free.get(dice.below(free.len() as u64) as usize).copied();
        Some(match (dice.below(8), to) {
            (0, _) if held.len() > STACKS_MIN => Act::Destroy { from },
            (1..=4, Some(to)) if stack.count > 1 => {
                let count = 1 + dice.below(u64::from(stack.count) - 1) as u32;
                Act::Split { from, to, count }
            }
            (5 | 6, Some(to)) => Act::Move { from, to },
            _ => {
                let other = held.keys().nth(dice.below(held.len() as u64) as usize);
                let to = other.copied().filter(|place| *place != from).or(to)?;
                Act::Move { from, to }
            }
        })
    }

    /// Asks for it and waits for the answer.
    async fn act(&mut self, client: &mut WorldClient, act: Act) -> anyhow::Result<()> {
        let held = self.held.clone().unwrap_or_default();
        let subject = held.get(&act.from()).context("nothing there")?.id;
        self.doubt = Some(act);
        client.wish(act.wish(subject)).await?;
        loop {
            match client.told().await? {
                // What a split leaves, its new stack follows; and busy means: not known yet.
                Told::Counted(_)
                | Told::Currency(_)
                | Told::Refused(_, GenericError::PlayerBusy) => {}
                Told::Added(new) => return self.kept(&held, act, Some(new)),
                Told::Moved(_) | Told::Swapped(..) | Told::Removed(_) => {
                    return self.kept(&held, act, None);
                }
                Told::Refused(..) => {
                    self.doubt = None;
                    self.counts.told += 1;
                    return Ok(());
                }
            }
        }
    }

    fn kept(
        &mut self,
        held: &BTreeMap<Place, Stack>,
        act: Act,
        new: Option<u64>,
    ) -> anyhow::Result<()> {
        self.doubt = None;
        self.counts.told += 1;
        if let Some(id) = new
            && !self.seen.insert(id)
        {
            return Err(doubled(format!("the id {id} of a new stack was used before")).into());
        }
        self.held = Some(after(held, act, new.unwrap_or(0)));
        Ok(())
    }

    /// Compares what it was told with what it is shown.
    fn settle(&mut self, shown: BTreeMap<Place, Stack>) -> Result<(), Contradiction> {
        let doubt = self.doubt.take();
        self.counts.in_doubt += u64::from(doubt.is_some());
        if let Some(held) = &self.held {
            let happened = doubt.map(|act| {
                let new = match act {
                    Act::Split { to, .. } => shown.get(&to).map_or(0, |stack| stack.id),
                    _ => 0,
                };
                (after(held, act, new), new)
            });
            let fresh = |(_, new): &(_, u64)| !self.seen.contains(new);
            let is_so = happened.as_ref().is_some_and(|(after, _)| *after == shown);
            if *held != shown && !(is_so && happened.as_ref().is_some_and(fresh)) {
                return Err(difference(held, &shown, doubt));
            }
        }
        let mut ids = BTreeSet::new();
        for stack in shown.values() {
            if !ids.insert(stack.id) {
                return Err(doubled(format!("item {} is in two places", stack.id)));
            }
        }
        self.seen.extend(ids);
        self.held = Some(shown);
        Ok(())
    }
}

impl Act {
    fn from(self) -> Place {
        match self {
            Self::Move { from, .. } | Self::Split { from, .. } | Self::Destroy { from } => from,
        }
    }

    /// What to ask for it; `subject` is the item it is about.
    fn wish(self, subject: u64) -> Wish {
        match self {
            Self::Move { from, to } => Wish::Move(from, to),
            Self::Split { to, count, .. } => Wish::Split(subject, to, count),
            Self::Destroy { from } => Wish::Destroy(from),
        }
    }
}

/// What an act makes of what is held; a new stack gets the id `new`.
fn after(held: &BTreeMap<Place, Stack>, act: Act, new: u64) -> BTreeMap<Place, Stack> {
    let mut held = held.clone();
    let Some(stack) = held.remove(&act.from()) else {
        return held;
    };
    match act {
        Act::Move { from, to } => {
            if let Some(other) = held.remove(&to) {
                held.insert(from, other);
            }
            held.insert(to, stack);
        }
        Act::Split { from, to, count } => {
            let left = stack.count.saturating_sub(count);
            held.insert(
                from,
                Stack {
                    count: left,
                    ..stack
                },
            );
            held.insert(to, Stack { id: new, count });
        }
        Act::Destroy { .. } => {}
    }
    held
}

fn difference(
    held: &BTreeMap<Place, Stack>,
    shown: &BTreeMap<Place, Stack>,
    doubt: Option<Act>,
) -> Contradiction {
    let total = |stacks: &BTreeMap<Place, Stack>| -> u64 {
        stacks.values().map(|stack| u64::from(stack.count)).sum()
    };
    let what = format!("told {held:?}, open {doubt:?}, shown {shown:?}");
    if total(shown) > total(held) {
        doubled(what)
    } else {
        lost(what)
    }
}

/// What the server showed on entering the world, worn things aside.
fn shown(client: &WorldClient) -> BTreeMap<Place, Stack> {
    let items = client.view.things.items.iter();
    let stacks = items.map(|(id, thing)| {
        let (id, count) = (*id, thing.count);
        (thing.place, Stack { id, count })
    });
    let used = |location: u16| PLACES.iter().any(|(place, _)| *place == location);
    stacks
        .filter(|((location, _), _)| used(*location))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    const FROM: Place = (1, 0);
    const TO: Place = (2, 9);

    fn stacks(list: &[(Place, u64, u32)]) -> BTreeMap<Place, Stack> {
        let stack = |(place, id, count): &(Place, u64, u32)| {
            let (id, count) = (*id, *count);
            (*place, Stack { id, count })
        };
        list.iter().map(stack).collect()
    }

    fn bot(doubt: Option<Act>) -> Bags {
        let mut bot = Bags::default();
        bot.settle(stacks(&[(FROM, 7, 10)]))
            .expect("the first sight");
        bot.doubt = doubt;
        bot
    }

    #[test]
    fn what_was_told_must_be_there_and_nothing_else() {
        assert_eq!(bot(None).settle(stacks(&[(FROM, 7, 10)])), Ok(()));
        for (shown, kind) in [
            (stacks(&[]), Kind::Lost),
            (stacks(&[(FROM, 7, 9)]), Kind::Lost),
            (stacks(&[(TO, 7, 10)]), Kind::Lost),
            (stacks(&[(FROM, 7, 11)]), Kind::Doubled),
            (stacks(&[(FROM, 7, 10), (TO, 8, 1)]), Kind::Doubled),
        ] {
            let found = bot(None).settle(shown).expect_err("a contradiction");
            assert_eq!(found.kind, kind, "{found}");
        }
    }

    #[test]
    fn an_act_without_an_answer_happened_whole_or_not_at_all() {
        let split = Act::Split {
            from: FROM,
            to: TO,
            count: 4,
        };
        let open = || bot(Some(split));
        assert_eq!(open().settle(stacks(&[(FROM, 7, 10)])), Ok(()));
        assert_eq!(open().settle(stacks(&[(FROM, 7, 6), (TO, 8, 4)])), Ok(()));
        for half in [
            stacks(&[(FROM, 7, 6)]),
            stacks(&[(FROM, 7, 10), (TO, 8, 4)]),
            stacks(&[(FROM, 7, 6), (TO, 7, 4)]),
        ] {
            assert!(open().settle(half).is_err());
        }
        let moved = bot(Some(Act::Move { from: FROM, to: TO })).settle(stacks(&[(TO, 7, 10)]));
        assert_eq!(moved, Ok(()));
        let gone = bot(Some(Act::Destroy { from: FROM })).settle(stacks(&[]));
        assert_eq!(gone, Ok(()));
    }

    #[test]
    fn acts_keep_the_total_but_for_what_is_destroyed() {
        let mut dice = Dice::new(3);
        let mut bot = bot(None);
        bot.held = Some(stacks(&[
            (FROM, 1, 500),
            ((1, 1), 2, 90),
            ((1, 2), 3, 1),
            ((1, 3), 4, 7),
        ]));
        let mut next = 100;
        for _ in 0..500 {
            let act = bot.choose(&mut dice).expect("something to do");
            let held = bot.held.clone().expect("held");
            let total = |held: &BTreeMap<Place, Stack>| held.values().map(|s| s.count).sum::<u32>();
            next += 1;
            let now = after(&held, act, next);
            match act {
                Act::Destroy { from } => {
                    assert_eq!(total(&now) + held[&from].count, total(&held));
                }
                _ => assert_eq!(total(&now), total(&held), "{act:?}"),
            }
            assert!(now.len() >= STACKS_MIN && now.len() <= 48);
            bot.held = Some(now);
        }
    }
}
