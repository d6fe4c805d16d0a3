//! What a face may look like: the choices `CharacterCustomization.tbl` offers a race and sex, and
//! the visuals that follow from them (`features.md` section 3).

use std::collections::{BTreeMap, HashMap, HashSet};

use bezgelor_core::limits::{BONES_MAX, CUSTOMISATIONS_MAX};

/// A label of `CharacterCustomizationLabel.tbl` and the value chosen for it.
pub type Choice = (u32, u32);

/// Row flag: the row is switched off, whatever else it says.
const FLAG_DISABLED: u32 = 1;
/// Row flag: without it the row does not count.
const FLAG_ENABLED: u32 = 2;
/// Row flag: the row says that a race belongs to a faction; no client ever sends its label.
const FLAG_RACE: u32 = 4;

/// Highest label and value a client could mean when the set at hand does not list them all. Those
/// of the client's own tables are well below.
const PARTIAL_CHOICE_MAX: Choice = (63, 255);

/// Largest bone slider either way. The client's own sliders stay well inside; the point is that
/// nobody shows others a body that fills the zone.
const BONE_MAX: f32 = 10.0;

/// One row of `CharacterCustomization.tbl`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LookRow {
    /// 0 for every race that has no row of its own for the same choice.
    pub race: u8,
    /// `Sex` of the protocol.
    pub sex: u8,
    /// `ItemSlot` of the protocol, 0 for a choice that shows nothing by itself.
    pub slot: u8,
    /// `ItemDisplay.tbl` row id.
    pub display_id: u16,
    /// 1 disabled, 2 enabled, 4 race.
    pub flags: u32,
    /// Both must be chosen; label 0 means there is no second.
    pub choices: [Choice; 2],
}

/// Why a look is refused; the client hears `CreateFailed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookError {
    /// More choices than a list entry can carry, or one label twice.
    Count,
    /// The race does not belong to that faction.
    Faction,
    /// This race and sex has no such choice.
    Choice(Choice),
    /// The label belongs to the other faction.
    Label(u32),
    /// More bones than there are sliders, or one out of range.
    Bones,
}

#[derive(Clone, Debug, Default)]
struct Wardrobe {
    /// By the first choice.
    visuals: HashMap<Choice, Vec<Visual>>,
    /// The first visual of each slot.
    plain: BTreeMap<u8, u16>,
    /// Everything that may be chosen.
    offered: HashSet<Choice>,
}

#[derive(Clone, Copy, Debug)]
struct Visual {
    with: Option<Choice>,
    slot: u8,
    display_id: u16,
}

/// All choices of all races and sexes.
///
/// A set made from a client lists every choice it offers, with its price. A set without the price
/// list is a partial one, like our own starter set: there a choice that is not listed may still be
/// one the client offers, so it is kept, and what it would show is filled up with a plain look.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    wardrobes: HashMap<(u8, u8), Wardrobe>,
    race_factions: HashSet<(u8, u16)>,
    label_factions: HashMap<u32, u16>,
    selections: HashSet<Choice>,
    sliders: HashMap<(u8, u8), usize>,
}

impl Looks {
    /// Collects `rows`; `labels` are (label, faction or 0), `selections` the rows of
    /// `CharacterCustomizationSelection.tbl`, `sliders` the (race, sex) of each row of
    /// `CustomizationParameterMap.tbl`. An empty table is one that is not checked against.
    #[must_use]
    pub fn new(
        rows: &[LookRow],
        labels: impl IntoIterator<Item = (u32, u16)>,
        selections: impl IntoIterator<Item = Choice>,
        sliders: impl IntoIterator<Item = (u8, u8)>,
    ) -> Self {
        let mut looks = Self::default();
        looks
            .label_factions
            .extend(labels.into_iter().filter(|(_, faction)| *faction != 0));
        looks.selections.extend(selections);
        for of in sliders {
            *looks.sliders.entry(of).or_default() += 1;
        }
        let enabled: Vec<LookRow> = rows
            .iter()
            .filter(|row| row.flags & (FLAG_DISABLED | FLAG_ENABLED) == FLAG_ENABLED)
            .map(|row| first_choice_first(*row))
            .collect();
        let (races, choices): (Vec<LookRow>, Vec<LookRow>) = enabled
            .into_iter()
            .partition(|row| row.flags & FLAG_RACE != 0);
        for row in races {
            if let Some(faction) = looks.label_factions.get(&row.choices[0].0) {
                looks.race_factions.insert((row.race, *faction));
            }
        }
        looks.fill(&choices);
        looks
    }

