//! Puts the fields together into implementations of `Wire`, `Union` and `Message`.

use crate::field::{Plan, WIRE, entry};
use crate::parse::{Body, Field, Item, Result, Variant, fail};

/// The implementation for a structure (`Wire`) or an enum (`Union`).
pub(crate) fn wire(item: &Item) -> Result<String> {
    match &item.body {
        Body::Struct(fields) => structure(item, fields),
        Body::Enum(variants) => union(item, variants),
    }
}

/// `Wire` and `Message`.
pub(crate) fn message(item: &Item) -> Result<String> {
    let name = &item.name;
    let Body::Struct(fields) = &item.body else {
        return fail(item.at, "a message is a struct");
    };
    let a = &item.attributes;
    let Some(opcode) = a.number("opcode", 0)? else {
        return fail(item.at, "a message needs `opcode`");
    };
    let Some(from) = a.value("from", 0) else {
        return fail(
            item.at,
            "a message needs `from = Client`, `Server` or `Both`",
        );
    };
    let Some(standing) = a.value("standing", 0) else {
        return fail(item.at, "a message needs `standing`");
    };
    let code = structure(item, fields)?;
    Ok(format!(
        "{code}
        impl ::protocol::Message for {name} {{
            const OPCODE: u16 = {opcode};
            const NAME: &'static str = \"{name}\";
            const SENDER: ::protocol::Sender = ::protocol::Sender::{from};
            const STANDING: ::protocol::Standing = ::protocol::Standing::{standing};
        }}"
    ))
}

fn plans(fields: &[Field]) -> Result<Vec<Plan<'_>>> {
    fields.iter().map(Plan::of).collect()
}

/// A constant expression for the fewest bits of all fields.
fn bits_min(plans: &[Plan<'_>]) -> String {
    let sum = plans.iter().map(|plan| format!("({})", plan.bits_min()));
    sum.fold("0".into(), |sum, next| format!("{sum} + {next}"))
}

fn describe(plans: &[Plan<'_>]) -> String {
    plans.iter().map(Plan::describe).collect()
}

fn structure(item: &Item, fields: &[Field]) -> Result<String> {
    let (name, doc) = (&item.name, &item.attributes.doc);
    let plans = plans(fields)?;
    let scope = |field: &str| format!("&self.{field}");
    let mut write = String::new();
    for (plan, field) in plans.iter().zip(fields) {
        write += &plan.write(&scope(&field.name), &scope, &plans);
    }
    let read = read(&plans, fields, "Self");
    let read_into = read_into(item, &plans)?;
    let bits_min = bits_min(&plans);
    let describe = describe(&plans);
    let (w, r) = if fields.is_empty() {
        ("_", "_")
    } else {
        ("w", "r")
    };
    Ok(format!(
        "impl {WIRE}::Wire for {name} {{
            const SHAPE: {WIRE}::Shape = {WIRE}::Shape::Struct(&{WIRE}::Layout {{
                name: \"{name}\", doc: concat!({doc}), fields: &[{describe}],
            }});
            const BITS_MIN: u32 = {bits_min};
            fn write(&self, {w}: &mut {WIRE}::BitWriter<'_>, _: u32) {{ {write} }}
            fn read({r}: &mut {WIRE}::BitReader<'_>, _: u32) -> Self {{ {read} }}
            {read_into}
        }}"
    ))
}

/// The method that reads into a kept value, for structures marked `reuse`; others do without, as
/// they are many and it is code to compile.
fn read_into(item: &Item, plans: &[Plan<'_>]) -> Result<String> {
    if !item.attributes.has("reuse") {
        return Ok(String::new());
    }
    if plans.iter().any(Plan::looks_back) {
        return fail(item.at, "`reuse` does not go with fields that look back");
    }
    let fields: String = plans.iter().map(Plan::read_into).collect();
    Ok(format!(
        "fn read_into(&mut self, r: &mut {WIRE}::BitReader<'_>, _: u32) {{ {fields} }}"
    ))
}

/// An expression that reads all fields, in wire order, into the structure or variant `target`.
fn read(plans: &[Plan<'_>], fields: &[Field], target: &str) -> String {
    let mut code = String::new();
    let named = plans.iter().any(Plan::looks_back);
    if named {
        for plan in plans {
            code += &plan.head_names();
        }
        // A list another one looks back at needs its type before it is put into the structure.
        for (plan, field) in plans.iter().zip(fields) {
            code += &format!("let {}: {} = {};", field.name, field.ty, plan.read());
        }
    }
    code += target;
    code += " {";
    for (plan, field) in plans.iter().zip(fields) {
        code += &match named {
            true => format!("{},", field.name),
            false => format!("{}: {},", field.name, plan.read()),
        };
    }
    code + "}"
}

fn union(item: &Item, variants: &[Variant]) -> Result<String> {
    let (name, doc) = (&item.name, &item.attributes.doc);
    let Some(first) = variants.first() else {
        return fail(item.at, "a union needs a case");
    };
    let mut parts = Parts::default();
    for variant in variants {
        parts.add(variant)?;
    }
    let Parts {
        case,
        write,
        read,
        minima,
        layouts,
    } = parts;
    let default: String = first
        .fields
        .iter()
        .map(|field| format!("{}: Default::default(),", field.name))
        .collect();
    let first = &first.name;
    Ok(format!(
        "impl Default for {name} {{
            fn default() -> Self {{ Self::{first} {{ {default} }} }}
        }}
        impl {WIRE}::Union for {name} {{
            const LAYOUT: &'static {WIRE}::UnionLayout = &{WIRE}::UnionLayout {{
                name: \"{name}\", doc: concat!({doc}), cases: &[{layouts}],
            }};
            const BITS_MIN: u32 = {WIRE}::bits_min_of(&[{minima}]);
            fn case(&self) -> u32 {{ match self {{ {case} }} }}
            fn write(&self, w: &mut {WIRE}::BitWriter<'_>) {{ match self {{ {write} }} }}
            fn read(r: &mut {WIRE}::BitReader<'_>, case: u32) -> Self {{
                match case {{
                    {read}
                    _ => {{ r.fail({WIRE}::Fault::UnknownCase(case)); Self::default() }}
                }}
            }}
        }}"
    ))
}

