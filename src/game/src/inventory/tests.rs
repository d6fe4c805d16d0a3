//! The rules by example, and by thousands of random handlings after each of which everything is
//! counted.

use std::collections::{BTreeMap, BTreeSet};

use bezgelor_core::ids::{CharacterId, ItemId, ItemTemplateId};
use bezgelor_core::model::{CurrencyBalance, Item};
use bezgelor_core::valuables::{Owner, Side};
use proptest::prelude::*;
use protocol::enums::GenericError;

use super::*;

const WHO: CharacterId = CharacterId(7);
const SWORD: u32 = 1;
const POTION: u32 = 2;
const BAG: u32 = 3;
const BIG_BAG: u32 = 4;
const HEAVY_CHEST: u32 = 5;
const WAND: u32 = 6;
const BANK_CHARM: u32 = 7;

struct Tables(Vec<ItemTemplate>);

impl Catalogue for Tables {
    fn item(&self, id: ItemTemplateId) -> Option<&ItemTemplate> {
        self.0.iter().find(|template| template.id == id)
    }

    fn currency_cap(&self, id: u8) -> Option<u64> {
        match id {
            1 => Some(u64::MAX),
            5 => Some(12_000),
            _ => None,
        }
    }
}

fn tables() -> Tables {
    let row = |id, stack_max, equip_slots| ItemTemplate {
        id: ItemTemplateId(id),
        stack_max,
        equip_slots,
        ..ItemTemplate::default()
    };
    let bag = |id, bag_slots| ItemTemplate {
        bag_slots,
        ..row(id, 1, 0x7FFE_0000)
    };
    Tables(vec![
        row(SWORD, 1, 1 << 16),
        row(POTION, 20, 0),
        bag(BAG, 4),
        bag(BIG_BAG, 8),
        ItemTemplate {
            proficiency: 2,
            level: 10,
            faction: 166,
            ..row(HEAVY_CHEST, 1, 1)
        },
        ItemTemplate {
            classes: 1 << 7,
            races: 1 << 16,
            ..row(WAND, 1, 1 << 16)
        },
        ItemTemplate {
            charges: 3,
            ..row(BANK_CHARM, 5, 0)
        },
    ])
}

fn item(id: u64, template: u32, location: u16, bag_index: u32, stack_count: u32) -> Item {
    Item {
        id: ItemId(id),
        template_id: ItemTemplateId(template),
        location,
        bag_index,
        stack_count,
        charges: 0,
    }
}

fn spot(location: u16, bag_index: u32) -> Spot {
    Spot {
        location,
        bag_index,
    }
}

/// A character's things with a store that checks every condition the real one checks.
struct Chest {
    tables: Tables,
    wearer: Wearer,
    items: Vec<Item>,
    currencies: Vec<CurrencyBalance>,
    next_id: u64,
}

impl Chest {
    fn new(items: Vec<Item>) -> Self {
        Self {
            tables: tables(),
            wearer: Wearer {
                class: 1,
                race: 1,
                faction: 167,
                level: 3,
                proficiencies: 1,
            },
            items,
            currencies: Vec::new(),
            next_id: 1000,
        }
    }

