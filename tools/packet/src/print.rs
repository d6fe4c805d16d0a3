//! Values for people: names of enums, floats as numbers, one field a line with its place.

use std::fmt::Write as _;

use protocol::trace::{Item, Node, Value};
use protocol::wire::float::unpack_f16;

/// Appends the fields of a message, two more spaces for each level.
pub(crate) fn items(items: &[Item], depth: usize, out: &mut String) {
    for item in items {
        let label = if item.name.is_empty() { "-" } else { item.name };
        node(label, item, depth, out);
    }
}

fn node(label: &str, item: &Item, depth: usize, out: &mut String) {
    let (bits, pad) = (item.bits, "  ".repeat(depth));
    let place = format!("{:>6} {bits:>5}  {pad}", item.at_bit);
    // Writing to a string cannot fail.
    let _ = match &item.node {
        Node::Value(value) => writeln!(out, "{place}{label}: {}", text(value)),
        Node::Selector(value, case) => writeln!(out, "{place}{label}: {value} ({case})"),
        Node::Count(count) => writeln!(out, "{place}{label}: count {count}"),
        Node::Zeros => writeln!(out, "{place}(unused)"),
        Node::Struct(case, inner) => {
            let case = case.map(|case| format!(" {case}")).unwrap_or_default();
            let head = writeln!(out, "{place}{label}:{case}");
            items(inner, depth + 1, out);
            head
        }
        Node::Inline(inner) => {
            items(inner, depth, out);
            Ok(())
        }
        Node::List(inner) => {
            let head = writeln!(out, "{place}{label}: {} elements", inner.len());
            for (index, element) in inner.iter().enumerate() {
                node(&format!("[{index}]"), element, depth + 1, out);
            }
            head
        }
    };
}

/// One value.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::Uint(n) => n.to_string(),
        Value::Enum(n, Some(name)) => format!("{name} ({n})"),
        Value::Enum(n, None) => format!("{n} (no name)"),
        Value::Int(n) => n.to_string(),
        Value::Bool(b) => b.to_string(),
        Value::F32(bits) => f32::from_bits(*bits).to_string(),
        Value::F64(bits) => f64::from_bits(*bits).to_string(),
        Value::F16(bits) => unpack_f16(*bits).to_string(),
        Value::Text(text) => format!("{text:?}"),
        Value::Bytes(bytes) => format!("{} bytes {}", bytes.len(), hex(bytes)),
        Value::Guid(guid) => guid.to_string(),
        Value::Set(members) => format!("{members:?}"),
    }
}

/// Lower-case hex without spaces.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
