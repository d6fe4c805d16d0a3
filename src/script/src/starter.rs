//! The scripts of the starter realm, built in.

use crate::program::Source;

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../scripts/", $name)))),+]
    };
}

/// Files of `scripts/`: path there, text.
const FILES: &[(&str, &str)] = files!["garden.luau", "greeting.luau", "guide.luau"];

/// Their texts.
#[must_use]
pub fn sources() -> Vec<Source> {
    let source = |&(name, text): &(&str, &str)| Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    FILES.iter().map(source).collect()
}
