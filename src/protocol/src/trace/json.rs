//! The trees of the inspector as JSON, in the form of the reference's vectors.
//!
//! Floats are bit patterns, so that nothing is lost or rounded: `{"f32":"0x3f800000"}`. What the
//! writer computes (counts, constants) is left out; selectors are not.

use std::fmt::Write as _;

use super::{Item, Node, Value};

/// The value tree of a message by field names.
#[must_use]
pub fn object(items: &[Item]) -> String {
    let mut out = String::new();
    put_object(items, None, &mut out);
    out
}

/// The same data flat, in wire order, without selectors.
#[must_use]
pub fn leaves(items: &[Item]) -> String {
    let mut out = String::from("[");
    for leaf in super::leaves(items) {
        separate(&mut out);
        put_leaf(leaf, &mut out);
    }
    out.push(']');
    out
}

/// One leaf.
#[must_use]
pub fn leaf(value: &Value) -> String {
    let mut out = String::new();
    put_leaf(value, &mut out);
    out
}

/// A JSON string.
pub fn put_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c < ' ' => put(out, format_args!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Writing to a string cannot fail.
fn put(out: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(what);
}

fn separate(out: &mut String) {
    if !out.ends_with(['[', '{']) {
        out.push(',');
    }
}

fn put_object(items: &[Item], case: Option<&str>, out: &mut String) {
    out.push('{');
    if let Some(case) = case {
        out.push_str("\"$case\":");
        put_string(case, out);
    }
    put_members(items, out);
    out.push('}');
}

fn put_members(items: &[Item], out: &mut String) {
    for item in items {
        match &item.node {
            Node::Count(_) | Node::Zeros => {}
            Node::Inline(inner) => put_members(inner, out),
            node => {
                separate(out);
                put_string(item.name, out);
                out.push(':');
                put_node(node, out);
            }
        }
    }
}

fn put_node(node: &Node, out: &mut String) {
    match node {
        Node::Value(value) => put_leaf(value, out),
        Node::Selector(value, _) | Node::Count(value) => put(out, format_args!("{value}")),
        Node::Struct(case, items) => put_object(items, *case, out),
        Node::Inline(items) => put_object(items, None, out),
        Node::List(items) => {
            out.push('[');
            for item in items {
                separate(out);
                put_node(&item.node, out);
            }
            out.push(']');
        }
        Node::Zeros => out.push_str("null"),
    }
}

fn put_leaf(value: &Value, out: &mut String) {
    match value {
        Value::Uint(n) | Value::Enum(n, _) => put(out, format_args!("{n}")),
        Value::Int(n) => put(out, format_args!("{n}")),
        Value::Bool(b) => put(out, format_args!("{b}")),
        Value::F32(bits) => put(out, format_args!("{{\"f32\":\"{bits:#010x}\"}}")),
        Value::F64(bits) => put(out, format_args!("{{\"f64\":\"{bits:#018x}\"}}")),
        Value::F16(bits) => put(out, format_args!("{{\"f16\":\"{bits:#06x}\"}}")),
        Value::Text(text) => match text.to_string_strict() {
            Some(text) => put_string(&text, out),
            None => put_numbers("utf16", text.units().iter(), out),
        },
        Value::Bytes(bytes) => {
            out.push_str("{\"hex\":\"");
            for byte in bytes {
                put(out, format_args!("{byte:02x}"));
            }
            out.push_str("\"}");
        }
        Value::Guid(guid) => put(out, format_args!("{{\"guid\":\"{guid}\"}}")),
        Value::Set(members) => put_numbers("set", members.iter(), out),
    }
}

fn put_numbers<T: std::fmt::Display>(
    key: &str,
    numbers: impl Iterator<Item = T>,
    out: &mut String,
) {
    put(out, format_args!("{{\"{key}\":["));
    for number in numbers {
        separate(out);
        put(out, format_args!("{number}"));
    }
    out.push_str("]}");
}
