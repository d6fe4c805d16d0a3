//! `packet list` and `packet describe`: what messages there are and how they are laid out.

use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use protocol::Sender;
use protocol::registry::{self, Entry};
use protocol::wire::{Count, Field, Shape};

use crate::decode::digits;

/// The number in hex digits, `0x` in front or not.
pub(crate) fn parse_opcode(text: &str) -> Option<u16> {
    u16::from_str_radix(digits(text), 16).ok()
}

/// The number of an opcode given as hex or by the name of its message, in any case.
pub(crate) fn opcode(text: &str) -> Result<u16> {
    let mut entries = registry::entries().iter();
    if let Some(entry) = entries.find(|entry| entry.name.eq_ignore_ascii_case(text)) {
        return Ok(entry.opcode);
    }
    parse_opcode(text)
        .with_context(|| format!("`{text}` is neither a message nor an opcode in hex"))
}

/// One line per message.
pub(crate) fn list(filter: Option<&str>) -> String {
    let filter = filter.unwrap_or_default().to_lowercase();
    let mut out = String::new();
    for entry in registry::entries() {
        let &&Entry {
            opcode,
            name,
            topic,
            sender,
            standing,
            ..
        } = entry;
        if name.to_lowercase().contains(&filter) || topic.contains(&filter) {
            let from = sender.letter();
            let standing = format!("{standing:?}").to_lowercase();
            let _ = writeln!(
                out,
                "{opcode:#06x} {from} {name:<56} {topic:<14} {standing}"
            );
        }
    }
    out
}

/// The layout of one message.
pub(crate) fn describe(message: &str) -> Result<String> {
    let opcode = opcode(message)?;
    let entry = registry::find(opcode, Sender::Both)
        .with_context(|| format!("no layout is known for {opcode:#06x}"))?;
    let mut out = format!("{opcode:#06x} {} [{}]\n", entry.name, entry.topic);
    for line in entry.layout.doc.lines() {
        let _ = writeln!(out, "{}", format!("  {}", line.trim()).trim_end());
    }
    out.push('\n');
    fields(entry.layout.fields, 1, &mut out);
    Ok(out)
}

fn fields(fields: &[Field], depth: usize, out: &mut String) {
    let pad = "  ".repeat(depth);
    for field in fields {
        let kind = kind(field);
        let name = if field.name.is_empty() {
            "_"
        } else {
            field.name
        };
        let doc = match field.doc.trim() {
            "" => String::new(),
            doc => format!("   {}", doc.replace('\n', " ")),
        };
        let _ = writeln!(out, "{pad}{name}: {kind}{doc}");
        match field.shape {
            Shape::Struct(layout) => self::fields(layout.fields, depth + 1, out),
            Shape::Union { layout, .. } => {
                for case in layout.cases {
                    let _ = writeln!(out, "{pad}  case {} {}:", case.value, case.name);
                    self::fields(case.fields, depth + 2, out);
                }
            }
            _ => {}
        }
    }
}

/// The type of a field in the words of the reference's own notation.
pub(crate) fn kind(field: &Field) -> String {
    let one = scalar(field);
    match field.count {
        Count::One => one,
        Count::Prefix(bits) => format!("list[u{bits} count] of {one}"),
        Count::Bounded(bits, max) => format!("list[u{bits} count, at most {max}] of {one}"),
        Count::Fixed(count) => format!("list[{count} fixed] of {one}"),
        Count::SameAs(other) => format!("list[{other}.count] of {one}"),
        Count::Earlier => format!("list[count above] of {one}"),
    }
}

fn scalar(field: &Field) -> String {
    let bits = field.bits;
    match field.shape {
        Shape::Uint => format!("u{bits}"),
        Shape::Int => format!("i{bits}"),
        Shape::Bool => "bool".into(),
        Shape::F32 if bits == 16 => "packed_f16".into(),
        Shape::F32 => "f32".into(),
        Shape::F64 => "f64".into(),
        Shape::Vec3 if bits == 16 => "packed_vec3".into(),
        Shape::Vec3 => "vec3".into(),
        Shape::Text if bits == 8 => "astr".into(),
        Shape::Text => "wstr".into(),
        Shape::TextFixed => "wstr_fixed".into(),
        Shape::Guid => "guid".into(),
        Shape::BitSet { msb_first } => {
            format!("bitset[{bits}] {}", if msb_first { "msb" } else { "lsb" })
        }
        Shape::Bytes(count) => format!("bytes[{count}]"),
        Shape::BytesPrefixed(0) => format!("bytes[u{bits} length]"),
        Shape::BytesPrefixed(plus) => format!("bytes[u{bits} length - {plus}]"),
        Shape::Enum(layout) => format!("enum {} u{bits}", layout.name),
        Shape::Struct(layout) => format!("struct {}", layout.name),
        Shape::Union {
            layout, selector, ..
        } => format!("union {} by {selector}", layout.name),
        Shape::Selector(union) => format!("u{bits} selects {union}"),
        Shape::CountOf(list) => format!("u{bits} = count({list})"),
        Shape::Zeros => format!("u{bits} = 0"),
    }
}