    fn holding(&self) -> Holding<'_> {
        Holding {
            character: WHO,
            wearer: self.wearer,
            items: &self.items,
            currencies: &self.currencies,
            catalogue: &self.tables,
        }
    }

    /// The conditions of the store, side by side.
    fn keep(&mut self, sides: &[Side]) -> Vec<Seen> {
        let me = Owner::character(WHO);
        let mut ids = Vec::new();
        for side in sides {
            match side {
                Side::ItemCreate { item, owner } => {
                    assert_eq!((item.id, *owner), (ItemId(0), me));
                    assert!(item.stack_count > 0);
                    self.next_id += 1;
                    ids.push(ItemId(self.next_id));
                }
                Side::ItemMove { item, from, to } => {
                    let held = self.holding().item(*item).expect("there");
                    assert_eq!((from.owner, to.owner), (me, me));
                    let at = spot(from.location, from.bag_index);
                    assert_eq!(Spot::of(held), at);
                }
                Side::ItemCount { item, delta, .. } => {
                    let held = self.holding().item(*item).expect("there");
                    assert!(*delta != 0 && i64::from(held.stack_count) + delta >= 1);
                }
                Side::ItemDestroy {
                    item, stack_count, ..
                } => {
                    let held = self.holding().item(*item).expect("there");
                    assert_eq!(held.stack_count, *stack_count);
                }
                Side::Currency {
                    currency_id, delta, ..
                } => {
                    let held = self.holding().amount(*currency_id);
                    assert!(*delta != 0 && held.checked_add_signed(*delta).is_some());
                }
                other => panic!("no rule does {other:?}"),
            }
        }
        apply(
            me,
            sides,
            (&ids, &[]),
            &mut self.items,
            &mut self.currencies,
        )
    }

    fn move_item(&mut self, from: Spot, to: Spot) -> Result<Vec<Seen>, GenericError> {
        let sides = self.holding().move_item(from, to)?;
        Ok(self.keep(&sides))
    }

    fn check(&self) {
        let mut places = BTreeSet::new();
        let mut ids = BTreeSet::new();
        for item in &self.items {
            assert!(places.insert(Spot::of(item)), "two in one place: {item:?}");
            assert!(ids.insert(item.id), "twice: {item:?}");
            let template = self.tables.item(item.template_id).expect("known");
            assert!(
                (1..=template.stack_max).contains(&item.stack_count),
                "{item:?}"
            );
            let places = capacity(&self.items, &self.tables, item.location);
            assert!(item.bag_index < places, "outside its bag: {item:?}");
            if item.location == LOCATION_EQUIPPED {
                assert!(template.equip_slots >> item.bag_index & 1 == 1, "{item:?}");
            }
        }
        assert!(self.items.is_sorted_by_key(|i| (i.location, i.bag_index)));
        for held in &self.currencies {
            let cap = self.tables.currency_cap(held.currency_id).expect("known");
            assert!(held.amount <= cap.min(i64::MAX as u64), "{held:?}");
        }
    }

    /// How much there is of each kind.
    fn totals(&self) -> BTreeMap<u32, u64> {
        let mut totals = BTreeMap::new();
        for item in &self.items {
            *totals.entry(item.template_id.0).or_default() += u64::from(item.stack_count);
        }
        totals
    }
}

#[test]
fn an_empty_place_takes_and_an_occupied_one_exchanges() {
    let mut chest = Chest::new(vec![item(1, SWORD, 1, 0, 1), item(2, POTION, 1, 1, 5)]);
    let seen = chest.move_item(spot(1, 0), spot(1, 7)).expect("free");
    assert_eq!(seen, [Seen::Moved(item(1, SWORD, 1, 7, 1))]);
    let seen = chest.move_item(spot(1, 7), spot(1, 1)).expect("swap");
    let swapped = Seen::Swapped(item(1, SWORD, 1, 1, 1), item(2, POTION, 1, 7, 5));
    assert_eq!(seen, [swapped]);
    assert_eq!(chest.move_item(spot(1, 1), spot(1, 1)), Ok(vec![]));
    let nobody = chest.move_item(spot(1, 9), spot(1, 1));
    assert_eq!(nobody, Err(GenericError::ItemUnknownItem));
    let outside = chest.move_item(spot(1, 1), spot(1, 16));
    assert_eq!(outside, Err(GenericError::ItemNotValidForSlot));
    for location in [4, 5, 8, 100, 300] {
        let foreign = chest.move_item(spot(1, 1), spot(location, 0));
        assert_eq!(foreign, Err(GenericError::ItemNotValidForSlot));
    }
}

