//! Prerequisites: rows of `Prerequisite.tbl`, up to three conditions of which all or any must be
//! met (`features.md` section 36).
//!
//! There are some 290 kinds of conditions, of quests, spells, guilds and houses. Here are those
//! whose meaning more than one source tells and that this server knows something about. What
//! nobody can tell stays open, neither met nor unmet, and each user says what that means for it.

use std::cmp::Ordering;

/// Rows that one verdict looks at: those inside others are nested ten deep in the client's table,
/// and a row that names itself ends here.
const ROWS_MAX: usize = 64;
/// Conditions of a row.
pub const CONDITIONS: usize = 3;
/// `prerequisiteTypeId` of a condition that is another row.
const OTHER: u16 = 11;

/// What a condition asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Kind {
    /// The level.
    Level = 1,
    /// `Race`.
    Race = 2,
    /// `Class`.
    Class = 3,
    /// `Faction`, the one it fights for.
    Faction = 4,
    /// The state of the quest `object`: 0 for a quest that somebody does not have.
    Quest = 6,
    /// `Sex`.
    Sex = 10,
    /// 1 for the dead.
    Dead = 12,
    /// Whether it is in the zone `value`, or in one that is part of it.
    Zone = 26,
    /// 1 for who fights.
    Fighting = 28,
    /// The hour of the day, 0 to 23.
    Hour = 29,
    /// Whether it is about the objective `value` of the quest `object`.
    Objective = 43,
    /// `Path`.
    Path = 52,
    /// Whether it has done the objective `value` of the quest `object`.
    ObjectiveDone = 68,
    /// As [`Kind::ObjectiveDone`].
    ObjectiveReached = 94,
    /// Whether it is in the world `object`.
    World = 109,
    /// `Faction`, the one it was born to.
    BornTo = 250,
}

impl Kind {
    /// All that are judged.
    pub const ALL: [Self; 16] = [
        Self::Level,
        Self::Race,
        Self::Class,
        Self::Faction,
        Self::Quest,
        Self::Sex,
        Self::Dead,
        Self::Zone,
        Self::Fighting,
        Self::Hour,
        Self::Objective,
        Self::Path,
        Self::ObjectiveDone,
        Self::ObjectiveReached,
        Self::World,
        Self::BornTo,
    ];

    /// By its number in the table.
    fn of(number: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|&kind| kind as u16 == number)
    }
}

/// What somebody is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// About what.
    pub kind: Kind,
    /// Row of some table, by the kind; mostly 0.
    pub object: u32,
    /// What is wanted.
    pub value: u32,
}

/// What is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A number, which is compared with the condition's.
    Number(u32),
    /// Whether it is as the condition says.
    Is(bool),
}

/// Who is judged.
pub trait Subject {
    /// What is so with it; `None` when nobody can tell.
    fn fact(&self, asked: Asked) -> Option<Fact>;
}

/// One condition of a row; all zero for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// `prerequisiteTypeId`.
    pub kind: u16,
    /// `prerequisiteComparisonId`: 1 to 6 for `=`, `!=`, `>=`, `>`, `<=`, `<`.
    pub comparison: u8,
    /// `objectId`.
    pub object: u32,
    /// `value`.
    pub value: u32,
}

/// A row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prerequisite {
    /// The row.
    pub id: u32,
    /// Any of its conditions is enough.
    pub any: bool,
    /// Its conditions.
    pub conditions: [Condition; CONDITIONS],
}

/// All rows, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prerequisites(Vec<Prerequisite>);

impl Prerequisites {
    /// Takes them in any order; of two with one id the first stays.
    #[must_use]
    pub fn new(mut rows: Vec<Prerequisite>) -> Self {
        rows.sort_by_key(|row| row.id);
        rows.dedup_by_key(|row| row.id);
        Self(rows)
    }

    /// Whether somebody meets a row; everybody meets row 0. `None` when that cannot be told: of
    /// all conditions none is unmet, or of any none is met, and some are open.
    #[must_use]
    pub fn judge(&self, id: u32, who: &impl Subject) -> Option<bool> {
        let mut left = ROWS_MAX;
        self.judge_row(id, who, &mut left)
    }

