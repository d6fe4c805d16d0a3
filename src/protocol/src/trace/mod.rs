//! Reads any body by its description into a tree of named values with their places.
//!
//! This is the inspector's view. It is slower than the derived codec and knows nothing it does not
//! find in the description; that both agree on every vector is what the tests show.

pub mod json;

use crate::message::Message;
use crate::wire::{
    BitReader, BitSet, Count, DecodeError, Fault, Field, Guid, Layout, Shape, WString,
};

/// One thing on the wire.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The field's name; empty for elements and padding.
    pub name: &'static str,
    /// Its first bit, counted from the start of the body.
    pub at_bit: usize,
    /// How many bits it takes, count or length included.
    pub bits: usize,
    /// What it is.
    pub node: Node,
}

/// What an [`Item`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A leaf: a value of the message.
    Value(Value),
    /// The number that chose a union's case, and the name of that case.
    Selector(u64, &'static str),
    /// A count that stands apart from its list.
    Count(u64),
    /// Bits that mean nothing.
    Zeros,
    /// A structure, or the case of a union with the name of the case.
    Struct(Option<&'static str>, Vec<Item>),
    /// The case of a union whose fields belong to the scope around it.
    Inline(Vec<Item>),
    /// A list.
    List(Vec<Item>),
}

/// A leaf.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Number or raw enum value.
    Uint(u64),
    /// Enum value with its name, if it has one; for flags all names joined by `|`.
    Enum(u64, Option<String>),
    /// Two's complement number.
    Int(i64),
    /// One bit.
    Bool(bool),
    /// Bits of a float.
    F32(u32),
    /// Bits of a double.
    F64(u64),
    /// Bits of a packed float.
    F16(u16),
    /// Text.
    Text(WString),
    /// Bytes.
    Bytes(Vec<u8>),
    /// 16 bytes shown as a UUID.
    Guid(Guid),
    /// Members of a set.
    Set(Vec<usize>),
}

/// Reads a body by its layout. Returns the tree and leaves the reader behind the last bit.
///
/// # Errors
/// The same as the derived decoder gives for the same bytes.
pub fn read(layout: &'static Layout, r: &mut BitReader<'_>) -> Result<Vec<Item>, DecodeError> {
    let items = fields(layout.fields, r);
    r.check().map(|()| items)
}

/// The tree of a message one has as a struct.
#[must_use]
pub fn of<M: Message>(message: &M) -> Vec<Item> {
    let Shape::Struct(layout) = M::SHAPE else {
        return Vec::new();
    };
    let mut body = Vec::new();
    let mut w = crate::wire::BitWriter::new(&mut body);
    message.encode(&mut w);
    w.finish();
    read(layout, &mut BitReader::new(&body)).unwrap_or_default()
}

/// All leaves in wire order: what the reference calls `leaves`.
#[must_use]
pub fn leaves(items: &[Item]) -> Vec<&Value> {
    let mut found = Vec::new();
    collect(items, &mut found);
    found
}

fn collect<'a>(items: &'a [Item], found: &mut Vec<&'a Value>) {
    for item in items {
        match &item.node {
            Node::Value(value) => found.push(value),
            Node::Struct(_, inner) | Node::Inline(inner) | Node::List(inner) => {
                collect(inner, found);
            }
            Node::Selector(..) | Node::Count(_) | Node::Zeros => {}
        }
    }
}

fn fields(fields: &'static [Field], r: &mut BitReader<'_>) -> Vec<Item> {
    let mut scope: Vec<Item> = Vec::with_capacity(fields.len());
    for (index, field) in fields.iter().enumerate() {
        if r.failed() {
            break;
        }
        let at_bit = r.position();
        let node = match field.count {
            Count::One => one(field, r, &scope, &fields[index..]),
            Count::Prefix(bits) => {
                let count = r.take(bits) as usize;
                list(field, r, count)
            }
            Count::Bounded(bits, max) => {
                let count = r.take(bits) as usize;
                let count = r.check_max(count, max);
                list(field, r, count)
            }
            Count::Fixed(count) => elements(field, r, count as usize),
            Count::SameAs(other) => list(field, r, list_len(&scope, other)),
            Count::Earlier => list(field, r, count_of(&scope, fields, field.name)),
        };
        scope.push(Item {
            name: field.name,
            at_bit,
            bits: r.position() - at_bit,
            node,
        });
    }
    scope
}

/// Elements whose number came from the wire: refused unless so many can follow.
fn list(field: &'static Field, r: &mut BitReader<'_>, count: usize) -> Node {
    let count = r.check_count(count, least_bits(field));
    elements(field, r, count)
}

fn elements(field: &'static Field, r: &mut BitReader<'_>, count: usize) -> Node {
    let mut items = Vec::new();
    for _ in 0..count {
        if r.failed() {
            break;
        }
        let at_bit = r.position();
        let node = one(field, r, &[], &[]);
        items.push(Item {
            name: "",
            at_bit,
            bits: r.position() - at_bit,
            node,
        });
    }
    Node::List(items)
}

