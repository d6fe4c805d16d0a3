//! A bot on the character screen that makes characters and deletes them.

use std::collections::{BTreeMap, BTreeSet};

use protocol::enums::CharacterModifyResult;
use tables::TableSet;

use super::{Contradiction, Counts, Dice, doubled, lost};
use crate::client::{Account, Lobby};
use crate::look;

/// Characters it has at most; every account has that many slots.
const LIVING_MAX: usize = 8;

/// What a bot was told of its characters.
#[derive(Clone, Debug)]
pub struct Characters {
    number: u32,
    /// Names tried so far: each is new.
    names: u32,
    /// Those it was told it has, by id.
    living: BTreeMap<u64, String>,
    /// Every id it was ever told.
    seen: BTreeSet<u64>,
    /// Asked for and not answered.
    doubt: Option<Wish>,
    counts: Counts,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Wish {
    Create(String),
    Delete(u64),
}

impl Characters {
    /// A bot that was told nothing yet.
    #[must_use]
    pub fn new(number: u32) -> Self {
        Self {
            number,
            names: 0,
            living: BTreeMap::new(),
            seen: BTreeSet::new(),
            doubt: None,
            counts: Counts::default(),
        }
    }

    /// What became of its wishes.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Every id of a character it was ever told.
    pub fn ids(&self) -> impl Iterator<Item = u64> {
        self.seen.iter().copied()
    }

    /// Comes in, compares, and makes and deletes characters while `go_on` says so.
    ///
    /// # Errors
    /// A [`Contradiction`]; anything else is the end of the connection.
    pub async fn play(
        &mut self,
        account: &Account,
        tables: &TableSet,
        dice: &mut Dice,
        go_on: &dyn Fn() -> bool,
    ) -> anyhow::Result<()> {
        let mut lobby = Lobby::login(account).await?;
        self.settle(&listed(&lobby))?;
        let creatable = look::creatable(tables);
        while go_on() {
            let few = self.living.is_empty() || dice.below(3) > 0;
            if few && self.living.len() < LIVING_MAX {
                let row = creatable[dice.below(creatable.len() as u64) as usize];
                self.create(&mut lobby, tables, row).await?;
            } else {
                let nth = dice.below(self.living.len() as u64) as usize;
                if let Some(id) = self.living.keys().nth(nth).copied() {
                    self.delete(&mut lobby, id).await?;
                }
            }
        }
        Ok(())
    }

    async fn create(
        &mut self,
        lobby: &mut Lobby,
        tables: &TableSet,
        row: u32,
    ) -> anyhow::Result<()> {
        let name = name(self.number, self.names);
        self.names += 1;
        let wish = look::wish(tables, row, &name, self.names);
        self.doubt = Some(Wish::Create(name.clone()));
        let answer = lobby.create(&wish).await?;
        self.answered();
        if let Ok(id) = answer {
            self.given(id, name)?;
        }
        Ok(())
    }

    async fn delete(&mut self, lobby: &mut Lobby, id: u64) -> anyhow::Result<()> {
        self.doubt = Some(Wish::Delete(id));
        let answer = lobby.delete(id).await?;
        self.answered();
        if answer == CharacterModifyResult::DeleteOk {
            self.living.remove(&id);
        }
        Ok(())
    }

    fn answered(&mut self) {
        self.doubt = None;
        self.counts.told += 1;
    }

    fn given(&mut self, id: u64, name: String) -> Result<(), Contradiction> {
        if !self.seen.insert(id) {
            return Err(doubled(format!("the id {id} of {name} was used before")));
        }
        self.living.insert(id, name);
        Ok(())
    }

