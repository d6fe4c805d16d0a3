//! Characters made from the client's own tables, and from our starter set.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use ::tables::{TableSet, rows};
use bezgelor_core::ids::{AccountId, ItemTemplateId, RealmId};
use bezgelor_core::time::UnixMillis;
use realm::creation::{
    Choice, CreateError, Creation, CreationData, LookError, Maker, TableData, Wish, create,
};
use serde_json::Value;

use crate::support::reference;

const REAL: [&str; 11] = [
    "CharacterCreation",
    "CharacterCustomization",
    "CharacterCustomizationLabel",
    "CharacterCustomizationSelection",
    "CustomizationParameterMap",
    "ItemDisplaySourceEntry",
    "Item2Type",
    "ItemSlot",
    "RandomPlayerName",
    "WordFilter",
    "XpPerLevel",
];

fn convert(folder: &Path, name: &str) -> Vec<u8> {
    let source = tblconv::convert::read_source(&folder.join(format!("{name}.tbl.xz"))).unwrap();
    tblconv::convert::table(&source, Some(name), false)
        .unwrap()
        .archive
}

/// The client's tables, None without the reference. Converted once for all tests.
fn real_set() -> Option<TableSet> {
    static SET: LazyLock<Option<TableSet>> = LazyLock::new(|| {
        let reference = reference()?;
        let real = reference.join("tables/fixtures/real");
        let mut archives: Vec<Vec<u8>> = REAL.iter().map(|name| convert(&real, name)).collect();
        archives.push(convert(&reference.join("tables/reconstructed"), "Item2"));
        Some(TableSet::from_bytes(&::tables::pack_set(&archives)).unwrap())
    });
    if SET.is_none() {
        eprintln!("skipped: reference data absent");
    }
    SET.clone()
}

/// An account that may make whatever there is.
fn maker() -> Maker<'static> {
    Maker {
        account: AccountId(42),
        realm: RealmId(1),
        slots_left: 12,
        currencies: &[(13, 1)],
        entitlements: &[(61, 1), (62, 1)],
    }
}

fn make(data: &dyn CreationData, wish: &Wish) -> Result<Creation, CreateError> {
    create(data, maker(), wish, UnixMillis(0))
}

/// Whole looks of a race, sex and faction: the nth takes the nth value of each label that the
/// race's own rows offer.
fn looks_of(set: &TableSet, data: &dyn CreationData, of: (u8, u8, u16)) -> Vec<Vec<Choice>> {
    let offered: BTreeSet<Choice> = set
        .character_customization()
        .iter()
        .filter(|row| (row.race_id(), row.gender()) == (of.0.into(), of.1.into()))
        .flat_map(choices_of)
        .filter(|choice| data.looks().check(of, &[*choice], &[]).is_ok())
        .collect();
    let offered: Vec<Choice> = offered.into_iter().collect();
    let look = |turn: usize| {
        let groups = offered.chunk_by(|a, b| a.0 == b.0);
        groups
            .map(|values| values[turn % values.len()])
            .take(15)
            .collect()
    };
    (0..12).map(look).collect()
}

/// The ids a player may use, by race, sex and faction.
fn peoples(data: &dyn CreationData) -> BTreeMap<(u8, u8, u16), Vec<u32>> {
    let mut peoples: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for id in data.creatable_ids() {
        let row = data.creation(*id).unwrap();
        peoples
            .entry((row.race, row.sex, row.faction))
            .or_default()
            .push(*id);
    }
    peoples
}

fn wish(creation_id: u32, choices: Vec<Choice>) -> Wish {
    let name = "Aurin Tester".encode_utf16().collect();
    Wish {
        creation_id,
        name,
        path: 1,
        choices,
        bones: vec![0.25; 20],
    }
}

