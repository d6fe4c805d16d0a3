//! The static description of every layout: what the inspector, the documents, the dissector and the
//! schema are made from. It is written by the same derive that writes the codec, from the same
//! line, so the two cannot disagree.

/// A structure: a message body, a shared structure or one nested in a message.
#[derive(Debug)]
pub struct Layout {
    /// The Rust name.
    pub name: &'static str,
    /// The doc comment.
    pub doc: &'static str,
    /// In wire order.
    pub fields: &'static [Field],
}

/// One field, or one thing on the wire that is not a field of the value (selector, count, zeros).
#[derive(Debug)]
pub struct Field {
    /// The name without the underscore that keeps Rust keywords apart.
    pub name: &'static str,
    /// The doc comment.
    pub doc: &'static str,
    /// What it is, or what each element of the list is.
    pub shape: Shape,
    /// Bits of one scalar; of one float for vectors; of one unit for texts; of the length for
    /// bytes; 0 where the shape says all.
    pub bits: u32,
    /// Whether it is a list, and who says how long.
    pub count: Count,
}

/// How many of it there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Exactly one; not a list.
    One,
    /// A list behind a count of so many bits.
    Prefix(u32),
    /// The same, and more elements than the second number are refused.
    Bounded(u32, u32),
    /// A list of always so many.
    Fixed(u32),
    /// A list exactly as long as the earlier list of that name in the same scope.
    SameAs(&'static str),
    /// A list whose count stands earlier in the same scope, in the [`Shape::CountOf`] of its name.
    Earlier,
}

/// What stands on the wire.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Unsigned number.
    Uint,
    /// Two's complement number.
    Int,
    /// One bit.
    Bool,
    /// IEEE float; the packed form when `bits` is 16.
    F32,
    /// IEEE double.
    F64,
    /// Three floats; packed ones when `bits` is 16.
    Vec3,
    /// Text behind flag and length; narrow when `bits` is 8.
    Text,
    /// Text behind a 16-bit length that counts its NUL.
    TextFixed,
    /// 16 bytes shown as a UUID.
    Guid,
    /// A set of `bits` bits.
    BitSet {
        /// Whether the lowest index is the top bit of its byte.
        msb_first: bool,
    },
    /// Always so many bytes.
    Bytes(u32),
    /// Bytes behind a length of `bits` bits that counts them and so many more.
    BytesPrefixed(u32),
    /// A number with names.
    Enum(&'static EnumLayout),
    /// A structure.
    Struct(&'static Layout),
    /// One of several structures.
    Union {
        /// The cases.
        layout: &'static UnionLayout,
        /// The [`Shape::Selector`] earlier in the same scope.
        selector: &'static str,
        /// Whether the fields of the case belong to the scope of the union itself.
        inline: bool,
    },
    /// The number of the case of the union of that name, in `bits` bits.
    Selector(&'static str),
    /// The count of the later list of that name, in `bits` bits.
    CountOf(&'static str),
    /// `bits` zero bits that mean nothing.
    Zeros,
}

/// A number with names; values without a name are legal.
#[derive(Debug)]
pub struct EnumLayout {
    /// The Rust name.
    pub name: &'static str,
    /// The doc comment.
    pub doc: &'static str,
    /// Whether the members are bits that may be combined.
    pub flags: bool,
    /// Names and values, in rising order.
    pub members: &'static [(&'static str, u32)],
}

impl EnumLayout {
    /// The name of a value, if it has one.
    #[must_use]
    pub fn name_of(&self, value: u32) -> Option<&'static str> {
        let member = self.members.iter().find(|member| member.1 == value)?;
        Some(member.0)
    }
}

/// One of several structures, chosen by a number.
#[derive(Debug)]
pub struct UnionLayout {
    /// The Rust name.
    pub name: &'static str,
    /// The doc comment.
    pub doc: &'static str,
    /// In rising order of their selector.
    pub cases: &'static [Case],
}

impl UnionLayout {
    /// The case a selector chooses.
    #[must_use]
    pub fn case(&self, selector: u32) -> Option<&'static Case> {
        self.cases.iter().find(|case| case.value == selector)
    }
}

/// One case of a union.
#[derive(Debug)]
pub struct Case {
    /// The selector that chooses it.
    pub value: u32,
    /// The name of the variant.
    pub name: &'static str,
    /// The doc comment.
    pub doc: &'static str,
    /// In wire order.
    pub fields: &'static [Field],
}
