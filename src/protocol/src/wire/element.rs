//! What can be a field or an element of a list: numbers, vectors, texts, enums and structures.

use bezgelor_core::Vec3;

use super::float::{pack_f16, unpack_f16};
use super::layout::{Shape, UnionLayout};
use super::reader::BitReader;
use super::small::Guid;
use super::text::WString;
use super::writer::BitWriter;

/// A value with a place on the wire.
///
/// `bits` is the width written at the field; structures have their own and ignore it. Reading
/// never stops: after a fault the reader yields zeros and [`BitReader::check`] tells.
pub trait Wire: Sized + Default {
    /// Its description.
    const SHAPE: Shape;
    /// Fewest bits a value takes, 0 when that is the field's width.
    const BITS_MIN: u32;
    /// Appends the value.
    fn write(&self, w: &mut BitWriter<'_>, bits: u32);
    /// Takes a value.
    fn read(r: &mut BitReader<'_>, bits: u32) -> Self;
    /// Takes a value into one that is kept, so that its memory is used again where the type
    /// knows how.
    #[inline]
    fn read_into(&mut self, r: &mut BitReader<'_>, bits: u32) {
        *self = Self::read(r, bits);
    }
}

/// One of several structures, chosen by a selector that stands somewhere before it.
pub trait Union: Sized + Default {
    /// Its description.
    const LAYOUT: &'static UnionLayout;
    /// Fewest bits of any case.
    const BITS_MIN: u32;
    /// The selector of this case.
    fn case(&self) -> u32;
    /// Appends the fields of the case, without the selector.
    fn write(&self, w: &mut BitWriter<'_>);
    /// Takes the fields of the case; a selector without one is a fault.
    fn read(r: &mut BitReader<'_>, case: u32) -> Self;
}

/// Fewest bits of a `T` whose field has the width `bits`.
#[must_use]
pub const fn bits_min<T: Wire>(bits: u32) -> u32 {
    if T::BITS_MIN == 0 { bits } else { T::BITS_MIN }
}

/// The smallest of several numbers of bits, for the cases of a union.
#[must_use]
pub const fn bits_min_of(cases: &[u32]) -> u32 {
    let mut least = u32::MAX;
    let mut i = 0;
    while i < cases.len() {
        if cases[i] < least {
            least = cases[i];
        }
        i += 1;
    }
    least
}

macro_rules! numbers {
    ($($int:ty, $shape:ident, $put:ident($wide:ty), $take:ident;)*) => {$(
        impl Wire for $int {
            const SHAPE: Shape = Shape::$shape;
            const BITS_MIN: u32 = 0;

            #[inline]
            fn write(&self, w: &mut BitWriter<'_>, bits: u32) {
                w.$put(<$wide>::from(*self), bits);
            }

            #[inline]
            fn read(r: &mut BitReader<'_>, bits: u32) -> Self {
                r.$take(bits) as Self
            }
        }
    )*};
}

numbers! {
    u8, Uint, put(u64), take;
    u16, Uint, put(u64), take;
    u32, Uint, put(u64), take;
    u64, Uint, put(u64), take;
    i8, Int, put_signed(i64), take_signed;
    i16, Int, put_signed(i64), take_signed;
    i32, Int, put_signed(i64), take_signed;
    i64, Int, put_signed(i64), take_signed;
}

impl Wire for bool {
    const SHAPE: Shape = Shape::Bool;
    const BITS_MIN: u32 = 1;

    #[inline]
    fn write(&self, w: &mut BitWriter<'_>, _: u32) {
        w.put_bool(*self);
    }

    #[inline]
    fn read(r: &mut BitReader<'_>, _: u32) -> Self {
        r.take_bool()
    }
}

/// 16 bits are the packed form.
impl Wire for f32 {
    const SHAPE: Shape = Shape::F32;
    const BITS_MIN: u32 = 0;

    #[inline]
    fn write(&self, w: &mut BitWriter<'_>, bits: u32) {
        if bits == 16 {
            w.put(u64::from(pack_f16(*self)), 16);
        } else {
            w.put(u64::from(self.to_bits()), 32);
        }
    }

    #[inline]
    fn read(r: &mut BitReader<'_>, bits: u32) -> Self {
        if bits == 16 {
            unpack_f16(r.take(16) as u16)
        } else {
            Self::from_bits(r.take(32) as u32)
        }
    }
}

impl Wire for f64 {
    const SHAPE: Shape = Shape::F64;
    const BITS_MIN: u32 = 64;

    #[inline]
    fn write(&self, w: &mut BitWriter<'_>, _: u32) {
        w.put(self.to_bits(), 64);
    }

    #[inline]
    fn read(r: &mut BitReader<'_>, _: u32) -> Self {
        Self::from_bits(r.take(64))
    }
}

/// 16 bits per coordinate are the packed form.
impl Wire for Vec3 {
    const SHAPE: Shape = Shape::Vec3;
    const BITS_MIN: u32 = 48;

    #[inline]
    fn write(&self, w: &mut BitWriter<'_>, bits: u32) {
        self.x.write(w, bits);
        self.y.write(w, bits);
        self.z.write(w, bits);
    }

    #[inline]
    fn read(r: &mut BitReader<'_>, bits: u32) -> Self {
        Self {
            x: f32::read(r, bits),
            y: f32::read(r, bits),
            z: f32::read(r, bits),
        }
    }
}

impl Wire for WString {
    const SHAPE: Shape = Shape::Text;
    const BITS_MIN: u32 = 8;

    fn write(&self, w: &mut BitWriter<'_>, bits: u32) {
        Self::write(self, w, bits);
    }

    fn read(r: &mut BitReader<'_>, bits: u32) -> Self {
        Self::read(r, bits)
    }

    fn read_into(&mut self, r: &mut BitReader<'_>, bits: u32) {
        Self::read_into(self, r, bits);
    }
}

impl Wire for Guid {
    const SHAPE: Shape = Shape::Guid;
    const BITS_MIN: u32 = 128;

    fn write(&self, w: &mut BitWriter<'_>, _: u32) {
        w.put_bytes(&self.0);
    }

    fn read(r: &mut BitReader<'_>, _: u32) -> Self {
        let mut bytes = [0; 16];
        r.fill(&mut bytes);
        Self(bytes)
    }
}
