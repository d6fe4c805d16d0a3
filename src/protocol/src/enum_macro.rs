//! Enumerations as the wire has them: a number with names, and any other number is legal too.

/// Declares open enumerations: a newtype over `u32` with one associated constant per member.
macro_rules! wire_enum {
    ($($(#[doc = $doc:literal])* $name:ident { $($member:ident = $value:literal,)* })*) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            $(pub const $member: Self = Self($value);)*
        }

        $crate::enum_macro::wire_enum!(@common $name, false, [$($doc)*] $($member = $value,)*);
    )*};
    (@common $name:ident, $flags:literal, [$($doc:literal)*]
        $($member:ident = $value:literal,)*) => {
        impl $crate::enums::WireEnum for $name {
            const LAYOUT: &'static $crate::wire::EnumLayout = &$crate::wire::EnumLayout {
                name: stringify!($name),
                doc: concat!($($doc, "\n"),*),
                flags: $flags,
                members: &[$((stringify!($member), $value)),*],
            };

            fn from_raw(raw: u32) -> Self {
                Self(raw)
            }

            fn raw(self) -> u32 {
                self.0
            }
        }

        impl $crate::wire::Wire for $name {
            const SHAPE: $crate::wire::Shape =
                $crate::wire::Shape::Enum(<Self as $crate::enums::WireEnum>::LAYOUT);
            const BITS_MIN: u32 = 0;

            #[inline]
            fn write(&self, w: &mut $crate::wire::BitWriter<'_>, bits: u32) {
                w.put(u64::from(self.0), bits);
            }

            #[inline]
            fn read(r: &mut $crate::wire::BitReader<'_>, bits: u32) -> Self {
                Self(r.take(bits) as u32)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::enums::debug(f, <Self as $crate::enums::WireEnum>::LAYOUT, self.0)
            }
        }
    };
}

/// Declares sets of flags: like [`wire_enum`], with the operators that combine members.
macro_rules! wire_flags {
    ($($(#[doc = $doc:literal])* $name:ident { $($member:ident = $value:literal,)* })*) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            $(pub const $member: Self = Self($value);)*

            /// True when every bit of `other` is set.
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }

            /// True when no bit is set.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }
        }

        impl ::std::ops::BitOr for $name {
            type Output = Self;

            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }

        impl ::std::ops::BitOrAssign for $name {
            fn bitor_assign(&mut self, other: Self) {
                self.0 |= other.0;
            }
        }

        impl ::std::ops::BitAnd for $name {
            type Output = Self;

            fn bitand(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }
        }

        impl ::std::ops::Not for $name {
            type Output = Self;

            fn not(self) -> Self {
                Self(!self.0)
            }
        }

        $crate::enum_macro::wire_enum!(@common $name, true, [$($doc)*] $($member = $value,)*);
    )*};
}

pub(crate) use {wire_enum, wire_flags};