#[test]
fn every_row_of_the_client_can_be_made_with_its_own_looks() {
    let Some(set) = real_set() else { return };
    let data = TableData::new(set.clone());
    let mut kinds = BTreeSet::new();
    for (of, ids) in peoples(&data) {
        let looks = looks_of(&set, &data, of);
        for (id, look) in ids
            .iter()
            .flat_map(|id| looks.iter().map(move |look| (id, look)))
        {
            let creation = make(&data, &wish(*id, look.clone()));
            let creation = creation.unwrap_or_else(|error| panic!("{id}: {error:?}"));
            kinds.insert(check_creation(&set, *id, &creation));
        }
    }
    let mut rows = 0;
    let mut combinations = BTreeSet::new();
    for row in set.character_creation().iter() {
        let start = row.character_creation_start_enum();
        if row.enabled() && !row.costume_only() && (3..=5).contains(&start) {
            rows += 1;
            combinations.insert((
                row.race_id(),
                row.class_id(),
                row.sex(),
                row.faction_id(),
                start,
            ));
        }
    }
    assert!(rows > 200);
    assert_eq!(data.creatable_ids().len(), rows, "no row is left out");
    assert_eq!(
        kinds.len(),
        combinations.len(),
        "three starts are three levels"
    );
}

/// Race, class, sex, faction and level of a creation that is as its row says.
fn check_creation(set: &TableSet, id: u32, creation: &Creation) -> (u8, u8, u8, u16, u8) {
    let character = &creation.new.character;
    let visuals = &character.appearance.visuals;
    assert!(visuals.len() >= 4, "{id}: {visuals:?}");
    assert!(visuals.is_sorted_by(|a, b| a.0 < b.0), "{id}: one per slot");
    let row = set.character_creation().get(id).unwrap();
    let level = level_by_table(set, row.xp());
    assert_eq!(character.level, level, "{id}");
    assert_eq!(
        creation.cost.is_some(),
        row.account_currency_amount_cost() > 0,
        "{id}"
    );
    let worn = creation.new.items.iter().filter(|item| item.location == 0);
    let slots: BTreeSet<u32> = worn.clone().map(|item| item.bag_index).collect();
    assert!(
        slots.contains(&0) && slots.contains(&16),
        "{id}: chest and weapon {slots:?}"
    );
    assert_eq!(slots.len(), worn.count(), "{id}: one item per slot");
    (
        character.race,
        character.class,
        character.sex,
        character.faction,
        level,
    )
}

/// The highest level whose experience is reached.
fn level_by_table(set: &TableSet, xp: u32) -> u8 {
    let reached = set
        .xp_per_level()
        .iter()
        .filter(|row| row.min_xp_for_level() <= xp);
    reached.map(|row| row.id() as u8).max().unwrap()
}

/// Choices of a row, None where there is none.
fn choices_of(row: rows::CharacterCustomization<'_>) -> impl Iterator<Item = Choice> {
    let pairs = [
        (row.character_customization_label_id00(), row.value00()),
        (row.character_customization_label_id01(), row.value01()),
    ];
    pairs.into_iter().filter(|choice| choice.0 != 0)
}

#[test]
fn looks_of_others_are_refused() {
    let Some(set) = real_set() else { return };
    let data = TableData::new(set.clone());
    let looks = data.looks();
    let mut refused = 0;
    for of in peoples(&data).into_keys() {
        let (race, sex, faction) = of;
        // What rows of this race and sex, or of no race, say; switched-off and race rows apart.
        let theirs: BTreeSet<Choice> = set
            .character_customization()
            .iter()
            .filter(|look| [0, u32::from(race)].contains(&look.race_id()))
            .filter(|look| look.gender() == u32::from(sex) && look.flags() == 2)
            .flat_map(choices_of)
            .collect();
        for look in set.character_customization().iter() {
            for choice in choices_of(look).filter(|choice| !theirs.contains(choice)) {
                assert!(
                    looks.check(of, &[choice], &[]).is_err(),
                    "{of:?}: {choice:?}"
                );
                refused += 1;
            }
        }
        let foreign = (race, sex, if faction == 166 { 167 } else { 166 });
        let both = race == 1;
        assert_eq!(
            looks.check(foreign, &[], &[]).is_ok(),
            both,
            "only humans are on both sides"
        );
        let sliders = set
            .customization_parameter_map()
            .iter()
            .filter(|slider| (slider.race_id(), slider.gender_enum()) == (race.into(), sex.into()));
        let bones = vec![0.5; sliders.count()];
        assert_eq!(looks.check(of, &[], &bones), Ok(()));
        let more = [bones, vec![0.5]].concat();
        assert_eq!(looks.check(of, &[], &more), Err(LookError::Bones));
    }
    assert!(refused > 1_000, "{refused}");
    // A label of the other faction is refused even where a row has it.
    let label = set.character_customization_label();
    let theirs = |choice: &Choice| {
        label
            .get(choice.0)
            .is_some_and(|row| row.faction2_id() == 166)
    };
    let choice = looks.offered(1, 0).find(theirs).unwrap();
    assert_eq!(looks.check((1, 0, 166), &[choice], &[]), Ok(()));
    assert_eq!(
        looks.check((1, 0, 167), &[choice], &[]),
        Err(LookError::Label(choice.0))
    );
}

