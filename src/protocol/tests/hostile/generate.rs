//! Valid bodies made from the descriptions, and ways to damage them.

use protocol::wire::{BitWriter, Count, Field, Layout, Shape, UnionLayout, WString};

/// SplitMix64: the seed in a failure's message gives the case again.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn bits(&mut self, bits: u32) -> u64 {
        self.next() >> (64 - bits)
    }

    pub(crate) fn bytes(&mut self, len: usize) -> Vec<u8> {
        (0..len).map(|_| self.next() as u8).collect()
    }
}

/// A valid body of a message.
pub(crate) fn body(layout: &'static Layout, random: &mut Random) -> Vec<u8> {
    let mut body = Vec::new();
    let mut w = BitWriter::new(&mut body);
    fields(layout.fields, random, &mut w);
    w.finish();
    body
}

fn fields(fields: &'static [Field], random: &mut Random, w: &mut BitWriter<'_>) {
    // What was decided earlier in this scope, by name: counts of lists, cases of unions.
    let mut decided: Vec<(&str, usize)> = Vec::new();
    let find = |decided: &[(&str, usize)], name: &str| {
        let found = decided.iter().find(|(key, _)| *key == name);
        found.map_or(0, |(_, value)| *value)
    };
    for field in fields {
        let most = match field.count {
            Count::Prefix(bits) | Count::Bounded(bits, _) => (1_usize << bits.min(8)) - 1,
            _ => 4,
        };
        let count = match field.count {
            Count::One => {
                if let Some(value) = head(field, fields, random) {
                    w.put(value as u64, field.bits);
                    let (Shape::Selector(name) | Shape::CountOf(name)) = field.shape else {
                        continue;
                    };
                    decided.push((name, value));
                } else if let Shape::Union { layout, .. } = field.shape {
                    let value = find(&decided, field.name) as u32;
                    let case = layout.case(value).expect("a case was chosen");
                    self::fields(case.fields, random, w);
                } else {
                    one(field, random, w);
                }
                continue;
            }
            Count::Prefix(bits) | Count::Bounded(bits, _) => {
                let count = count_of(field, most, random);
                w.put(count as u64, bits);
                count
            }
            Count::Fixed(count) => count as usize,
            Count::SameAs(other) => find(&decided, other),
            Count::Earlier => find(&decided, field.name),
        };
        decided.push((field.name, count));
        for _ in 0..count {
            one(field, random, w);
        }
    }
}

/// How many elements: a few, now and then as many as the count can tell or the bound allows.
fn count_of(field: &Field, most: usize, random: &mut Random) -> usize {
    let most = match field.count {
        Count::Bounded(_, max) => most.min(max as usize),
        _ => most,
    };
    let is_small = !matches!(field.shape, Shape::Struct(_) | Shape::Union { .. });
    if is_small && random.below(8) == 0 {
        most
    } else {
        random.below(most.min(4) + 1)
    }
}

/// The value of a selector or of a count that stands apart.
fn head(field: &Field, fields: &'static [Field], random: &mut Random) -> Option<usize> {
    match field.shape {
        Shape::Selector(union) => {
            let layout = union_of(fields, union).expect("a selector has its union");
            let case = random.below(layout.cases.len());
            Some(layout.cases[case].value as usize)
        }
        Shape::CountOf(_) => Some(random.below(4)),
        _ => None,
    }
}

fn union_of(fields: &'static [Field], name: &str) -> Option<&'static UnionLayout> {
    fields.iter().find_map(|field| match field.shape {
        Shape::Union { layout, .. } if field.name == name => Some(layout),
        _ => None,
    })
}

fn one(field: &'static Field, random: &mut Random, w: &mut BitWriter<'_>) {
    let bits = field.bits;
    match field.shape {
        Shape::Struct(layout) => fields(layout.fields, random, w),
        Shape::Bool => w.put(random.bits(1), 1),
        Shape::F64 => w.put(random.next(), 64),
        Shape::Vec3 => {
            for _ in 0..3 {
                w.put(random.bits(bits), bits);
            }
        }
        Shape::Text => {
            let narrow: Vec<u16> = (0..random.below(200))
                .map(|_| random.bits(8) as u16)
                .collect();
            WString::from_units(narrow).write(w, bits);
        }
        Shape::TextFixed => WString::from_units(vec![7; random.below(20)]).write_fixed(w),
        Shape::Guid => w.put_bytes(&random.bytes(16)),
        Shape::Bytes(count) => w.put_bytes(&random.bytes(count as usize)),
        Shape::BytesPrefixed(plus) => {
            let count = random.below(20);
            w.put(count as u64 + u64::from(plus), bits);
            w.put_bytes(&random.bytes(count));
        }
        Shape::BitSet { .. } => w.put_bytes(&random.bytes(bits as usize / 8)),
        Shape::Zeros => w.put_zeros(bits as usize),
        Shape::Uint | Shape::Int | Shape::F32 | Shape::Enum(_) => w.put(random.bits(bits), bits),
        Shape::Union { .. } | Shape::Selector(_) | Shape::CountOf(_) => {
            unreachable!("decided by the scope")
        }
    }
}

/// Damages a body the way strangers and bugs do: bits flipped, numbers made huge, ends cut off,
/// parts repeated, or not at all.
pub(crate) fn damage(body: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..random.below(4) {
        if body.is_empty() {
            return;
        }
        let at = random.below(body.len());
        match random.below(6) {
            0 => body[at] ^= 1 << random.below(8),
            1 => body[at] = 0xFF,
            2 => {
                let end = body.len().min(at + 4);
                body[at..end].fill(0xFF);
            }
            3 => body.truncate(at),
            4 => {
                let part = body[at..].to_vec();
                body.extend(part);
            }
            _ => body[at] = random.next() as u8,
        }
    }
}

/// Turns random bytes into something like a stream of frames: sizes near what is there.
pub(crate) fn sizes(data: &mut [u8], random: &mut Random) {
    let mut at = 1;
    while at + 4 <= data.len() {
        let size = random.below(30);
        data[at..at + 4].copy_from_slice(&(size as u32).to_le_bytes());
        at += size.max(1);
    }
}

/// Turns random bytes into something like the body of a container: a length near the truth, at the
/// place where one of its kinds has it.
pub(crate) fn length(data: &mut [u8], random: &mut Random) {
    let length = (data.len() + 4).saturating_sub(random.below(16)) as u64;
    let shift = [0, 5][random.below(2)];
    let head = random.bits(5) & ((1 << shift) - 1) | length << shift;
    for (to, from) in data.iter_mut().zip(head.to_le_bytes()).take(5) {
        *to = from;
    }
}

/// Turns random bytes into something like nested containers.
pub(crate) fn containers(data: &mut [u8], random: &mut Random) {
    const OPCODES: [u16; 5] = [0x0076, 0x03DC, 0x0244, 0x025C, 0x038C];
    let mut at = 0;
    while at + 6 <= data.len() && random.below(4) > 0 {
        let opcode = OPCODES[random.below(OPCODES.len())];
        let length = (data.len() - at).saturating_sub(random.below(4)) as u32;
        data[at..at + 2].copy_from_slice(&opcode.to_le_bytes());
        data[at + 2..at + 6].copy_from_slice(&length.to_le_bytes());
        at += 6;
    }
}