    fn judge_row(&self, id: u32, who: &impl Subject, left: &mut usize) -> Option<bool> {
        if id == 0 {
            return Some(true);
        }
        let at = self.0.binary_search_by_key(&id, |row| row.id).ok()?;
        let row = &self.0[at];
        *left = left.checked_sub(1)?;
        let conditions = row.conditions.iter().filter(|own| own.kind != 0);
        // Which answer decides, whatever the others are.
        let decides = row.any;
        let mut verdict = Some(!decides);
        let mut is_empty = true;
        for condition in conditions {
            is_empty = false;
            match self.judge_one(condition, who, left) {
                Some(answer) if answer == decides => return Some(decides),
                Some(_) => {}
                None => verdict = None,
            }
        }
        if is_empty { Some(true) } else { verdict }
    }

    fn judge_one(&self, own: &Condition, who: &impl Subject, left: &mut usize) -> Option<bool> {
        let &Condition { object, value, .. } = own;
        let fact = if own.kind == OTHER {
            let other = (object != 0).then_some(object)?;
            Fact::Is(self.judge_row(other, who, left)?)
        } else {
            let kind = Kind::of(own.kind)?;
            who.fact(Asked {
                kind,
                object,
                value,
            })?
        };
        match fact {
            Fact::Is(is_so) => match own.comparison {
                1 => Some(is_so),
                2 => Some(!is_so),
                _ => None,
            },
            Fact::Number(number) => compare(own.comparison, number.cmp(&value)),
        }
    }
}

