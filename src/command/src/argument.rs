//! The types arguments have, each with how it is written.

use std::fmt;

use bezgelor_core::credentials::{is_email, is_password};
use bezgelor_core::limits::PASSWORD_BYTES_MAX;
use bezgelor_core::model::AccountRole;
use bezgelor_core::permission::Permission;
use serde::{Deserialize, Serialize};

use crate::define::Kind;
use crate::error::Fault;
use crate::parse::Reader;
pub use crate::until::Until;
pub use crate::words::{Bend, Portrait, RemovalReason, Side, Tier, Travel};

/// Something that can be written in a command line.
pub trait Argument: Sized {
    /// What it looks like.
    const KIND: Kind;
    /// Whether it may be left out.
    const OPTIONAL: bool = false;

    /// Takes it off what is left of the line.
    ///
    /// # Errors
    /// `Fault` says what was expected.
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault>;
}

impl<T: Argument> Argument for Option<T> {
    const KIND: Kind = T::KIND;
    const OPTIONAL: bool = true;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        if reader.is_at_end() {
            return Ok(None);
        }
        T::read(reader).map(Some)
    }
}

macro_rules! numbers {
    ($($type:ident),*) => {$(
        impl Argument for $type {
            const KIND: Kind = Kind::Number;

            fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
                let word = reader.word()?;
                word.parse().map_err(|_| Fault::new(format!(
                    "`{word}` is no whole number from {} to {}", $type::MIN, $type::MAX
                )))
            }
        }
    )*};
}
numbers!(u8, u16, u32, u64, i64);

impl Argument for f32 {
    const KIND: Kind = Kind::Decimal;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let word = reader.word()?;
        let number: Option<Self> = word.parse().ok();
        let number = number.filter(|number| number.is_finite());
        number.ok_or_else(|| Fault::new(format!("`{word}` is no number")))
    }
}

/// Charges of an item, where a whole number stands; anything else is left to the next argument.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charges(pub Option<u32>);

impl Argument for Charges {
    const KIND: Kind = Kind::Number;
    const OPTIONAL: bool = true;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        if !reader.is_before_number() {
            return Ok(Self(None));
        }
        u32::read(reader).map(|charges| Self(Some(charges)))
    }
}

/// One word, or several in quotes; not empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word(pub String);

impl Argument for Word {
    const KIND: Kind = Kind::Word;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let word = reader.word()?;
        if word.trim().is_empty() {
            return Err(Fault::new("an empty word"));
        }
        Ok(Self(word.to_owned()))
    }
}

/// All that is left of the line; not empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text(pub String);

impl Argument for Text {
    const KIND: Kind = Kind::Text;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let text = reader.rest()?;
        if text.is_empty() {
            return Err(Fault::new("an empty text"));
        }
        Ok(Self(text))
    }
}

/// Words up to a last whole number, which is the next argument's; not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase(pub String);

impl Argument for Phrase {
    const KIND: Kind = Kind::Text;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let text = reader.phrase()?;
        if text.is_empty() {
            return Err(Fault::new("an empty text"));
        }
        Ok(Self(text))
    }
}

/// The name of the character a command is for, to the end of the line; who types in the game and
/// leaves it out means the own one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Player(pub String);

impl Argument for Player {
    const KIND: Kind = Kind::Player;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let name = reader.rest()?;
        if name.is_empty() {
            return Err(Fault::new("an empty name"));
        }
        reader.concerns(name.clone());
        Ok(Self(name))
    }
}

/// The beginning of a command's path, or all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path(pub String);

impl Argument for Path {
    const KIND: Kind = Kind::Path;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.rest().map(Self)
    }
}

/// The login name of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(pub String);

impl Argument for Email {
    const KIND: Kind = Kind::Email;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let word = reader.word()?;
        if !is_email(word) {
            return Err(Fault::new(format!("`{word}` is no e-mail address")));
        }
        Ok(Self(word.to_owned()))
    }
}