/// Fewest bits of one element.
fn least_bits(field: &Field) -> u32 {
    match field.shape {
        Shape::Struct(layout) => fields_least_bits(layout.fields),
        Shape::Text => 8,
        Shape::TextFixed => 16,
        Shape::Vec3 => field.bits * 3,
        Shape::F64 => 64,
        Shape::Guid => 128,
        Shape::Bool => 1,
        Shape::Bytes(count) => count * 8,
        Shape::Union { layout, .. } => {
            let cases = layout.cases.iter();
            cases
                .map(|case| fields_least_bits(case.fields))
                .min()
                .unwrap_or(0)
        }
        _ => field.bits,
    }
}

fn fields_least_bits(fields: &[Field]) -> u32 {
    let bits = |field: &Field| match field.count {
        Count::One => least_bits(field),
        Count::Prefix(bits) | Count::Bounded(bits, _) => bits,
        Count::Fixed(count) => count * least_bits(field),
        Count::SameAs(_) | Count::Earlier => 0,
    };
    fields.iter().map(bits).sum()
}

fn list_len(scope: &[Item], name: &str) -> usize {
    match scope.iter().find(|item| item.name == name) {
        Some(Item {
            node: Node::List(items),
            ..
        }) => items.len(),
        _ => 0,
    }
}

fn count_of(scope: &[Item], fields: &[Field], list: &str) -> usize {
    let is_count = |field: &Field| matches!(field.shape, Shape::CountOf(name) if name == list);
    let found = fields
        .iter()
        .position(is_count)
        .and_then(|index| scope.get(index));
    match found {
        Some(Item {
            node: Node::Count(count),
            ..
        }) => *count as usize,
        _ => 0,
    }
}

/// One field or element. `scope` is what was read before it, `rest` begins with the field itself.
fn one(
    field: &'static Field,
    r: &mut BitReader<'_>,
    scope: &[Item],
    rest: &'static [Field],
) -> Node {
    let bits = field.bits;
    let value = match field.shape {
        Shape::Struct(layout) => return Node::Struct(None, fields(layout.fields, r)),
        Shape::Union {
            layout,
            selector,
            inline,
        } => {
            let chosen = scope.iter().find_map(|item| match item.node {
                Node::Selector(value, _) if item.name == selector => Some(value as u32),
                _ => None,
            });
            let chosen = chosen.unwrap_or_default();
            let Some(case) = layout.case(chosen) else {
                r.fail(Fault::UnknownCase(chosen));
                return Node::Zeros;
            };
            let items = fields(case.fields, r);
            return if inline {
                Node::Inline(items)
            } else {
                Node::Struct(Some(case.name), items)
            };
        }
        Shape::Selector(target) => {
            let value = r.take(bits);
            return Node::Selector(value, case_name(rest, target, value as u32));
        }
        Shape::CountOf(_) => return Node::Count(r.take(bits)),
        Shape::Zeros => {
            r.skip(bits as usize);
            return Node::Zeros;
        }
        Shape::Vec3 => return vector(bits, r),
        Shape::Uint => Value::Uint(r.take(bits)),
        Shape::Enum(layout) => {
            let raw = r.take(bits);
            Value::Enum(raw, crate::enums::describe(layout, raw as u32))
        }
        Shape::Int => Value::Int(r.take_signed(bits)),
        Shape::Bool => Value::Bool(r.take_bool()),
        Shape::F32 => float(bits, r),
        Shape::F64 => Value::F64(r.take(64)),
        Shape::Text => Value::Text(WString::read(r, bits)),
        Shape::TextFixed => Value::Text(WString::read_fixed(r)),
        Shape::Guid => Value::Guid(<Guid as crate::wire::Wire>::read(r, 0)),
        Shape::BitSet { msb_first } => {
            Value::Set(BitSet::read(r, bits, msb_first).iter().collect())
        }
        Shape::Bytes(count) => Value::Bytes(r.take_bytes(count as usize)),
        Shape::BytesPrefixed(plus) => Value::Bytes(crate::wire::take_bytes_prefixed(r, bits, plus)),
    };
    Node::Value(value)
}

fn case_name(rest: &'static [Field], target: &str, value: u32) -> &'static str {
    let case = rest.iter().find_map(|field| match field.shape {
        Shape::Union { layout, .. } if field.name == target => layout.case(value),
        _ => None,
    });
    case.map_or("?", |case| case.name)
}

fn float(bits: u32, r: &mut BitReader<'_>) -> Value {
    if bits == 16 {
        Value::F16(r.take(16) as u16)
    } else {
        Value::F32(r.take(32) as u32)
    }
}

/// Three leaves with the names of the axes.
fn vector(bits: u32, r: &mut BitReader<'_>) -> Node {
    let axis = |name| {
        let at_bit = r.position();
        let node = Node::Value(float(bits, r));
        Item {
            name,
            at_bit,
            bits: bits as usize,
            node,
        }
    };
    Node::Struct(None, ["x", "y", "z"].map(axis).into())
}