#[test]
fn stacks_merge_up_to_their_limit() {
    let mut chest = Chest::new(vec![item(1, POTION, 1, 0, 15), item(2, POTION, 1, 1, 12)]);
    let seen = chest.move_item(spot(1, 0), spot(1, 1)).expect("room for 8");
    let grown = Seen::Counted(item(2, POTION, 1, 1, 20));
    let shrunk = Seen::Counted(item(1, POTION, 1, 0, 7));
    assert_eq!(seen, [grown, shrunk]);
    let mut chest = Chest::new(vec![item(1, POTION, 1, 0, 5), item(2, POTION, 2, 1, 12)]);
    let seen = chest.move_item(spot(1, 0), spot(2, 1)).expect("room");
    let grown = Seen::Counted(item(2, POTION, 2, 1, 17));
    assert_eq!(seen, [grown, Seen::Removed(ItemId(1))]);
}

#[test]
fn a_split_makes_a_new_stack_and_never_takes_all() {
    let mut chest = Chest::new(vec![item(1, POTION, 1, 0, 5), item(2, SWORD, 1, 1, 1)]);
    let sides = chest.holding().split(ItemId(1), spot(1, 2), 2).expect("ok");
    let seen = chest.keep(&sides);
    let shrunk = Seen::Counted(item(1, POTION, 1, 0, 3));
    assert_eq!(seen, [shrunk, Seen::Added(item(1001, POTION, 1, 2, 2))]);
    for count in [0, 3, u32::MAX] {
        let sides = chest.holding().split(ItemId(1), spot(1, 3), count);
        assert_eq!(sides, Err(GenericError::ItemBadParams), "{count}");
    }
    let onto = chest.holding().split(ItemId(1), spot(1, 1), 1);
    assert_eq!(onto, Err(GenericError::ItemNotValidForSlot));
    let itself = chest.holding().split(ItemId(1), spot(1, 0), 1);
    assert_eq!(itself, Err(GenericError::ItemNotValidForSlot));
    let strange = chest.holding().split(ItemId(99), spot(1, 3), 1);
    assert_eq!(strange, Err(GenericError::ItemUnknownItem));
}

#[test]
fn who_may_not_wear_it_is_told_why() {
    let items = vec![
        item(1, SWORD, 1, 0, 1),
        item(2, HEAVY_CHEST, 1, 1, 1),
        item(3, WAND, 1, 2, 1),
    ];
    let mut chest = Chest::new(items);
    let wear =
        |chest: &Chest, from, place| chest.holding().move_item(spot(1, from), spot(0, place));
    let slot = wear(&chest, 0, 15);
    assert_eq!(slot, Err(GenericError::ItemNotValidForSlot));
    assert!(wear(&chest, 0, 16).is_ok());
    assert_eq!(wear(&chest, 2, 16), Err(GenericError::ItemWrongRace));
    chest.wearer.race = 16;
    assert_eq!(wear(&chest, 2, 16), Err(GenericError::ItemWrongClass));
    chest.wearer.class = 7;
    assert!(wear(&chest, 2, 16).is_ok());
    assert_eq!(wear(&chest, 1, 0), Err(GenericError::ItemWrongFaction));
    chest.wearer.faction = 166;
    assert_eq!(wear(&chest, 1, 0), Err(GenericError::ItemFailedProficiency));
    chest.wearer.proficiencies = 3;
    assert_eq!(wear(&chest, 1, 0), Err(GenericError::ItemLevelToLow));
    chest.wearer.level = 10;
    assert!(wear(&chest, 1, 0).is_ok());
    // Nor does it come onto the body by an exchange.
    chest.move_item(spot(1, 0), spot(0, 16)).expect("a sword");
    let exchange = chest.holding().move_item(spot(0, 16), spot(1, 1));
    assert_eq!(exchange, Err(GenericError::ItemNotValidForSlot));
}

