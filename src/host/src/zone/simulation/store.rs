//! What is kept: what characters own, and where they were last. It checks every condition, as the
//! real one does.

use std::collections::BTreeMap;

use bezgelor_core::ids::{CharacterId, ItemId};
use bezgelor_core::model::{CharacterSoftState, CurrencyBalance};
use bezgelor_core::travel::Travel;
use bezgelor_core::valuables::{Owner, Side};
use game::inventory::apply;
use world::Operation;

use super::client::Held;

/// An operation under way to the store or its answer on the way back.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// In which place, and in which of its lives.
    pub(super) place: u32,
    pub(super) life: u32,
    pub(super) operation: Operation,
    /// The step in which the store does it.
    pub(super) done_at: u64,
    /// What came of it, and the step in which the place hears.
    pub(super) answer: Option<(Result<Vec<ItemId>, world::Refused>, u64)>,
}

#[derive(Debug, Default)]
pub(super) struct Store {
    pub(super) held: BTreeMap<CharacterId, Held>,
    pub(super) soft: BTreeMap<CharacterId, CharacterSoftState>,
    pub(super) travels: BTreeMap<CharacterId, Travel>,
    pub(super) asked: Vec<Asked>,
    /// Everything that came into the realm and went out of it, by template; credits by 0.
    pub(super) given: BTreeMap<u32, i64>,
    next_id: u64,
    pub(super) kept: u64,
}

impl Store {
    /// Whether anything of a character is undecided, or not yet heard of.
    pub(super) fn is_open(&self, character: CharacterId) -> bool {
        self.asked
            .iter()
            .any(|asked| asked.operation.parties.contains(&character))
    }

    /// Gives a character what it begins with.
    pub(super) fn endow(&mut self, character: CharacterId, credits: u64) {
        *self.given.entry(0).or_default() += credits as i64;
        let held = self.held.entry(character).or_default();
        held.currencies = vec![CurrencyBalance {
            currency_id: 1,
            amount: credits,
        }];
    }

    /// Does an operation; the ids of what it made.
    pub(super) fn commit(&mut self, operation: &Operation) -> Vec<ItemId> {
        self.kept += 1;
        let mut ids = Vec::new();
        let character = operation.parties[0];
        for side in &operation.sides {
            let held = &self.held[&character];
            let find = |id: ItemId| held.items.iter().find(|item| item.id == id);
            match *side {
                Side::ItemCreate { item, .. } => {
                    self.next_id += 1;
                    ids.push(ItemId(self.next_id));
                    self.give(item.template_id.0, i64::from(item.stack_count));
                }
                Side::ItemMove { item, from, .. } => {
                    let at = find(item).map(|item| (item.location, item.bag_index));
                    assert_eq!(at, Some((from.location, from.bag_index)), "{operation:?}");
                }
                Side::ItemCount { item, delta, .. } => {
                    let item = *find(item).expect("there");
                    assert!(i64::from(item.stack_count) + delta >= 1);
                    self.give(item.template_id.0, delta);
                }
                Side::ItemDestroy {
                    item, stack_count, ..
                } => {
                    let item = *find(item).expect("there");
                    assert_eq!(item.stack_count, stack_count);
                    self.give(item.template_id.0, -i64::from(stack_count));
                }
                Side::Currency { delta, .. } => {
                    let amount = held.currencies.first().map_or(0, |held| held.amount);
                    assert!(amount.checked_add_signed(delta).is_some(), "{operation:?}");
                    self.give(0, delta);
                }
                _ => panic!("{side:?}"),
            }
        }
        for party in &operation.parties {
            let held = self.held.entry(*party).or_default();
            let (items, currencies) = (&mut held.items, &mut held.currencies);
            let owner = Owner::character(*party);
            apply(owner, &operation.sides, (&ids, &[]), items, currencies);
        }
        ids
    }

    fn give(&mut self, template: u32, count: i64) {
        *self.given.entry(template).or_default() += count;
    }

    /// Keeps where somebody was. An older word than the last is a fault.
    pub(super) fn save(&mut self, state: &CharacterSoftState) {
        let before = self.soft.get(&state.id).map_or(0, |before| before.revision);
        assert!(
            state.revision > before,
            "{:?} is saved as of {} after {before}",
            state.id,
            state.revision
        );
        self.soft.insert(state.id, state.clone());
    }

    /// There is of everything what was given and not destroyed, in one place each.
    pub(super) fn balance(&self) {
        let mut there: BTreeMap<u32, i64> = BTreeMap::new();
        let mut ids = std::collections::BTreeSet::new();
        for held in self.held.values() {
            let mut places = std::collections::BTreeSet::new();
            for item in &held.items {
                assert!(ids.insert(item.id), "{item:?} twice");
                assert!(
                    places.insert((item.location, item.bag_index)),
                    "{item:?} where another is"
                );
                *there.entry(item.template_id.0).or_default() += i64::from(item.stack_count);
            }
            for balance in &held.currencies {
                *there.entry(0).or_default() += balance.amount as i64;
            }
        }
        let mut given = self.given.clone();
        given.retain(|_, count| *count != 0);
        there.retain(|_, count| *count != 0);
        assert_eq!(there, given, "of everything what was given");
    }
}