/// The match arms and constants that the variants of a union add up to.
#[derive(Default)]
struct Parts {
    case: String,
    write: String,
    read: String,
    minima: String,
    layouts: String,
}

impl Parts {
    fn add(&mut self, variant: &Variant) -> Result<()> {
        let (name, a) = (&variant.name, &variant.attributes);
        let Some(value) = a.number("case", 0)? else {
            return fail(variant.at, "a case needs `case = N`");
        };
        let plans = plans(&variant.fields)?;
        let scope = |field: &str| field.to_owned();
        let mut write = String::new();
        let mut names = String::new();
        for (plan, field) in plans.iter().zip(&variant.fields) {
            write += &plan.write(&field.name, &scope, &plans);
            names += &format!("{}, ", field.name);
        }
        let mut read = read(&plans, &variant.fields, &format!("Self::{name}"));
        let (mut bits_min, mut describe) = (bits_min(&plans), describe(&plans));
        if let Some(zeros) = a.value("zeros", 0) {
            write = format!("w.put_zeros({zeros}); {write}");
            read = format!("r.skip({zeros}); {read}");
            bits_min = format!("{zeros} + {bits_min}");
            describe = entry("", "", "Zeros", zeros, "One") + &describe;
        }
        let doc = &a.doc;
        self.case += &format!("Self::{name} {{ .. }} => {value},");
        self.write += &format!("Self::{name} {{ {names} }} => {{ {write} }}");
        self.read += &format!("{value} => {{ {read} }}");
        self.minima += &format!("{bits_min},");
        self.layouts += &format!(
            "{WIRE}::Case {{ value: {value}, name: \"{name}\", doc: concat!({doc}),
            fields: &[{describe}] }},"
        );
        Ok(())
    }
}