    /// Compares what it was told with what it is shown.
    fn settle(&mut self, shown: &[(u64, String)]) -> Result<(), Contradiction> {
        let doubt = self.doubt.take();
        self.counts.in_doubt += u64::from(doubt.is_some());
        for (id, name) in &self.living {
            let is_shown = shown
                .iter()
                .any(|(shown, as_named)| shown == id && as_named == name);
            if !is_shown && doubt != Some(Wish::Delete(*id)) {
                return Err(lost(format!("character {id}, {name}")));
            }
        }
        let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (id, name) in shown {
            if !ids.insert(id) || !names.insert(name) {
                return Err(doubled(format!("character {id}, {name}, is there twice")));
            }
            let told = self.living.contains_key(id);
            if !told && doubt != Some(Wish::Create(name.clone())) {
                return Err(doubled(format!(
                    "character {id}, {name}, which was not given"
                )));
            }
        }
        self.living
            .retain(|id, _| shown.iter().any(|(shown, _)| shown == id));
        for (id, name) in shown {
            if !self.living.contains_key(id) {
                self.given(*id, name.clone())?;
            }
        }
        Ok(())
    }
}

fn listed(lobby: &Lobby) -> Vec<(u64, String)> {
    let characters = lobby.list.characters.iter();
    characters
        .map(|listed| (listed.id, listed.name.to_string_lossy()))
        .collect()
}

/// A name that no bot had before: its number and a count in letters.
fn name(number: u32, count: u32) -> String {
    let letters = |mut value: u32| {
        let mut text = String::from("V");
        loop {
            // Letters that are far from making words.
            text.push(char::from(b"bdfgkmprtz"[value as usize % 10]));
            value /= 10;
            if value == 0 {
                return text;
            }
        }
    };
    format!("{}o {}o", letters(number), letters(count))
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    /// A bot with two characters, and so many wishes without an answer.
    fn bot(doubt: Option<Wish>) -> Characters {
        let mut bot = Characters::new(1);
        for (id, name) in [(5, "A B"), (6, "C D")] {
            bot.given(id, name.into()).expect("new");
        }
        bot.doubt = doubt;
        bot
    }

    fn shown(list: &[(u64, &str)]) -> Vec<(u64, String)> {
        list.iter()
            .map(|(id, name)| (*id, (*name).into()))
            .collect()
    }

    #[test]
    fn what_was_told_must_be_there_and_nothing_else() {
        let both = shown(&[(5, "A B"), (6, "C D")]);
        assert_eq!(bot(None).settle(&both), Ok(()));
        for (list, kind) in [
            (shown(&[(5, "A B")]), Kind::Lost),
            (shown(&[(5, "A B"), (6, "Other Name")]), Kind::Lost),
            (shown(&[(5, "A B"), (6, "C D"), (7, "E F")]), Kind::Doubled),
            (shown(&[(5, "A B"), (6, "C D"), (6, "C D")]), Kind::Doubled),
        ] {
            let found = bot(None).settle(&list).expect_err("a contradiction");
            assert_eq!(found.kind, kind, "{found}");
        }
    }

    #[test]
    fn a_wish_without_an_answer_goes_either_way_and_no_further() {
        let create = || bot(Some(Wish::Create("E F".into())));
        let both = shown(&[(5, "A B"), (6, "C D")]);
        assert_eq!(create().settle(&both), Ok(()));
        let mut made = create();
        let three = shown(&[(5, "A B"), (6, "C D"), (7, "E F")]);
        assert_eq!(made.settle(&three), Ok(()));
        assert_eq!(made.settle(&three), Ok(()), "it is settled");
        assert_eq!(made.settle(&both).expect_err("lost now").kind, Kind::Lost);
        let twice = shown(&[(5, "A B"), (6, "C D"), (7, "E F"), (8, "E F")]);
        assert_eq!(
            create().settle(&twice).expect_err("one wish").kind,
            Kind::Doubled
        );

        let delete = || bot(Some(Wish::Delete(6)));
        assert_eq!(delete().settle(&both), Ok(()));
        assert_eq!(delete().settle(&shown(&[(5, "A B")])), Ok(()));
        assert!(delete().settle(&shown(&[(6, "C D")])).is_err());
    }

    #[test]
    fn an_id_is_given_once() {
        let mut bot = bot(Some(Wish::Delete(6)));
        assert_eq!(bot.settle(&shown(&[(5, "A B")])), Ok(()));
        bot.doubt = Some(Wish::Create("E F".into()));
        let reused = bot.settle(&shown(&[(5, "A B"), (6, "E F")]));
        assert_eq!(reused.expect_err("used before").kind, Kind::Doubled);
    }

    #[test]
    fn names_differ_and_fit() {
        let mut names = BTreeSet::new();
        for number in 0..30 {
            for count in 0..200 {
                let name = name(number, count);
                assert!((5..=31).contains(&name.len()), "{name}");
                assert!(names.insert(name));
            }
        }
    }
}