#[test]
fn the_wish_of_the_published_stream_is_granted() {
    let Some(set) = real_set() else { return };
    let path = reference().unwrap().join("protocol/vectors/frames.json");
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let frames = vectors["frames"].as_array().unwrap();
    let create_frame = frames
        .iter()
        .find(|f| f["message"] == "ClientCharacterCreate")
        .unwrap();
    let value = &create_frame["value"];
    let number = |value: &Value| value.as_u64().unwrap() as u32;
    let numbers = |value: &Value| {
        value
            .as_array()
            .unwrap()
            .iter()
            .map(number)
            .collect::<Vec<_>>()
    };
    let choices = numbers(&value["labels"])
        .into_iter()
        .zip(numbers(&value["values"]))
        .collect();
    let wish = Wish {
        path: number(&value["path"]) as u8,
        bones: vec![1.0, -0.5],
        ..wish(number(&value["character_creation_id"]), choices)
    };
    let creation = make(&TableData::new(set), &wish).unwrap();
    assert_eq!(creation.new.character.path, wish.path);
}

#[test]
fn items_are_shown_as_their_table_says() {
    let Some(set) = real_set() else { return };
    let data = TableData::new(set.clone());
    let items: BTreeSet<u32> = data
        .creatable_ids()
        .iter()
        .flat_map(|id| data.creation(*id).unwrap().items)
        .collect();
    let mut shown = 0;
    for id in items {
        let facts = data.item(ItemTemplateId(id)).unwrap();
        let row = set.item2().get(ItemTemplateId(id)).unwrap();
        if row.item_source_id() == 0 {
            assert_eq!(u32::from(facts.display_id), row.item_display_id(), "{id}");
        }
        shown += usize::from(facts.visual_slot != 0 && facts.display_id != 0);
    }
    assert!(shown > 50, "{shown}");
}

#[test]
fn the_filter_leaves_the_clients_own_names_alone() {
    let Some(set) = real_set() else { return };
    let data = TableData::new(set.clone());
    assert!(data.words().len() > 300);
    let mut fragments = 0;
    let mut filtered = 0;
    for row in set
        .random_player_name()
        .iter()
        .filter(|row| !row.name_fragment().is_empty())
    {
        fragments += 1;
        filtered += u32::from(
            !data
                .words()
                .allows(&format!("Hero {}", row.name_fragment())),
        );
    }
    assert!(
        fragments > 1_800 && filtered < 12,
        "{filtered} of {fragments}"
    );
    let coarse = set
        .word_filter()
        .iter()
        .find(|row| row.filter().len() > 3)
        .unwrap();
    assert!(!data.words().allows(&format!("Hero X{}x", coarse.filter())));
}

#[test]
fn the_starter_set_lets_everybody_in() {
    let set = ::tables::starter::embedded().unwrap();
    let data = TableData::new(set.clone());
    assert!(data.looks().is_partial());
    for (of, ids) in peoples(&data) {
        let own = looks_of(&set, &data, of).swap_remove(0);
        for choices in [Vec::new(), own, vec![(3, 17), (24, 4)]] {
            let creation = make(&data, &wish(ids[0], choices)).unwrap();
            let visuals = creation.new.character.appearance.visuals;
            assert!(
                visuals.len() >= 4,
                "{of:?}: nobody is without a face: {visuals:?}"
            );
        }
    }
    let kinds: BTreeSet<_> = data
        .creatable_ids()
        .iter()
        .map(|id| data.creation(*id).unwrap())
        .map(|row| (row.race, row.class, row.sex, row.faction))
        .collect();
    assert_eq!(
        kinds.len(),
        67,
        "each race, class and sex the client offers"
    );
}