/// An account by its login name where one stands, else that of the player one looks at; anything
/// else is left to the next argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// By name.
    Email(Email),
    /// Of whom the author looks at.
    Selected,
}

impl Argument for Whom {
    const KIND: Kind = Kind::Email;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        if !reader.is_before_email() {
            return Ok(Self::Selected);
        }
        Email::read(reader).map(Self::Email)
    }
}

/// A password. Its debug form tells nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

impl Argument for Secret {
    const KIND: Kind = Kind::Secret;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let word = reader.word()?;
        if !is_password(word) {
            let wanted = format!("a password has from 1 to {PASSWORD_BYTES_MAX} bytes");
            return Err(Fault::new(wanted));
        }
        Ok(Self(word.to_owned()))
    }
}

impl Argument for AccountRole {
    const KIND: Kind = Kind::OneOf(&["player", "gamemaster", "administrator"]);

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let word = reader.word()?;
        match word.to_ascii_lowercase().as_str() {
            "player" | "1" => Ok(Self::Player),
            "gamemaster" | "gm" | "2" => Ok(Self::GameMaster),
            "administrator" | "admin" | "3" => Ok(Self::Administrator),
            _ => Err(Fault::new(format!(
                "`{word}` is none of player, gamemaster and administrator"
            ))),
        }
    }
}

/// `GenericUnlockType`: what an unlock is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnlockKind(pub u32);

impl UnlockKind {
    /// Colours of clothes, the only kind that has a name (`features.md` section 35).
    pub const DYE: Self = Self(1);
}

impl Argument for UnlockKind {
    const KIND: Kind = Kind::OneOf(&["dye"]);

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let word = reader.word()?;
        if word.eq_ignore_ascii_case("dye") {
            return Ok(Self::DYE);
        }
        let number = word.parse().map(Self);
        number.map_err(|_| Fault::new(format!("`{word}` is neither dye nor the number of a kind")))
    }
}

impl Argument for Permission {
    const KIND: Kind = Kind::Permission;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let word = reader.word()?;
        let permission = word.parse();
        permission.map_err(|_| Fault::new(format!("there is no permission `{word}`")))
    }
}

/// Longest span of time that can be written.
const DURATION_MS_MAX: u64 = 100 * 366 * 86_400_000;

/// A span of time in milliseconds: `dd:hh:mm:ss` with parts left out at the front, or `90s`,
/// `1h30m`, `7d`, `2w`; a bare number counts seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duration(pub u64);

impl Argument for Duration {
    const KIND: Kind = Kind::Duration;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let word = reader.word()?;
        let seconds = if word.contains(':') {
            clock_form(word)
        } else {
            unit_form(word)
        };
        let ms = seconds.and_then(|seconds| seconds.checked_mul(1000));
        let ms = ms.filter(|ms| *ms <= DURATION_MS_MAX);
        ms.map(Self).ok_or_else(|| {
            let wanted = "write dd:hh:mm:ss, or 90s, 30m, 12h, 7d";
            Fault::new(format!("`{word}` is no time; {wanted}"))
        })
    }
}

fn clock_form(word: &str) -> Option<u64> {
    let parts: Vec<&str> = word.split(':').collect();
    let units = [86_400, 3_600, 60, 1].get(4_usize.checked_sub(parts.len())?..)?;
    let mut total: u64 = 0;
    for (part, unit) in parts.iter().zip(units) {
        let number: u64 = part.parse().ok()?;
        total = total.checked_add(number.checked_mul(*unit)?)?;
    }
    Some(total)
}