fn compare(comparison: u8, order: Ordering) -> Option<bool> {
    Some(match comparison {
        1 => order.is_eq(),
        2 => order.is_ne(),
        3 => order.is_ge(),
        4 => order.is_gt(),
        5 => order.is_le(),
        6 => order.is_lt(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Of level 20, in the zones 5 and 7; nothing is known of anything else.
    struct Somebody;

    impl Subject for Somebody {
        fn fact(&self, asked: Asked) -> Option<Fact> {
            match asked.kind {
                Kind::Level => Some(Fact::Number(20)),
                Kind::Zone => Some(Fact::Is([5, 7].contains(&asked.value))),
                Kind::Quest => Some(Fact::Number(0)),
                _ => None,
            }
        }
    }

    fn on(kind: u16, comparison: u8, object: u32, value: u32) -> Condition {
        Condition {
            kind,
            comparison,
            object,
            value,
        }
    }

    fn row(id: u32, any: bool, own: &[Condition]) -> Prerequisite {
        let mut conditions = [Condition::default(); CONDITIONS];
        conditions[..own.len()].copy_from_slice(own);
        Prerequisite {
            id,
            any,
            conditions,
        }
    }

    fn judged(any: bool, own: &[Condition]) -> Option<bool> {
        Prerequisites::new(vec![row(1, any, own)]).judge(1, &Somebody)
    }

    const MET: Condition = Condition {
        kind: 1,
        comparison: 1,
        object: 0,
        value: 20,
    };
    const UNMET: Condition = Condition {
        comparison: 2,
        ..MET
    };
    /// Of a spell, which nobody here knows of.
    const OPEN: Condition = Condition { kind: 15, ..MET };

    #[test]
    fn numbers_are_compared_as_the_client_does() {
        let level = |comparison, value| judged(false, &[on(1, comparison, 0, value)]);
        for (comparison, below, same, above) in [
            (1, false, true, false),
            (2, true, false, true),
            (3, false, true, true),
            (4, false, false, true),
            (5, true, true, false),
            (6, true, false, false),
        ] {
            // The condition's number is above, the same, and below.
            let answers = [21, 20, 19].map(|value| level(comparison, value));
            assert_eq!(answers, [below, same, above].map(Some), "{comparison}");
        }
        assert_eq!((level(0, 20), level(7, 20)), (None, None));
        assert_eq!(judged(false, &[on(26, 1, 0, 7)]), Some(true));
        assert_eq!(judged(false, &[on(26, 2, 0, 7)]), Some(false));
        assert_eq!(judged(false, &[on(26, 3, 0, 7)]), None, "no order");
        assert_eq!(judged(false, &[on(6, 2, 900, 3)]), Some(true), "not done");
    }

    #[test]
    fn what_is_open_matters_only_when_nothing_else_decides() {
        let all = |own: &[Condition]| judged(false, own);
        let any = |own: &[Condition]| judged(true, own);
        assert_eq!((all(&[]), any(&[])), (Some(true), Some(true)));
        assert_eq!(all(&[OPEN, UNMET]), Some(false));
        assert_eq!(all(&[MET, OPEN]), None);
        assert_eq!(all(&[MET, MET, MET]), Some(true));
        assert_eq!(any(&[OPEN, MET]), Some(true));
        assert_eq!(any(&[OPEN, UNMET]), None);
        assert_eq!(any(&[UNMET, UNMET]), Some(false));
        assert_eq!(any(&[Condition::default(), MET]), Some(true), "a gap");
    }

    #[test]
    fn rows_inside_rows_are_judged_and_circles_end() {
        let rows = vec![
            row(1, false, &[on(OTHER, 1, 2, 0), on(OTHER, 2, 3, 0)]),
            row(2, false, &[MET]),
            row(3, true, &[UNMET]),
            row(4, false, &[on(OTHER, 1, 4, 0)]),
            row(5, false, &[on(OTHER, 1, 77, 0)]),
            row(6, false, &[on(OTHER, 1, 0, 0)]),
            row(7, true, &[on(OTHER, 1, 8, 0), on(OTHER, 2, 3, 0)]),
            row(8, true, &[on(OTHER, 1, 7, 0)]),
            row(9, true, &[on(OTHER, 2, 3, 0), on(OTHER, 1, 7, 0)]),
        ];
        let all = Prerequisites::new(rows);
        let of = |id| all.judge(id, &Somebody);
        assert_eq!(
            (of(0), of(1), of(2), of(3)),
            (Some(true), Some(true), Some(true), Some(false))
        );
        assert_eq!((of(4), of(5), of(6)), (None, None, None), "nobody can tell");
        assert_eq!(
            (of(7), of(9)),
            (None, Some(true)),
            "what is met decides before the circle"
        );
        assert_eq!(of(99), None, "no row");
    }

    fn condition() -> impl Strategy<Value = Condition> {
        let kind = prop_oneof![Just(0_u16), Just(1), Just(OTHER), Just(15), Just(26)];
        (kind, 0_u8..8, 0_u32..6, 18_u32..23)
            .prop_map(|(kind, comparison, object, value)| on(kind, comparison, object, value))
    }

    proptest! {
        /// Whatever refers to whatever: it ends, and to learn more never turns an answer round.
        #[test]
        fn a_verdict_stays_when_more_is_known(
            rows in prop::collection::vec(
                (any::<bool>(), prop::array::uniform3(condition())),
                1..6,
            ),
            answer: bool,
        ) {
            struct Knows(bool);
            impl Subject for Knows {
                fn fact(&self, asked: Asked) -> Option<Fact> {
                    Somebody.fact(asked).or(Some(Fact::Is(self.0)))
                }
            }
            struct Less;
            impl Subject for Less {
                fn fact(&self, asked: Asked) -> Option<Fact> {
                    Somebody.fact(asked).filter(|_| asked.kind != Kind::Zone)
                }
            }
            let rows = rows.into_iter().enumerate().map(|(at, (any, conditions))| Prerequisite {
                id: at as u32 + 1,
                any,
                conditions,
            });
            let all = Prerequisites::new(rows.collect());
            for id in 1..6 {
                if let Some(verdict) = all.judge(id, &Less) {
                    prop_assert_eq!(all.judge(id, &Somebody), Some(verdict));
                    prop_assert_eq!(all.judge(id, &Knows(answer)), Some(verdict));
                }
            }
        }
    }
}
