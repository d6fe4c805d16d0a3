//! `packet dissector`: a Wireshark dissector in Lua. The tables are written here from the
//! descriptions; the engine that reads them is `dissector.lua`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use protocol::Sender;
use protocol::registry;
use protocol::wire::{Count, EnumLayout, Field, Layout, Shape, UnionLayout};

/// The engine, with a line that says where the tables go.
const ENGINE: &str = include_str!("dissector.lua");
const PLACE_OF_TABLES: &str = "-- TABLES\n";

/// The whole Lua file.
pub(crate) fn lua() -> String {
    let mut tables = Tables::default();
    let mut messages = String::new();
    for entry in registry::entries() {
        tables.structure(entry.layout);
        let line = |side: &str| format!("{side}[{:#06x}] = \"{}\"\n", entry.opcode, entry.name);
        if entry.sender.includes(Sender::Client) {
            messages += &line("from_client");
        }
        if entry.sender.includes(Sender::Server) {
            messages += &line("from_server");
        }
    }
    ENGINE.replace(PLACE_OF_TABLES, &(tables.text + &messages))
}

/// The Lua tables of everything reachable, each written once.
#[derive(Default)]
struct Tables {
    text: String,
    written: BTreeSet<&'static str>,
}

impl Tables {
    fn structure(&mut self, layout: &'static Layout) {
        if self.written.insert(layout.name) {
            let fields = self.fields(layout.fields);
            // Writing to a string cannot fail.
            let _ = writeln!(self.text, "structs.{} = {fields}", layout.name);
        }
    }

    fn union(&mut self, layout: &'static UnionLayout) {
        if self.written.insert(layout.name) {
            let mut cases = String::new();
            for case in layout.cases {
                let fields = self.fields(case.fields);
                let _ = write!(
                    cases,
                    "[{}] = {{\"{}\", {fields}}}, ",
                    case.value, case.name
                );
            }
            let _ = writeln!(self.text, "unions.{} = {{{cases}}}", layout.name);
        }
    }

    fn enumeration(&mut self, layout: &'static EnumLayout) {
        if self.written.insert(layout.name) {
            let mut members = String::new();
            let mut values = BTreeSet::new();
            for &(name, value) in layout.members {
                if values.insert(value) {
                    let _ = write!(members, "[{value}] = \"{name}\", ");
                }
            }
            let _ = writeln!(self.text, "enums.{} = {{{members}}}", layout.name);
        }
    }

    fn fields(&mut self, fields: &'static [Field]) -> String {
        let mut text = String::from("{");
        for field in fields {
            let (kind, reference) = self.kind(field);
            let (count, argument) = match field.count {
                Count::One => ("one", String::new()),
                Count::Prefix(bits) | Count::Bounded(bits, _) => ("prefix", bits.to_string()),
                Count::Fixed(count) => ("fixed", count.to_string()),
                Count::SameAs(other) => ("same", format!("\"{other}\"")),
                Count::Earlier => ("earlier", String::new()),
            };
            let _ = write!(text, "{{\"{}\", \"{kind}\", {}", field.name, field.bits);
            let reference = if reference.is_empty() {
                "nil".into()
            } else {
                reference
            };
            let argument = if argument.is_empty() {
                "nil".into()
            } else {
                argument
            };
            let _ = write!(text, ", {reference}, \"{count}\", {argument}}}, ");
        }
        text.push('}');
        text
    }

    fn kind(&mut self, field: &'static Field) -> (&'static str, String) {
        let quoted = |name: &str| format!("\"{name}\"");
        match field.shape {
            Shape::Uint => ("uint", String::new()),
            Shape::Int => ("int", String::new()),
            Shape::Bool => ("bool", String::new()),
            Shape::F32 => ("f32", String::new()),
            Shape::F64 => ("f64", String::new()),
            Shape::Vec3 => ("vec3", String::new()),
            Shape::Text => ("text", String::new()),
            Shape::TextFixed => ("text_fixed", String::new()),
            Shape::Guid => ("bytes", "16".into()),
            Shape::BitSet { .. } => ("bytes", (field.bits / 8).to_string()),
            Shape::Bytes(count) => ("bytes", count.to_string()),
            Shape::BytesPrefixed(plus) => ("bytes_prefixed", plus.to_string()),
            Shape::Enum(layout) => {
                self.enumeration(layout);
                ("enum", quoted(layout.name))
            }
            Shape::Struct(layout) => {
                self.structure(layout);
                ("struct", quoted(layout.name))
            }
            Shape::Union {
                layout, selector, ..
            } => {
                self.union(layout);
                ("union", format!("{{\"{}\", \"{selector}\"}}", layout.name))
            }
            Shape::Selector(of) => ("uint", quoted(of)),
            Shape::CountOf(of) => ("count_of", quoted(of)),
            Shape::Zeros => ("zeros", String::new()),
        }
    }
}