    fn fill(&mut self, rows: &[LookRow]) {
        let mut own: HashSet<(u8, u8, [Choice; 2])> = HashSet::new();
        for row in rows.iter().filter(|row| row.race != 0) {
            own.insert((row.race, row.sex, row.choices));
            self.wardrobes
                .entry((row.race, row.sex))
                .or_default()
                .add(row);
        }
        // Rows of no race stand in where a race has none of its own for the same choice.
        for row in rows.iter().filter(|row| row.race == 0) {
            for ((race, sex), wardrobe) in &mut self.wardrobes {
                if *sex == row.sex && !own.contains(&(*race, *sex, row.choices)) {
                    wardrobe.add(row);
                }
            }
        }
    }

    /// True when the tables do not list all choices.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.selections.is_empty()
    }

    /// The listed choices of a race and sex, in no particular order.
    pub fn offered(&self, race: u8, sex: u8) -> impl Iterator<Item = Choice> + '_ {
        let wardrobe = self.wardrobes.get(&(race, sex));
        wardrobe
            .into_iter()
            .flat_map(|wardrobe| wardrobe.offered.iter().copied())
            .filter(|choice| self.is_partial() || self.selections.contains(choice))
    }

    /// Checks a look against race, sex and faction.
    ///
    /// # Errors
    ///
    /// The first thing wrong with it.
    pub fn check(
        &self,
        (race, sex, faction): (u8, u8, u16),
        choices: &[Choice],
        bones: &[f32],
    ) -> Result<(), LookError> {
        self.check_bones(race, sex, bones)?;
        let labels: HashSet<u32> = choices.iter().map(|(label, _)| *label).collect();
        if choices.len() > CUSTOMISATIONS_MAX || labels.len() != choices.len() {
            return Err(LookError::Count);
        }
        if !self.race_factions.is_empty() && !self.race_factions.contains(&(race, faction)) {
            return Err(LookError::Faction);
        }
        for choice in choices {
            if self
                .label_factions
                .get(&choice.0)
                .is_some_and(|of| *of != faction)
            {
                return Err(LookError::Label(choice.0));
            }
            if !self.is_possible(race, sex, *choice) {
                return Err(LookError::Choice(*choice));
            }
        }
        Ok(())
    }

    /// The (slot, display) pairs that `choices` show, one per slot, ascending by slot.
    #[must_use]
    pub fn visuals(&self, race: u8, sex: u8, choices: &[Choice]) -> Vec<(u8, u16)> {
        let mut shown: Vec<(u8, u16)> = Vec::new();
        let Some(wardrobe) = self.wardrobes.get(&(race, sex)) else {
            return shown;
        };
        let mut show = |visual: &Visual| {
            if visual.slot != 0 && !shown.iter().any(|(slot, _)| *slot == visual.slot) {
                shown.push((visual.slot, visual.display_id));
            }
        };
        let of = |choice: &Choice| wardrobe.visuals.get(choice).into_iter().flatten();
        // A row for two choices says more than one for either alone.
        for visual in choices.iter().flat_map(of) {
            if visual.with.is_some_and(|with| choices.contains(&with)) {
                show(visual);
            }
        }
        for visual in choices.iter().flat_map(of) {
            if visual.with.is_none() {
                show(visual);
            }
        }
        if self.is_partial() {
            for (slot, display_id) in &wardrobe.plain {
                show(&Visual {
                    with: None,
                    slot: *slot,
                    display_id: *display_id,
                });
            }
        }
        shown.sort_unstable();
        shown
    }

    fn is_possible(&self, race: u8, sex: u8, choice: Choice) -> bool {
        if self.is_partial() {
            return choice.0 <= PARTIAL_CHOICE_MAX.0 && choice.1 <= PARTIAL_CHOICE_MAX.1;
        }
        let wardrobe = self.wardrobes.get(&(race, sex));
        self.selections.contains(&choice)
            && wardrobe.is_some_and(|wardrobe| wardrobe.offered.contains(&choice))
    }

    fn check_bones(&self, race: u8, sex: u8, bones: &[f32]) -> Result<(), LookError> {
        let count_max = match self.sliders.get(&(race, sex)) {
            Some(sliders) => (*sliders).min(BONES_MAX),
            None => BONES_MAX,
        };
        let in_range = bones
            .iter()
            .all(|bone| bone.is_finite() && bone.abs() <= BONE_MAX);
        if bones.len() > count_max || !in_range {
            Err(LookError::Bones)
        } else {
            Ok(())
        }
    }
}