fn unit_form(word: &str) -> Option<u64> {
    if let Ok(seconds) = word.parse() {
        return Some(seconds);
    }
    let mut total: u64 = 0;
    let mut rest = word;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, tail) = rest.split_at(digits);
        let unit = tail.chars().next()?;
        let unit_s: u64 = match unit {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            'w' => 604_800,
            _ => return None,
        };
        total = total.checked_add(number.parse::<u64>().ok()?.checked_mul(unit_s)?)?;
        rest = &tail[unit.len_utf8()..];
    }
    (!word.is_empty()).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: Argument>(line: &str) -> Result<T, Fault> {
        let words = crate::line::split(line).words;
        let mut reader = Reader::new(line, &words);
        T::read(&mut reader)
    }

    #[test]
    fn times_are_written_in_two_ways() {
        for (text, seconds) in [
            ("00:00:10:00", 600),
            ("1:00:00", 3_600),
            ("02:30", 150),
            ("1:2:3:4", 93_784),
            ("90", 90),
            ("90s", 90),
            ("1h30m", 5_400),
            ("2w", 1_209_600),
        ] {
            assert_eq!(read(text), Ok(Duration(seconds * 1000)), "{text}");
        }
        for wrong in [
            "",
            "x",
            "1:2:3:4:5",
            "-1",
            "m",
            "5y",
            "1h30",
            "99999999w",
            ":",
            "1é",
        ] {
            assert!(read::<Duration>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn numbers_say_their_bounds() {
        assert_eq!(read("255"), Ok(255_u8));
        assert_eq!(read("-3"), Ok(-3_i64));
        let fault = read::<u8>("256").expect_err("too much");
        assert_eq!(fault.to_string(), "`256` is no whole number from 0 to 255");
        assert_eq!(read("-1.5"), Ok(-1.5_f32));
        for wrong in ["nan", "inf", "1,5", ""] {
            assert!(read::<f32>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn texts_are_taken_as_they_stand() {
        assert_eq!(
            read(r#"it's "so"  so "#),
            Ok(Text(r#"it's "so"  so"#.into()))
        );
        assert_eq!(read(r#" "Ann Bee" "#), Ok(Player("Ann Bee".into())));
        assert_eq!(read("Ann Bee"), Ok(Player("Ann Bee".into())));
        assert!(read::<Text>("  ").is_err() && read::<Text>(r#""""#).is_err());
        assert_eq!(read::<Option<Text>>("  "), Ok(None));
    }

    #[test]
    fn a_phrase_leaves_a_last_number_to_the_next_argument() {
        let both = |line: &str| {
            let words = crate::line::split(line).words;
            let mut reader = Reader::new(line, &words);
            let phrase = Phrase::read(&mut reader).map(|phrase| phrase.0);
            let number = Option::<u32>::read(&mut reader);
            (phrase.ok(), number.ok().flatten())
        };
        assert_eq!(both("Iron Sword"), (Some("Iron Sword".into()), None));
        assert_eq!(
            both("Iron  Sword 5 "),
            (Some("Iron  Sword".into()), Some(5))
        );
        assert_eq!(both("\"Mark 2\" 5"), (Some("Mark 2".into()), Some(5)));
        assert_eq!(both("\"Mark 2\""), (Some("Mark 2".into()), None));
        assert_eq!(both("Mark \"2\""), (Some("Mark \"2\"".into()), None));
        assert_eq!(
            both("7"),
            (Some("7".into()), None),
            "a name may be a number"
        );
        assert_eq!(both("\"\" 3").0, None);
    }

    #[test]
    fn words_with_a_meaning_are_known_in_their_forms() {
        assert_eq!(read("GM"), Ok(AccountRole::GameMaster));
        assert!(
            read::<AccountRole>("console").is_err(),
            "nobody becomes the console"
        );
        assert_eq!(read("realmmotd"), Ok(Permission::RealmMOTD));
        assert_eq!(read("Dye"), Ok(UnlockKind::DYE));
        assert_eq!(read("7"), Ok(UnlockKind(7)));
        assert!(read::<UnlockKind>("dyes").is_err());
        assert_eq!(read("a@b.c"), Ok(Email("a@b.c".into())));
        for wrong in ["a", "@b", "a:b@c", r#""a b@c""#] {
            assert!(read::<Email>(wrong).is_err(), "{wrong}");
        }
        let secret = read::<Secret>("hunter2").expect("a password");
        assert_eq!(format!("{secret:?}"), "Secret(***)");
    }
}
