//! What a character may be called. The client checks the same before it sends, so whatever fails
//! here came from something else than the client's own screen.

use bezgelor_core::limits::{
    CHARACTER_NAME_PART_UNITS_MAX, CHARACTER_NAME_UNITS_MAX, CHARACTER_NAME_UNITS_MIN,
};

/// Why a name is refused; the client only ever hears `CreateFailed_InvalidName`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Fewer than 5 or more than 31 UTF-16 units in all.
    Length,
    /// Not exactly one space.
    Spaces,
    /// A part of none or more than 29 UTF-16 units.
    Part,
    /// Something that is neither letter, digit, apostrophe nor hyphen, or a broken surrogate.
    Character,
    /// A part without a letter at its beginning or with a mark at its end.
    Shape,
    /// A word of the filter.
    Filtered,
}

/// Checks `units` (UTF-16, as they came) against the rules of `features.md` section 3: 5 to 31
/// units, exactly one space, two parts of 1 to 29, plain letters. Returns the name as text.
///
/// # Errors
///
/// Why it is refused.
pub fn parse(units: &[u16]) -> Result<String, NameError> {
    if !(CHARACTER_NAME_UNITS_MIN..=CHARACTER_NAME_UNITS_MAX).contains(&units.len()) {
        return Err(NameError::Length);
    }
    let name = String::from_utf16(units).map_err(|_| NameError::Character)?;
    let (first, last) = name.split_once(' ').ok_or(NameError::Spaces)?;
    if last.contains(' ') {
        return Err(NameError::Spaces);
    }
    for part in [first, last] {
        check_part(part)?;
    }
    if !first.starts_with(char::is_alphabetic) {
        return Err(NameError::Shape);
    }
    Ok(name)
}

fn check_part(part: &str) -> Result<(), NameError> {
    let units = part.encode_utf16().count();
    if !(1..=CHARACTER_NAME_PART_UNITS_MAX).contains(&units) {
        return Err(NameError::Part);
    }
    if !part
        .chars()
        .all(|c| is_letter(c) || c.is_ascii_digit() || is_mark(c))
    {
        return Err(NameError::Character);
    }
    if part.starts_with(is_mark) || part.ends_with(is_mark) {
        return Err(NameError::Shape);
    }
    Ok(())
}

/// Latin letters as the three client languages write them. Letters of other scripts are left out:
/// the client's fonts lack them, and half of them look like Latin ones.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{c0}'..='\u{17f}') && !matches!(c, '\u{d7}' | '\u{f7}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\'' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(name: &str) -> Result<String, NameError> {
        parse(&name.encode_utf16().collect::<Vec<_>>())
    }

    #[test]
    fn accepts_what_players_are_called() {
        for name in [
            "Aurin Tester",
            "Jo Li",
            "Ünal Groß",
            "Bot T0017",
            "O'Hara-Li Cœur",
        ] {
            assert_eq!(check(name).as_deref(), Ok(name));
        }
        // The longest whole name: one letter and 29.
        assert!(check(&format!("A {}", "b".repeat(29))).is_ok());
    }

    #[test]
    fn refuses_each_fault_by_its_name() {
        let cases = [
            ("Ab C", NameError::Length),
            ("", NameError::Length),
            (&format!("Ab {}", "c".repeat(29)), NameError::Length),
            ("Aurintester", NameError::Spaces),
            ("Au rin Tester", NameError::Spaces),
            ("Aurin  Tester", NameError::Spaces),
            (" Aurin", NameError::Part),
            ("Aurin ", NameError::Part),
            (&"b".repeat(30), NameError::Spaces),
            (&format!("{} ", "b".repeat(30)), NameError::Part),
            ("Aurin\u{a0}Tester", NameError::Spaces),
            ("Aurin Tes\tter", NameError::Character),
            ("Aurin Tes\u{200b}ter", NameError::Character),
            ("Aurin Tes\u{202e}ter", NameError::Character),
            ("\u{0410}urin Tester", NameError::Character),
            ("Aurin T€ster", NameError::Character),
            ("Aurin Te×ter", NameError::Character),
            ("4urin Tester", NameError::Shape),
            ("Aurin 'ester", NameError::Shape),
            ("Aurin Teste-", NameError::Shape),
        ];
        for (name, error) in cases {
            assert_eq!(check(name), Err(error), "{name:?}");
        }
        // A lone surrogate is no text at all.
        let mut units: Vec<u16> = "Aurin Tester".encode_utf16().collect();
        units[2] = 0xd800;
        assert_eq!(parse(&units), Err(NameError::Character));
    }

    proptest! {
        #[test]
        fn never_panics_and_keeps_its_word(units in prop::collection::vec(any::<u16>(), 0..40)) {
            if let Ok(name) = parse(&units) {
                prop_assert_eq!(name.encode_utf16().collect::<Vec<_>>(), units);
                prop_assert_eq!(name.matches(' ').count(), 1);
                prop_assert!(!name.chars().any(char::is_control));
            }
        }

        #[test]
        fn two_plain_words_are_always_a_name(first in "[A-Z][a-z]{1,13}", last in "[a-zé]{2,14}") {
            let name = format!("{first} {last}");
            prop_assert_eq!(check(&name), Ok(name.clone()));
        }
    }
}
