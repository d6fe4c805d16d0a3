//! Numbers with names.
//!
//! An enum of the protocol is open: whatever number came stays, named or not. Each is a newtype
//! over `u32` with its members as constants (`ChatChannelType::Say`), so a match on it always
//! has a last arm for the rest. Flags have the operators of sets.

use std::fmt;

use crate::wire::{EnumLayout, Wire};

mod account;
mod achievement;
mod auction;
mod cast_result;
mod character;
mod chat;
mod combat;
mod costume;
mod crafting;
mod entity;
mod friend;
mod generic_error;
mod group;
mod guild;
mod housing;
mod interface;
mod item;
mod login;
mod loot;
mod mail;
mod map;
mod matching;
mod movement;
mod option;
mod path;
mod pet;
mod prerequisite;
mod property;
mod public_event;
mod quest;
mod realm;
mod reputation;
mod reward;
mod spell;
mod store;
mod story;
mod support;
mod telegraph;
mod world;

pub use account::*;
pub use achievement::*;
pub use auction::*;
pub use cast_result::*;
pub use character::*;
pub use chat::*;
pub use combat::*;
pub use costume::*;
pub use crafting::*;
pub use entity::*;
pub use friend::*;
pub use generic_error::*;
pub use group::*;
pub use guild::*;
pub use housing::*;
pub use interface::*;
pub use item::*;
pub use login::*;
pub use loot::*;
pub use mail::*;
pub use map::*;
pub use matching::*;
pub use movement::*;
pub use option::*;
pub use path::*;
pub use pet::*;
pub use prerequisite::*;
pub use property::*;
pub use public_event::*;
pub use quest::*;
pub use realm::*;
pub use reputation::*;
pub use reward::*;
pub use spell::*;
pub use store::*;
pub use story::*;
pub use support::*;
pub use telegraph::*;
pub use world::*;

/// An open enumeration.
pub trait WireEnum: Wire + Copy {
    /// Names and values.
    const LAYOUT: &'static EnumLayout;

    /// Any number is a value.
    fn from_raw(raw: u32) -> Self;

    /// The number.
    fn raw(self) -> u32;

    /// The name of the value, if it has one.
    fn name(self) -> Option<&'static str> {
        Self::LAYOUT.name_of(self.raw())
    }
}

/// The name of a value; for flags the names of its bits joined by `|`, the rest in hex.
#[must_use]
pub fn describe(layout: &EnumLayout, raw: u32) -> Option<String> {
    if let Some(name) = layout.name_of(raw) {
        return Some(name.to_owned());
    }
    if !layout.flags || raw == 0 {
        return None;
    }
    let mut rest = raw;
    let mut names = Vec::new();
    for &(name, value) in layout.members {
        if value.is_power_of_two() && raw & value != 0 && rest & value != 0 {
            names.push(name.to_owned());
            rest &= !value;
        }
    }
    if rest != 0 {
        names.push(format!("{rest:#x}"));
    }
    Some(names.join("|"))
}

/// `Name(value)` or `Type(number)`.
pub(crate) fn debug(f: &mut fmt::Formatter<'_>, layout: &EnumLayout, raw: u32) -> fmt::Result {
    match describe(layout, raw) {
        Some(name) => write!(f, "{name}"),
        None => write!(f, "{}({raw})", layout.name),
    }
}