#[test]
fn a_bag_comes_off_empty() {
    let mut chest = Chest::new(vec![item(1, BAG, 0, 17, 1), item(2, SWORD, 1, 18, 1)]);
    let full = chest.move_item(spot(0, 17), spot(1, 0));
    assert_eq!(full, Err(GenericError::ItemBagMustBeEmpty));
    let full = chest.holding().destroy(spot(0, 17));
    assert_eq!(full, Err(GenericError::ItemBagMustBeEmpty));
    let into = chest.move_item(spot(0, 17), spot(1, 19));
    assert_eq!(into, Err(GenericError::ItemCantPutBagInItself));
    let lost = chest.move_item(spot(0, 17), spot(0, 21));
    assert_eq!(
        lost,
        Err(GenericError::ItemBagMustBeEmpty),
        "it holds for a bank bag"
    );
    chest.move_item(spot(1, 18), spot(1, 1)).expect("free");
    chest.move_item(spot(0, 17), spot(1, 0)).expect("empty now");
    let outside = chest.move_item(spot(1, 0), spot(1, 16));
    assert_eq!(outside, Err(GenericError::ItemNotValidForSlot));
}

#[test]
fn gifts_fill_stacks_first_and_come_whole_or_not_at_all() {
    let mut chest = Chest::new(vec![item(1, POTION, 1, 3, 18), item(2, POTION, 2, 0, 1)]);
    let sides = chest
        .holding()
        .create(ItemTemplateId(POTION), 30)
        .expect("room");
    chest.keep(&sides);
    let counts: Vec<_> = chest
        .items
        .iter()
        .map(|i| (i.bag_index, i.stack_count))
        .collect();
    assert_eq!(counts, [(0, 20), (1, 8), (3, 20), (0, 1)]);
    let create =
        |chest: &Chest, template, count| chest.holding().create(ItemTemplateId(template), count);
    let full = create(&chest, POTION, 20 * 13 + 13);
    assert_eq!(full, Err(GenericError::ItemInventoryFull));
    assert!(create(&chest, POTION, 20 * 13 + 12).is_ok());
    assert_eq!(create(&chest, 99, 1), Err(GenericError::ItemBadId));
    assert_eq!(create(&chest, SWORD, 0), Err(GenericError::ItemBadParams));
    assert_eq!(
        create(&chest, SWORD, u32::MAX),
        Err(GenericError::ItemInventoryFull)
    );
}

#[test]
fn gifts_have_the_charges_of_their_kind_or_fewer() {
    let mut chest = Chest::new(Vec::new());
    let charm = ItemTemplateId(BANK_CHARM);
    for charges in [None, Some(1), Some(1)] {
        let sides = chest.holding().create_charged(charm, 1, charges);
        chest.keep(&sides.expect("room"));
    }
    let held = chest.items.iter().map(|i| (i.charges, i.stack_count));
    assert_eq!(
        held.collect::<Vec<_>>(),
        [(3, 1), (1, 2)],
        "alike ones stack"
    );
    let more = chest.holding().create_charged(charm, 1, Some(4));
    assert_eq!(more, Err(GenericError::ItemBadParams));
}

#[test]
fn money_stays_between_nothing_and_its_cap() {
    let mut chest = Chest::new(Vec::new());
    let pay = |chest: &mut Chest, id, delta| {
        let sides = chest.holding().change_currency(id, delta)?;
        Ok(chest.keep(&sides))
    };
    assert_eq!(pay(&mut chest, 2, 1), Err(GenericError::Params));
    assert_eq!(pay(&mut chest, 5, 0), Err(GenericError::Params));
    assert_eq!(
        pay(&mut chest, 5, -1),
        Err(GenericError::VendorNotEnoughCash)
    );
    pay(&mut chest, 5, 20_000).expect("up to the cap");
    assert_eq!(chest.holding().amount(5), 12_000);
    assert_eq!(pay(&mut chest, 5, 1), Err(GenericError::Params));
    pay(&mut chest, 1, i64::MAX).expect("no cap");
    assert_eq!(pay(&mut chest, 1, 1), Err(GenericError::Params));
    assert_eq!(
        pay(&mut chest, 1, i64::MIN),
        Err(GenericError::VendorNotEnoughCash)
    );
    pay(&mut chest, 1, -i64::MAX).expect("all of it");
    assert_eq!(chest.holding().amount(1), 0);
}

