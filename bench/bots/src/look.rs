//! Which characters a bot may ask for and how they may look, from the same tables a client has.

use std::collections::{BTreeMap, HashSet};

use bezgelor_core::limits::CUSTOMISATIONS_MAX;
use tables::TableSet;
use tables::rows::{CharacterCreation, CharacterCustomizationLabel};

use crate::client::CharacterWish;

/// `CharacterCustomization.tbl` flags: bit 0 switched off, bit 1 offered, bit 2 no look at all.
const FLAGS: u32 = 7;
const FLAG_OFFERED: u32 = 2;
/// `CharacterCreationStart` of a character that begins in the open world.
pub const START_VETERAN: u32 = 3;

/// Ids of the rows of `CharacterCreation.tbl` that anybody may use without paying.
#[must_use]
pub fn creatable(tables: &TableSet) -> Vec<u32> {
    tables
        .character_creation()
        .iter()
        .filter(|row| {
            row.enabled()
                && !row.costume_only()
                && row.entitlement_id_required() == 0
                && row.account_currency_amount_cost() == 0
        })
        .map(CharacterCreation::id)
        .collect()
}

/// The rows among `ids` that begin in the open world, all of them when none does.
#[must_use]
pub fn veterans(tables: &TableSet, ids: &[u32]) -> Vec<u32> {
    let creations = tables.character_creation();
    let is_veteran = |id: &u32| {
        creations
            .get(*id)
            .is_some_and(|row| row.character_creation_start_enum() == START_VETERAN)
    };
    let veterans: Vec<u32> = ids.iter().copied().filter(is_veteran).collect();
    if veterans.is_empty() {
        ids.to_vec()
    } else {
        veterans
    }
}

/// A wish for a character of row `creation_id`: one value for each label its race and sex offers,
/// chosen by `variant` so that bots do not all look the same.
#[must_use]
pub fn wish(tables: &TableSet, creation_id: u32, name: &str, variant: u32) -> CharacterWish {
    let choices = choices(tables, creation_id);
    let chosen = choices
        .iter()
        .take(CUSTOMISATIONS_MAX)
        .map(|(label, values)| (*label, values[variant as usize % values.len()]));
    let (labels, values) = chosen.unzip();
    CharacterWish {
        creation_id,
        name: name.into(),
        path: (variant % 4) as u8,
        labels,
        values,
        bones: Vec::new(),
    }
}

/// label → values that may be chosen by themselves, never empty.
fn choices(tables: &TableSet, creation_id: u32) -> BTreeMap<u32, Vec<u32>> {
    let mut choices: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let Some(creation) = tables.character_creation().get(creation_id) else {
        return choices;
    };
    let labels = tables.character_customization_label();
    let selections = tables.character_customization_selection();
    // The client lists only what it sells; a set without that list restricts nothing.
    let listed: HashSet<(u32, u32)> = selections
        .iter()
        .map(|row| (row.character_customization_label_id(), row.value()))
        .collect();
    let is_listed = |pair: &(u32, u32)| listed.is_empty() || listed.contains(pair);
    let of_own_faction = |label: u32| {
        let faction = labels
            .get(label)
            .map_or(0, CharacterCustomizationLabel::faction2_id);
        faction == 0 || faction == creation.faction_id()
    };
    for row in tables.character_customization().iter() {
        let of_own_kind = row.race_id() == creation.race_id() && row.gender() == creation.sex();
        if !of_own_kind || row.flags() & FLAGS != FLAG_OFFERED {
            continue;
        }
        let pairs = [
            (row.character_customization_label_id00(), row.value00()),
            (row.character_customization_label_id01(), row.value01()),
        ];
        for (label, value) in pairs.into_iter().filter(is_listed) {
            let values = choices.entry(label).or_default();
            if label != 0 && of_own_faction(label) && !values.contains(&value) {
                values.push(value);
            }
        }
    }
    choices.retain(|_, values| !values.is_empty());
    choices
}

/// A name nobody else has: two parts of letters, made of the bot's number.
#[must_use]
pub fn name(number: u32) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ce", "do", "fe", "ga", "he", "ku", "lo", "me", "ne", "pa", "re", "so", "ta", "vu",
        "za",
    ];
    let mut first = String::from("Bo");
    let mut rest = number;
    for _ in 0..5 {
        first.push_str(SYLLABLES[rest as usize % 16]);
        rest /= 16;
    }
    format!("{first} Botson")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_differ_and_fit() {
        let names: HashSet<String> = (0..5000).map(name).collect();
        assert_eq!(names.len(), 5000);
        assert!(names.iter().all(|name| (5..=31).contains(&name.len())));
    }

    #[test]
    fn every_starter_character_has_a_look() {
        let tables = tables::starter::embedded().expect("the starter set compiles");
        let ids = creatable(&tables);
        assert!(!ids.is_empty());
        for id in ids {
            let wish = wish(&tables, id, "Ab Cd", 7);
            assert!(!wish.labels.is_empty(), "row {id} offers no look");
            assert_eq!(wish.labels.len(), wish.values.len());
        }
    }
}