impl Wardrobe {
    fn add(&mut self, row: &LookRow) {
        let [first, second] = row.choices;
        let with = (second.0 != 0).then_some(second);
        self.offered
            .extend([Some(first), with].into_iter().flatten());
        let visual = Visual {
            with,
            slot: row.slot,
            display_id: row.display_id,
        };
        self.visuals.entry(first).or_default().push(visual);
        self.plain.entry(row.slot).or_insert(row.display_id);
    }
}

/// Some rows hold their only choice in the second place.
fn first_choice_first(mut row: LookRow) -> LookRow {
    if row.choices[0].0 == 0 {
        row.choices = [row.choices[1], (0, 0)];
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FACE: u32 = 1;
    const SKIN: u32 = 2;
    const HAIR: u32 = 3;
    const EXILE_ONLY: u32 = 15;

    fn row(race: u8, slot: u8, display_id: u16, choices: [Choice; 2]) -> LookRow {
        LookRow {
            race,
            sex: 0,
            slot,
            display_id,
            flags: FLAG_ENABLED,
            choices,
        }
    }

    fn looks() -> Looks {
        let rows = [
            row(1, 25, 500, [(FACE, 1), (SKIN, 1)]),
            row(1, 25, 501, [(FACE, 1), (SKIN, 2)]),
            row(1, 25, 510, [(FACE, 2), (0, 0)]),
            row(1, 28, 600, [(0, 0), (HAIR, 4)]),
            row(0, 24, 700, [(SKIN, 2), (0, 0)]),
            row(0, 28, 699, [(HAIR, 4), (0, 0)]),
            row(1, 29, 0, [(EXILE_ONLY, 1), (0, 0)]),
            LookRow {
                flags: FLAG_ENABLED | FLAG_DISABLED,
                ..row(1, 25, 9, [(FACE, 8), (0, 0)])
            },
            LookRow {
                flags: 0,
                ..row(1, 25, 9, [(FACE, 9), (0, 0)])
            },
            LookRow {
                flags: FLAG_ENABLED | FLAG_RACE,
                ..row(1, 0, 0, [(27, 1), (0, 0)])
            },
            row(3, 25, 800, [(FACE, 5), (0, 0)]),
        ];
        let listed = [
            (FACE, 1),
            (FACE, 2),
            (FACE, 5),
            (FACE, 8),
            (FACE, 9),
            (SKIN, 1),
        ];
        let listed = listed
            .into_iter()
            .chain([(SKIN, 2), (HAIR, 4), (EXILE_ONLY, 1), (27, 1)]);
        Looks::new(
            &rows,
            [(27, 167), (EXILE_ONLY, 167), (16, 166)],
            listed,
            [(1, 0), (1, 0)],
        )
    }

    const HUMAN: (u8, u8, u16) = (1, 0, 167);

    #[test]
    fn a_pair_of_choices_wins_over_one_alone_and_an_own_row_over_a_common_one() {
        let choices = [(FACE, 1), (SKIN, 2), (HAIR, 4)];
        assert_eq!(looks().check(HUMAN, &choices, &[0.5]), Ok(()));
        assert_eq!(
            looks().visuals(1, 0, &choices),
            [(24, 700), (25, 501), (28, 600)]
        );
        assert_eq!(looks().visuals(1, 0, &[(FACE, 2)]), [(25, 510)]);
        // A face for which no skin was chosen shows nothing rather than the wrong one.
        assert_eq!(looks().visuals(1, 0, &[(FACE, 1)]), []);
    }

    #[test]
    fn refuses_what_is_not_on_offer() {
        let check = |choices: &[Choice]| looks().check(HUMAN, choices, &[]);
        assert_eq!(check(&[(FACE, 3)]), Err(LookError::Choice((FACE, 3))));
        assert_eq!(
            check(&[(FACE, 5)]),
            Err(LookError::Choice((FACE, 5))),
            "of another race"
        );
        assert_eq!(
            check(&[(FACE, 8)]),
            Err(LookError::Choice((FACE, 8))),
            "disabled"
        );
        assert_eq!(
            check(&[(FACE, 9)]),
            Err(LookError::Choice((FACE, 9))),
            "not enabled"
        );
        assert_eq!(
            check(&[(27, 1)]),
            Err(LookError::Choice((27, 1))),
            "not for clients"
        );
        assert_eq!(
            check(&[(16, 1)]),
            Err(LookError::Label(16)),
            "of the other faction"
        );
        assert_eq!(check(&[(FACE, 1), (FACE, 2)]), Err(LookError::Count));
        let many: Vec<Choice> = (0..=CUSTOMISATIONS_MAX as u32)
            .map(|n| (n + 100, 1))
            .collect();
        assert_eq!(check(&many), Err(LookError::Count));
        assert_eq!(
            looks().check((1, 0, 166), &[], &[]),
            Err(LookError::Faction)
        );
        assert_eq!(
            looks().check((1, 1, 167), &[(FACE, 1)], &[]),
            Err(LookError::Choice((FACE, 1)))
        );
    }

    #[test]
    fn refuses_bones_out_of_range() {
        let check = |bones: &[f32]| looks().check(HUMAN, &[], bones);
        assert_eq!(check(&[1.0, -1.0]), Ok(()));
        for bones in [
            &[0.0; 3][..],
            &[f32::NAN],
            &[f32::INFINITY],
            &[1e30],
            &[-10.5],
        ] {
            assert_eq!(check(bones), Err(LookError::Bones), "{bones:?}");
        }
        let unknown = Looks::default();
        assert_eq!(unknown.check(HUMAN, &[], &[0.0; BONES_MAX]), Ok(()));
        assert_eq!(
            unknown.check(HUMAN, &[], &[0.0; BONES_MAX + 1]),
            Err(LookError::Bones)
        );
    }

    #[test]
    fn a_partial_set_keeps_what_it_does_not_know_and_shows_something_plain() {
        let unknown = Looks::default();
        assert_eq!(unknown.check(HUMAN, &[(FACE, 77)], &[]), Ok(()));
        assert_eq!(unknown.visuals(1, 0, &[(FACE, 77)]), []);
        assert_eq!(
            unknown.check(HUMAN, &[(64, 1)], &[]),
            Err(LookError::Choice((64, 1)))
        );
        assert_eq!(
            unknown.check(HUMAN, &[(1, 256)], &[]),
            Err(LookError::Choice((1, 256)))
        );
        let rows = [
            row(1, 24, 5, [(SKIN, 1), (0, 0)]),
            row(1, 25, 135, [(FACE, 1), (SKIN, 1)]),
            row(1, 25, 136, [(FACE, 2), (SKIN, 1)]),
        ];
        let starter = Looks::new(&rows, [], [], []);
        assert_eq!(
            starter.visuals(1, 0, &[(FACE, 2), (SKIN, 1)]),
            [(24, 5), (25, 136)]
        );
        assert_eq!(
            starter.visuals(1, 0, &[(FACE, 7), (SKIN, 9)]),
            [(24, 5), (25, 135)]
        );
    }

    #[test]
    fn a_choice_must_be_for_sale_when_there_is_a_price_list() {
        let rows = [
            row(1, 25, 1, [(FACE, 1), (0, 0)]),
            row(1, 25, 2, [(FACE, 2), (0, 0)]),
        ];
        let looks = Looks::new(&rows, [], [(FACE, 1)], []);
        assert_eq!(looks.check(HUMAN, &[(FACE, 1)], &[]), Ok(()));
        assert_eq!(
            looks.check(HUMAN, &[(FACE, 2)], &[]),
            Err(LookError::Choice((FACE, 2)))
        );
        assert_eq!(looks.offered(1, 0).collect::<Vec<_>>(), [(FACE, 1)]);
    }

    proptest! {
        /// Any subset of what is offered, one value per label, passes; each visual is one of ours.
        #[test]
        fn whatever_is_offered_is_accepted(
            picks in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
        ) {
            let looks = looks();
            let mut offered: Vec<Choice> = looks.offered(1, 0).collect();
            offered.sort_unstable();
            let mut choices: Vec<Choice> = Vec::new();
            for pick in picks {
                let choice = offered[pick.index(offered.len())];
                if choices.iter().all(|(label, _)| *label != choice.0) {
                    choices.push(choice);
                }
            }
            prop_assert_eq!(looks.check(HUMAN, &choices, &[]), Ok(()));
            let visuals = looks.visuals(1, 0, &choices);
            prop_assert!(visuals.is_sorted_by(|a, b| a.0 < b.0), "one per slot");
        }

        /// And whatever is not offered is refused.
        #[test]
        fn whatever_is_not_offered_is_refused(label in 0_u32..40, value in 0_u32..40) {
            let looks = looks();
            let offered = looks.offered(1, 0).any(|choice| choice == (label, value));
            prop_assert_eq!(looks.check(HUMAN, &[(label, value)], &[]).is_ok(), offered);
        }
    }
}