#[test]
fn what_changes_hands_leaves_one_and_comes_to_the_other() {
    let (one, two) = (
        Owner::character(CharacterId(1)),
        Owner::character(CharacterId(2)),
    );
    let (mut hers, mut his) = (vec![item(5, POTION, 1, 0, 9)], Vec::new());
    let slot = |owner, bag_index| spot(1, bag_index).slot(owner);
    let sides = [
        Side::ItemMove {
            item: ItemId(5),
            from: slot(one, 0),
            to: slot(two, 4),
        },
        Side::Currency {
            owner: two,
            currency_id: 1,
            delta: -30,
        },
        Side::Currency {
            owner: one,
            currency_id: 1,
            delta: 30,
        },
    ];
    let brought = leaving(one, &sides, &hers);
    let mut purse = vec![CurrencyBalance {
        currency_id: 1,
        amount: 40,
    }];
    let seen = apply(two, &sides, (&[], &brought), &mut his, &mut purse);
    assert_eq!(seen[0], Seen::Added(item(5, POTION, 1, 4, 9)));
    let mut earned = Vec::new();
    let seen = apply(one, &sides, (&[], &brought), &mut hers, &mut earned);
    assert_eq!(seen[0], Seen::Removed(ItemId(5)));
    assert!(hers.is_empty());
    assert_eq!((purse[0].amount, earned[0].amount), (10, 30));
}

#[derive(Clone, Debug)]
enum Deed {
    Move(Spot, Spot),
    Split(u64, Spot, u32),
    Destroy(Spot),
    Create(u32, u32),
    Pay(u8, i64),
}

fn place() -> impl Strategy<Value = Spot> {
    let index = prop_oneof![8 => 0_u32..24, 2 => 15_u32..31, 1 => any::<u32>()];
    (prop_oneof![4 => 0_u16..3, 1 => 0_u16..512], index).prop_map(|(l, i)| spot(l, i))
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        8 => (place(), place()).prop_map(|(from, to)| Deed::Move(from, to)),
        3 => (1000_u64..1060, place(), 0_u32..22).prop_map(|(i, to, n)| Deed::Split(i, to, n)),
        1 => place().prop_map(Deed::Destroy),
        4 => (1_u32..9, 0_u32..50).prop_map(|(t, n)| Deed::Create(t, n)),
        2 => (0_u8..7, prop_oneof![-9000_i64..9000, any::<i64>()])
            .prop_map(|(id, delta)| Deed::Pay(id, delta)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn nothing_is_lost_doubled_or_misplaced(deeds in proptest::collection::vec(deed(), 1..120)) {
        let mut chest = Chest::new(Vec::new());
        for deed in deeds {
            let before = chest.totals();
            let mut expected = before.clone();
            let ruling = match &deed {
                Deed::Move(from, to) => chest.holding().move_item(*from, *to),
                Deed::Split(id, to, count) => chest.holding().split(ItemId(*id), *to, *count),
                Deed::Destroy(from) => {
                    if let Some(gone) = chest.holding().at(*from).copied() {
                        let left = expected[&gone.template_id.0] - u64::from(gone.stack_count);
                        expected.insert(gone.template_id.0, left);
                    }
                    chest.holding().destroy(*from)
                }
                Deed::Create(template, count) => {
                    *expected.entry(*template).or_default() += u64::from(*count);
                    chest.holding().create(ItemTemplateId(*template), *count)
                }
                Deed::Pay(id, delta) => chest.holding().change_currency(*id, *delta),
            };
            match ruling {
                Ok(sides) => {
                    chest.keep(&sides);
                    expected.retain(|_, count| *count > 0);
                    prop_assert_eq!(chest.totals(), expected, "after {:?}", deed);
                }
                Err(_) => prop_assert_eq!(chest.totals(), before),
            }
            chest.check();
        }
    }
}
