//! What one field contributes: a statement that writes, an expression that reads, its fewest bits
//! and its description.

use crate::parse::{Attributes, Field, Result, fail};

/// Where the generated code finds what it calls.
pub(crate) const WIRE: &str = "::protocol::wire";

/// How a field is laid out, as its type and its `#[wire(…)]` say.
pub(crate) struct Plan<'a> {
    field: &'a Field,
    /// The type, or that of an element.
    ty: &'a str,
    bits: u32,
    form: Form<'a>,
}

enum Form<'a> {
    One,
    /// A union and what chooses its case.
    Tagged {
        name: &'a str,
        bits: u32,
    },
    TaggedAhead {
        name: &'a str,
    },
    /// A list with a count of so many bits.
    Counted(u32),
    /// The same, and never more than `max` elements.
    Bounded {
        bits: u32,
        max: u32,
    },
    CountedAhead,
    SameAs(&'a str),
    Fixed(u32),
    Array(&'a str),
    ByteArray(&'a str),
    BytesFixed(u32),
    Bytes {
        bits: u32,
        plus: u32,
    },
    BitSet {
        msb_first: bool,
    },
    TextFixed,
}

/// The width a type has when none is written.
fn width(ty: &str) -> u32 {
    match ty {
        "u8" | "i8" => 8,
        "u16" | "i16" | "WString" => 16,
        "u32" | "i32" | "f32" | "Vec3" => 32,
        "u64" | "i64" => 64,
        _ => 0,
    }
}

impl<'a> Plan<'a> {
    pub(crate) fn of(field: &'a Field) -> Result<Self> {
        let a = &field.attributes;
        let element = field
            .ty
            .strip_prefix("Vec<")
            .and_then(|ty| ty.strip_suffix('>'));
        let array = field
            .ty
            .strip_prefix('[')
            .and_then(|ty| ty.strip_suffix(']'));
        let (ty, form) = if let Some(array) = array {
            let Some((ty, len)) = array.split_once(';') else {
                return fail(field.at, "an array has a type and a length");
            };
            let bytes = a.has("bytes");
            (
                ty,
                if bytes {
                    Form::ByteArray(len)
                } else {
                    Form::Array(len)
                },
            )
        } else if let Some(ty) = element {
            (ty, Self::list_form(field, a)?)
        } else {
            (field.ty.as_str(), Self::single_form(field, a)?)
        };
        let bits = a.number("bits", 0)?.unwrap_or_else(|| width(ty));
        Ok(Self {
            field,
            ty,
            bits,
            form,
        })
    }

    fn list_form(field: &Field, a: &'a Attributes) -> Result<Form<'a>> {
        if let Some(bits) = a.number("length", 0)? {
            let plus = a.number("plus", 0)?.unwrap_or(0);
            return Ok(Form::Bytes { bits, plus });
        }
        if let Some(count) = a.number("bytes", 0)? {
            return Ok(Form::BytesFixed(count));
        }
        if let Some(bits) = a.number("count", 0)? {
            return Ok(match a.number("max", 0)? {
                Some(max) => Form::Bounded { bits, max },
                None => Form::Counted(bits),
            });
        }
        if let Some(count) = a.number("fixed", 0)? {
            return Ok(Form::Fixed(count));
        }
        if let Some(other) = a.value("same_as", 0) {
            return Ok(Form::SameAs(other));
        }
        if a.has("count_ahead") {
            return Ok(Form::CountedAhead);
        }
        fail(
            field.at,
            "a list needs `count`, `fixed`, `same_as`, `count_ahead`, `length` or `bytes`",
        )
    }

    fn single_form(field: &Field, a: &'a Attributes) -> Result<Form<'a>> {
        if let Some(bits) = a.number("tag", 1)? {
            let name = a.value("tag", 0).unwrap_or_default();
            return Ok(Form::Tagged { name, bits });
        }
        if let Some(name) = a.value("tag_ahead", 0) {
            return Ok(Form::TaggedAhead { name });
        }
        Ok(match field.ty.as_str() {
            "BitSet" => Form::BitSet {
                msb_first: a.has("msb_first"),
            },
            "WString" if a.has("terminated") => Form::TextFixed,
            _ => Form::One,
        })
    }

    /// Statements that append the field; `place` is an expression for a reference to it and
    /// `scope` makes one for a sibling.
    pub(crate) fn write(
        &self,
        place: &str,
        scope: &dyn Fn(&str) -> String,
        siblings: &[Plan<'_>],
    ) -> String {
        let (a, bits) = (&self.field.attributes, self.bits);
        let mut code = String::new();
        for (key, is_tag) in [("tag_of", true), ("count_of", false)] {
            let Some(target) = a.value(key, 0) else {
                continue;
            };
            let width = a.value(key, 2).unwrap_or("0");
            let target = scope(target);
            code += &if is_tag {
                format!("w.put(u64::from({WIRE}::Union::case({target})), {width});")
            } else {
                format!("{WIRE}::put_count(w, ({target}).len(), {width});")
            };
        }
        if let Some(zeros) = a.value("zeros_before", 0) {
            code += &format!("w.put_zeros({zeros});");
        }
        code += &match &self.form {
            Form::One => self.write_one(place),
            Form::Tagged { bits, .. } => format!(
                "w.put(u64::from({WIRE}::Union::case({place})), {bits});
                {WIRE}::Union::write({place}, w);"
            ),
            Form::TaggedAhead { .. } => format!("{WIRE}::Union::write({place}, w);"),
            Form::Counted(count) => format!("{WIRE}::put_list(w, {place}, {count}, {bits});"),
            Form::Bounded { bits: count, max } => {
                format!("{WIRE}::put_list_max(w, {place}, {count}, {max}, {bits});")
            }
            Form::CountedAhead => format!("{WIRE}::put_items(w, {place}, {bits});"),
            Form::SameAs(other) => {
                let len = format!("({}).len()", scope(other));
                let len = match sibling_count_bits(other, siblings) {
                    Some(count) if count < 32 => format!("{len}.min({})", (1u64 << count) - 1),
                    _ => len,
                };
                format!("{WIRE}::put_exact(w, {place}, {len}, {bits});")
            }
            Form::Fixed(count) => format!("{WIRE}::put_exact(w, {place}, {count}, {bits});"),
            Form::Array(_) => format!("{WIRE}::put_array(w, {place}, {bits});"),
            Form::ByteArray(_) => format!("w.put_bytes({place});"),
            Form::BytesFixed(count) => format!("{WIRE}::put_bytes_exact(w, {place}, {count});"),
            Form::Bytes { bits, plus } => format!("{WIRE}::put_bytes(w, {place}, {bits}, {plus});"),
            Form::BitSet { msb_first } => {
                format!("{WIRE}::BitSet::write({place}, w, {bits}, {msb_first});")
            }
            Form::TextFixed => format!("{WIRE}::WString::write_fixed({place}, w);"),
        };
        if let Some(zeros) = a.value("zeros_after", 0) {
            code += &format!("w.put_zeros({zeros});");
        }
        code
    }

    fn write_one(&self, place: &str) -> String {
        let bits = self.bits;
        match self.ty {
            "u8" | "u16" | "u32" => format!("w.put(u64::from(*({place})), {bits});"),
            "u64" => format!("w.put(*({place}), {bits});"),
            "i8" | "i16" | "i32" => format!("w.put_signed(i64::from(*({place})), {bits});"),
            "i64" => format!("w.put_signed(*({place}), {bits});"),
            "bool" => format!("w.put_bool(*({place}));"),
            _ => format!("{WIRE}::Wire::write({place}, w, {bits});"),
        }
    }

    /// Whether reading needs something that was read before, so that values must have names.
    pub(crate) fn looks_back(&self) -> bool {
        let a = &self.field.attributes;
        matches!(self.form, Form::SameAs(_)) || a.has("tag_of") || a.has("count_of")
    }

    /// An expression that takes the field. It may be a block that leaves the value of a tag or
    /// count in a variable, which is why those are declared by [`Plan::head_names`].
    pub(crate) fn read(&self) -> String {
        let (a, bits) = (&self.field.attributes, self.bits);
        let mut before = String::new();
        for key in ["tag_of", "count_of"] {
            if let Some(target) = a.value(key, 0) {
                let width = a.value(key, 2).unwrap_or("0");
                before += &format!("head_{target} = r.take({width}) as u32;");
            }
        }
        if let Some(zeros) = a.value("zeros_before", 0) {
            before += &format!("r.skip({zeros});");
        }
        let name = &self.field.name;
        let value = match &self.form {
            Form::One => self.read_one(),
            Form::Tagged { bits, .. } => {
                format!("{{ let case = r.take({bits}) as u32; {WIRE}::Union::read(r, case) }}")
            }
            Form::TaggedAhead { .. } => format!("{WIRE}::Union::read(r, head_{name})"),
            Form::Counted(count) => format!("{WIRE}::take_list(r, {count}, {bits})"),
            Form::Bounded { bits: count, max } => {
                format!("{WIRE}::take_list_max(r, {count}, {max}, {bits})")
            }
            Form::CountedAhead => format!("{WIRE}::take_same(r, head_{name} as usize, {bits})"),
            Form::SameAs(other) => format!("{WIRE}::take_same(r, {other}.len(), {bits})"),
            Form::Fixed(count) => format!("{WIRE}::take_exact(r, {count}, {bits})"),
            Form::Array(_) => format!("{WIRE}::take_array(r, {bits})"),
            Form::ByteArray(_) => format!("{WIRE}::take_bytes_exact(r)"),
            Form::BytesFixed(count) => format!("r.take_bytes({count})"),
            Form::Bytes { bits, plus } => format!("{WIRE}::take_bytes_prefixed(r, {bits}, {plus})"),
            Form::BitSet { msb_first } => format!("{WIRE}::BitSet::read(r, {bits}, {msb_first})"),
            Form::TextFixed => format!("{WIRE}::WString::read_fixed(r)"),
        };
        match (before.is_empty(), a.value("zeros_after", 0)) {
            (true, None) => value,
            (_, None) => format!("{{ {before} {value} }}"),
            (_, Some(zeros)) => {
                format!("{{ {before} let value = {value}; r.skip({zeros}); value }}")
            }
        }
    }

    /// A statement that takes the field into the one at `self`, using its memory again.
    pub(crate) fn read_into(&self) -> String {
        let (name, bits) = (&self.field.name, self.bits);
        match &self.form {
            Form::One if self.ty == "WString" => {
                format!("{WIRE}::Wire::read_into(&mut self.{name}, r, {bits});")
            }
            Form::Counted(count) => {
                format!("{WIRE}::take_list_into(&mut self.{name}, r, {count}, u32::MAX, {bits});")
            }
            Form::Bounded { bits: count, max } => {
                format!("{WIRE}::take_list_into(&mut self.{name}, r, {count}, {max}, {bits});")
            }
            _ => format!("self.{name} = {};", self.read()),
        }
    }

    fn read_one(&self) -> String {
        let bits = self.bits;
        match self.ty {
            "u8" | "u16" | "u32" => format!("r.take({bits}) as {}", self.ty),
            "u64" => format!("r.take({bits})"),
            "i8" | "i16" | "i32" => format!("r.take_signed({bits}) as {}", self.ty),
            "i64" => format!("r.take_signed({bits})"),
            "bool" => "r.take_bool()".into(),
            _ => format!("{WIRE}::Wire::read(r, {bits})"),
        }
    }

    /// Declarations of the variables that carry a tag or count from its place to its field.
    pub(crate) fn head_names(&self) -> String {
        let a = &self.field.attributes;
        ["tag_of", "count_of"]
            .iter()
            .filter_map(|key| a.value(key, 0))
            .map(|target| format!("let head_{target};"))
            .collect()
    }

    /// A constant expression: the fewest bits the field takes.
    pub(crate) fn bits_min(&self) -> String {
        let (a, bits) = (&self.field.attributes, self.bits);
        let mut extra = 0;
        for (key, index) in [
            ("tag_of", 2),
            ("count_of", 2),
            ("zeros_before", 0),
            ("zeros_after", 0),
        ] {
            let number = a
                .value(key, index)
                .and_then(|text| text.parse::<u32>().ok());
            extra += number.unwrap_or(0);
        }
        let ty = self.ty;
        let element = match width(ty) {
            0 | 16 if ty != "u16" => format!("{WIRE}::bits_min::<{ty}>({bits})"),
            _ if ty == "Vec3" => format!("{}", bits * 3),
            _ => bits.to_string(),
        };
        let own = match &self.form {
            Form::One => element,
            Form::Tagged { bits, .. } => format!("{bits} + <{ty} as {WIRE}::Union>::BITS_MIN"),
            Form::TaggedAhead { .. } => format!("<{ty} as {WIRE}::Union>::BITS_MIN"),
            Form::Counted(count) | Form::Bounded { bits: count, .. } => count.to_string(),
            Form::CountedAhead | Form::SameAs(_) => "0".into(),
            Form::Fixed(count) => format!("{count} * ({element})"),
            Form::Array(len) => format!("{len} * ({element})"),
            Form::ByteArray(len) => format!("8 * {len}"),
            Form::BytesFixed(count) => format!("8 * {count}"),
            Form::Bytes { bits, .. } => bits.to_string(),
            Form::BitSet { .. } => bits.to_string(),
            Form::TextFixed => "16".into(),
        };
        format!("{extra} + {own}")
    }

    /// The entries of the description, in wire order, each with a trailing comma.
    pub(crate) fn describe(&self) -> String {
        let a = &self.field.attributes;
        let mut entries = String::new();
        if let Some(target) = a.value("tag_of", 0) {
            let name = a.value("tag_of", 1).unwrap_or_default();
            let width = a.value("tag_of", 2).unwrap_or("0");
            entries += &entry(name, "", &format!("Selector(\"{target}\")"), width, "One");
        }
        if let Some(target) = a.value("count_of", 0) {
            let name = a.value("count_of", 1).unwrap_or_default();
            let width = a.value("count_of", 2).unwrap_or("0");
            entries += &entry(name, "", &format!("CountOf(\"{target}\")"), width, "One");
        }
        if let Some(zeros) = a.value("zeros_before", 0) {
            entries += &entry("", "", "Zeros", zeros, "One");
        }
        let name = wire_name(&self.field.name);
        if let Form::Tagged { name: tag, bits } = &self.form {
            entries += &entry(
                tag,
                "",
                &format!("Selector(\"{name}\")"),
                &bits.to_string(),
                "One",
            );
        }
        let (shape, bits, count) = self.shape();
        entries += &entry(name, &a.doc, &shape, &bits.to_string(), &count);
        if let Some(zeros) = a.value("zeros_after", 0) {
            entries += &entry("", "", "Zeros", zeros, "One");
        }
        entries
    }

    fn shape(&self) -> (String, u32, String) {
        let ty = self.ty;
        let of_type = format!("=<{ty} as {WIRE}::Wire>::SHAPE");
        let union = |selector: &str| {
            let inline = self.field.attributes.has("inline");
            format!(
                "Union {{ layout: <{ty} as {WIRE}::Union>::LAYOUT,
                selector: \"{selector}\", inline: {inline} }}"
            )
        };
        let (shape, count) = match &self.form {
            Form::One => (of_type, "One".into()),
            Form::Tagged { name, .. } | Form::TaggedAhead { name } => (union(name), "One".into()),
            Form::Counted(count) => (of_type, format!("Prefix({count})")),
            Form::Bounded { bits, max } => (of_type, format!("Bounded({bits}, {max})")),
            Form::CountedAhead => (of_type, "Earlier".into()),
            Form::SameAs(other) => (of_type, format!("SameAs(\"{}\")", wire_name(other))),
            Form::Fixed(count) => (of_type, format!("Fixed({count})")),
            Form::Array(len) => (of_type, format!("Fixed({len})")),
            Form::ByteArray(len) => (format!("Bytes({len})"), "One".into()),
            Form::BytesFixed(count) => (format!("Bytes({count})"), "One".into()),
            Form::Bytes { bits, plus } => {
                return (format!("BytesPrefixed({plus})"), *bits, "One".into());
            }
            Form::BitSet { msb_first } => {
                (format!("BitSet {{ msb_first: {msb_first} }}"), "One".into())
            }
            Form::TextFixed => ("TextFixed".into(), "One".into()),
        };
        (shape, self.bits, count)
    }
}

fn sibling_count_bits(name: &str, siblings: &[Plan<'_>]) -> Option<u32> {
    let sibling = siblings.iter().find(|plan| plan.field.name == name)?;
    match sibling.form {
        Form::Counted(bits) => Some(bits),
        _ => None,
    }
}

/// The name on the wire: a trailing underscore only keeps a Rust keyword apart.
pub(crate) fn wire_name(name: &str) -> &str {
    name.strip_suffix('_').unwrap_or(name)
}

/// One `Field` of the description; a shape that begins with `=` is an expression.
pub(crate) fn entry(name: &str, doc: &str, shape: &str, bits: &str, count: &str) -> String {
    let shape = match shape.strip_prefix('=') {
        Some(expression) => expression.to_owned(),
        None => format!("{WIRE}::Shape::{shape}"),
    };
    format!(
        "{WIRE}::Field {{ name: \"{name}\", doc: concat!({doc}), shape: {shape},
        bits: {bits}, count: {WIRE}::Count::{count} }},"
    )
}
