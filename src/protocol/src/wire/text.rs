//! Text as the client sends it: UTF-16 units, length first.
//!
//! The units are kept as they came, so what cannot be shown survives being read and written.

use std::fmt::{self, Write as _};

use super::error::Fault;
use super::reader::BitReader;
use super::writer::BitWriter;

/// Most units a string can announce (15 bits).
pub const WSTRING_UNITS_MAX: usize = 0x7FFF;
/// Longest string whose length is written with 7 bits.
const SHORT_UNITS_MAX: usize = 0x7F;
/// Most units of the fixed form: its 16-bit length counts the terminator too.
const FIXED_UNITS_MAX: usize = 0xFFFE;

/// A string in UTF-16 units, valid or not. `Default` is empty.
///
/// The client writes up to the first U+0000, so text made here ends before one.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WString(Vec<u16>);

impl WString {
    /// Takes the units as they are.
    #[must_use]
    pub const fn from_units(units: Vec<u16>) -> Self {
        Self(units)
    }

    /// The UTF-16 units.
    #[must_use]
    pub fn units(&self) -> &[u16] {
        &self.0
    }

    /// Length in UTF-16 units.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// True without any unit.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text; unpaired surrogates become U+FFFD.
    #[must_use]
    pub fn to_string_lossy(&self) -> String {
        String::from_utf16_lossy(&self.0)
    }

    /// The text, or `None` when a surrogate has no partner.
    #[must_use]
    pub fn to_string_strict(&self) -> Option<String> {
        String::from_utf16(&self.0).ok()
    }

    /// Writes flag, length and units of `unit_bits` (16, or 8 for the client's narrow strings).
    /// What is longer than [`WSTRING_UNITS_MAX`] is cut there.
    pub fn write(&self, w: &mut BitWriter<'_>, unit_bits: u32) {
        let units = &self.0[..self.0.len().min(WSTRING_UNITS_MAX)];
        let long = units.len() > SHORT_UNITS_MAX;
        w.put_bool(long);
        w.put(units.len() as u64, if long { 15 } else { 7 });
        put_units(w, units, unit_bits);
    }

    /// Reads what [`WString::write`] writes; accepts the long form for short strings too.
    pub fn read(r: &mut BitReader<'_>, unit_bits: u32) -> Self {
        let mut text = Self::default();
        text.read_into(r, unit_bits);
        text
    }

    /// Like [`WString::read`], into memory this string already has.
    pub fn read_into(&mut self, r: &mut BitReader<'_>, unit_bits: u32) {
        let length_bits = if r.take_bool() { 15 } else { 7 };
        let count = r.take_count(length_bits, unit_bits);
        take_units(r, count, unit_bits, &mut self.0);
    }

    /// Writes the form with a 16-bit length and a terminating NUL, both counted.
    pub fn write_fixed(&self, w: &mut BitWriter<'_>) {
        let units = &self.0[..self.0.len().min(FIXED_UNITS_MAX)];
        w.put(units.len() as u64 + 1, 16);
        put_units(w, units, 16);
        w.put(0, 16);
    }

    /// Reads what [`WString::write_fixed`] writes. The last unit counts as the terminator whatever
    /// it is; a length of 0 has none and is a fault.
    pub fn read_fixed(r: &mut BitReader<'_>) -> Self {
        let count = r.take_count(16, 16);
        if count == 0 {
            r.fail(Fault::LengthTooSmall(0));
            return Self::default();
        }
        let mut units = Vec::new();
        take_units(r, count, 16, &mut units);
        units.pop();
        Self(units)
    }
}

fn put_units(w: &mut BitWriter<'_>, units: &[u16], unit_bits: u32) {
    if unit_bits == 16 {
        let (fours, rest) = units.as_chunks::<4>();
        for &[a, b, c, d] in fours {
            let low = u64::from(a) | u64::from(b) << 16;
            w.put(low | u64::from(c) << 32 | u64::from(d) << 48, 64);
        }
        for &unit in rest {
            w.put(u64::from(unit), 16);
        }
        return;
    }
    for &unit in units {
        // A narrow string holds what has a narrow form; anything else shows as a question mark.
        let unit = if unit > 0xFF { u16::from(b'?') } else { unit };
        w.put(u64::from(unit), unit_bits);
    }
}

/// Replaces `units` by the next `count`, which were checked to be there.
fn take_units(r: &mut BitReader<'_>, count: usize, unit_bits: u32, units: &mut Vec<u16>) {
    units.clear();
    units.reserve_exact(count);
    let mut left = count;
    while unit_bits == 16 && left >= 4 {
        let four = r.take(64);
        units.extend([0, 16, 32, 48].map(|shift| (four >> shift) as u16));
        left -= 4;
    }
    units.extend((0..left).map(|_| r.take(unit_bits) as u16));
}

impl From<&str> for WString {
    fn from(text: &str) -> Self {
        Self(text.encode_utf16().take_while(|&unit| unit != 0).collect())
    }
}

impl From<String> for WString {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&String> for WString {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl PartialEq<str> for WString {
    fn eq(&self, other: &str) -> bool {
        other.encode_utf16().eq(self.0.iter().copied())
    }
}

impl PartialEq<&str> for WString {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl fmt::Display for WString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in char::decode_utf16(self.0.iter().copied()) {
            f.write_char(c.unwrap_or(char::REPLACEMENT_CHARACTER))?;
        }
        Ok(())
    }
}

impl fmt::Debug for WString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string_lossy(), f)
    }
}
