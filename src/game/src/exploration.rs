//! The maps a player explores: hexes over the world, and the bits by which a client is told which
//! of them it has seen.
//!
//! The hexes are those of the client's map: columns 48 units apart, rows 32·√3, counted from the
//! north-west corner of the world (`features.md` section 4: a lattice of 27.712812 by 32).

use bezgelor_core::Vec3;
use bezgelor_core::limits::ZONE_MAP_BYTES_MAX;

use crate::movement::WORLD_HALF;

/// World units between two columns.
pub const COLUMN_SIZE: f32 = 48.0;
/// World units between two rows, 32·√3.
pub const ROW_SIZE: f32 = 55.425_625;
/// World units a player goes before it is looked at again what it sees (`features.md` section 4).
pub const EXPLORE_WAY: f32 = 10.0;
/// Hexes around its own a player sees, each way (`features.md` section 4).
pub const SIGHT: u16 = 1;

/// A hex of the world.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hex {
    /// Row, from the north.
    pub y: u16,
    /// Column, from the west.
    pub x: u16,
}

impl Hex {
    /// The hex a point lies in; points outside the world count to its border.
    #[must_use]
    pub fn at(point: Vec3) -> Self {
        // A third of a column and half a row lie beyond the corner.
        let column = (point.x + WORLD_HALF) / COLUMN_SIZE + 1.0 / 3.0;
        let row = (point.z + WORLD_HALF) / ROW_SIZE + 0.5;
        // The casts saturate; of no number they make 0.
        Self {
            y: row as u16,
            x: column as u16,
        }
    }

    /// The hexes a player sees from this one: first and last row, first and last column.
    #[must_use]
    pub fn around(self) -> (Self, Self) {
        let first = Self {
            y: self.y.saturating_sub(SIGHT),
            x: self.x.saturating_sub(SIGHT),
        };
        let last = Self {
            y: self.y.saturating_add(SIGHT),
            x: self.x.saturating_add(SIGHT),
        };
        (first, last)
    }
}

/// The part of the world one map shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MapFrame {
    first: Hex,
    columns: u32,
    rows: u32,
}

impl MapFrame {
    /// From the first to the last hex, both counted; `None` for one that is turned inside out or
    /// larger than a message holds.
    #[must_use]
    pub fn new(first: Hex, last: Hex) -> Option<Self> {
        let columns = u32::from(last.x.checked_sub(first.x)?) + 1;
        let rows = u32::from(last.y.checked_sub(first.y)?) + 1;
        let frame = Self {
            first,
            columns,
            rows,
        };
        (frame.bytes() <= ZONE_MAP_BYTES_MAX).then_some(frame)
    }

    /// Bytes of its bits: 0x01B4 counts in bytes.
    #[must_use]
    pub fn bytes(self) -> usize {
        (self.columns as usize * self.rows as usize).div_ceil(8)
    }

    /// Marks a hex in the bits of 0x01B4: row by row, the lowest bit of a byte first. A hex outside
    /// the frame marks nothing.
    pub fn mark(self, bits: &mut [u8], hex: Hex) {
        let (Some(row), Some(column)) = (
            hex.y.checked_sub(self.first.y).map(u32::from),
            hex.x.checked_sub(self.first.x).map(u32::from),
        ) else {
            return;
        };
        if column >= self.columns || row >= self.rows {
            return;
        }
        let bit = row as usize * self.columns as usize + column as usize;
        if let Some(byte) = bits.get_mut(bit / 8) {
            *byte |= 1 << (bit % 8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The reference says it on a lattice of 27.712812 by 32, in four steps.
    fn by_the_reference(point: Vec3) -> (u16, u16) {
        let a = (32_768.0 + f64::from(point.z)) / 27.712_812 + 1.0;
        let b = (32_768.0 + f64::from(point.x)) / 32.0 + 0.5;
        let third = (b - 1.5 * a) / 3.0 + 0.000_01;
        ((2.0 * third + a) as u16, (a / 2.0) as u16)
    }

    #[test]
    fn the_origin_and_a_start_lie_where_the_client_shows_them() {
        assert_eq!(Hex::at(Vec3::default()), Hex { x: 683, y: 591 });
        let start = Vec3::new(4110.7, -658.6, -5299.5);
        assert_eq!(Hex::at(start), Hex { x: 768, y: 496 });
        assert_eq!(Hex::at(Vec3::new(f32::NAN, 0.0, -1e9)), Hex::default());
    }

    #[test]
    fn bits_go_row_by_row_from_the_lowest() {
        let hex = |x, y| Hex { y, x };
        let frame = MapFrame::new(hex(10, 20), hex(14, 22)).expect("a frame");
        assert_eq!(frame.bytes(), 2);
        let mut bits = [0; 2];
        for (x, y) in [(10, 20), (14, 20), (10, 21), (14, 22)] {
            frame.mark(&mut bits, hex(x, y));
        }
        assert_eq!(bits, [0b0011_0001, 0b0100_0000]);
        for outside in [hex(9, 21), hex(15, 21), hex(10, 19), hex(10, 23)] {
            frame.mark(&mut bits, outside);
        }
        assert_eq!(bits, [0b0011_0001, 0b0100_0000]);
        assert_eq!(MapFrame::new(hex(10, 20), hex(9, 22)), None);
        assert_eq!(MapFrame::new(hex(0, 0), hex(1365, 1182)), None, "a world");
    }

    proptest! {
        #[test]
        fn hexes_are_those_of_the_reference(
            x in -32_000.0_f32..32_000.0,
            z in -32_000.0_f32..32_000.0,
        ) {
            let point = Vec3::new(x, 0.0, z);
            let (column, row) = by_the_reference(point);
            let hex = Hex::at(point);
            // On the very border either side is right: single precision decides.
            let near = |a: u16, b: u16| a.abs_diff(b) <= 1;
            prop_assert!(near(hex.x, column) && near(hex.y, row), "{hex:?} {column} {row}");
            let inside = |v: f32, size: f32| (v / size).fract() > 0.01 && (v / size).fract() < 0.99;
            if inside(x + WORLD_HALF + COLUMN_SIZE / 3.0, COLUMN_SIZE) {
                prop_assert_eq!(hex.x, column);
            }
            if inside(z + WORLD_HALF + ROW_SIZE / 2.0, ROW_SIZE) {
                prop_assert_eq!(hex.y, row);
            }
        }
    }
}
