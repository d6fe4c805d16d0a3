//! `packet schema`: all layouts as JSON, for programs in other languages.
//!
//! The form is that of the reference's schema: `messages` with opcode, dir, name and fields, and
//! `structs`, `unions` and `enums` by name. A field of type `selector`, `count` or `zeros` is on
//! the wire but no part of the value.

use std::collections::BTreeMap;

use protocol::registry::{self, Entry};
use protocol::wire::{Case, Count, EnumLayout, Field, Shape};
use serde_json::{Map, Value, json};

/// Everything that layouts refer to by name, collected while walking them.
#[derive(Default)]
struct Names {
    structs: BTreeMap<&'static str, Value>,
    unions: BTreeMap<&'static str, Value>,
    enums: BTreeMap<&'static str, Value>,
}

/// The whole document.
pub(crate) fn json() -> String {
    let mut names = Names::default();
    let messages: Vec<Value> = registry::entries()
        .iter()
        .map(|entry| message(entry, &mut names))
        .collect();
    let document = json!({
        "build": crypto::CLIENT_BUILD,
        "messages": messages,
        "structs": names.structs,
        "unions": names.unions,
        "enums": names.enums,
    });
    format!("{document:#}\n")
}

fn message(entry: &Entry, names: &mut Names) -> Value {
    json!({
        "opcode": format!("{:#06X}", entry.opcode).replace('X', "x"),
        "dir": entry.sender.letter().to_string(),
        "name": entry.name,
        "topic": entry.topic,
        "standing": format!("{:?}", entry.standing),
        "doc": entry.layout.doc.trim(),
        "fields": fields(entry.layout.fields, names),
    })
}

fn fields(fields: &'static [Field], names: &mut Names) -> Value {
    fields
        .iter()
        .map(|field| self::field(field, names))
        .collect()
}

fn field(field: &'static Field, names: &mut Names) -> Value {
    let one = shape(field, names);
    let ty = match field.count {
        Count::One => one,
        Count::Prefix(bits) => list(&one, &json!({ "kind": "prefix", "bits": bits })),
        Count::Bounded(bits, max) => {
            list(&one, &json!({ "kind": "prefix", "bits": bits, "max": max }))
        }
        Count::Fixed(n) => list(&one, &json!({ "kind": "fixed", "n": n })),
        Count::SameAs(other) => list(&one, &json!({ "kind": "same_as", "list": other })),
        Count::Earlier => list(&one, &json!({ "kind": "earlier" })),
    };
    let mut object = Map::new();
    object.insert("name".into(), json!(field.name));
    object.insert("type".into(), ty);
    if !field.doc.trim().is_empty() {
        object.insert("doc".into(), json!(field.doc.trim()));
    }
    Value::Object(object)
}

fn list(element: &Value, count: &Value) -> Value {
    json!({ "t": "list", "count": count, "elem": element })
}

fn shape(field: &'static Field, names: &mut Names) -> Value {
    let bits = field.bits;
    match field.shape {
        Shape::Uint => json!({ "t": "uint", "bits": bits }),
        Shape::Int => json!({ "t": "int", "bits": bits }),
        Shape::Bool => json!({ "t": "bool" }),
        Shape::F32 if bits == 16 => json!({ "t": "packed_f16" }),
        Shape::F32 => json!({ "t": "f32" }),
        Shape::F64 => json!({ "t": "f64" }),
        Shape::Vec3 if bits == 16 => json!({ "t": "packed_vec3" }),
        Shape::Vec3 => json!({ "t": "vec3" }),
        Shape::Text if bits == 8 => json!({ "t": "astr" }),
        Shape::Text => json!({ "t": "wstr" }),
        Shape::TextFixed => json!({ "t": "wstr_fixed" }),
        Shape::Guid => json!({ "t": "guid" }),
        Shape::BitSet { msb_first } => {
            json!({ "t": "bitset", "bits": bits, "order": if msb_first { "msb" } else { "lsb" } })
        }
        Shape::Bytes(size) => json!({ "t": "bytes", "size": size }),
        Shape::BytesPrefixed(minus) => json!({ "t": "bytes", "length_bits": bits, "minus": minus }),
        Shape::Enum(layout) => {
            names
                .enums
                .entry(layout.name)
                .or_insert_with(|| members(layout));
            json!({ "t": "enum", "enum": layout.name, "bits": bits })
        }
        Shape::Struct(layout) => {
            if !names.structs.contains_key(layout.name) {
                let inner = fields(layout.fields, names);
                names
                    .structs
                    .insert(layout.name, json!({ "fields": inner }));
            }
            json!({ "t": "struct", "ref": layout.name })
        }
        Shape::Union {
            layout,
            selector,
            inline,
        } => {
            if !names.unions.contains_key(layout.name) {
                let cases = cases(layout.cases, names);
                names.unions.insert(layout.name, json!({ "cases": cases }));
            }
            json!({ "t": "union", "ref": layout.name, "selector": selector, "inline": inline })
        }
        Shape::Selector(of) => json!({ "t": "selector", "bits": bits, "of": of }),
        Shape::CountOf(of) => json!({ "t": "count", "bits": bits, "of": of }),
        Shape::Zeros => json!({ "t": "zeros", "bits": bits }),
    }
}

fn cases(cases: &'static [Case], names: &mut Names) -> Value {
    let mut object = Map::new();
    for case in cases {
        let inner = fields(case.fields, names);
        object.insert(
            case.value.to_string(),
            json!({ "name": case.name, "fields": inner }),
        );
    }
    Value::Object(object)
}

fn members(layout: &EnumLayout) -> Value {
    let members: Map<String, Value> = layout
        .members
        .iter()
        .map(|&(name, value)| (name.into(), json!(value)))
        .collect();
    json!({ "flags": layout.flags, "members": members })
}
