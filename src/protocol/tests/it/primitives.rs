//! The bit writer, texts, packed floats and bit sets against the reference's primitives and
//! against a writer that does one bit at a time.

use crate::support::{bytes, hex};
use protocol::wire::float::{pack_f16, unpack_f16};
use protocol::wire::{BitReader, BitSet, BitWriter, WString};
use serde_json::Value;

fn primitives() -> Option<Value> {
    let text = crate::support::vectors("primitives.json")?;
    Some(serde_json::from_str(&text).expect("JSON"))
}

fn bits_of(text: &Value) -> u32 {
    u32::from_str_radix(&text.as_str().expect("hex")[2..], 16).expect("hex")
}

fn written(write: impl FnOnce(&mut BitWriter<'_>)) -> (usize, String) {
    let mut out = Vec::new();
    let mut w = BitWriter::new(&mut out);
    write(&mut w);
    let bits = w.finish();
    (bits, hex(&out))
}

#[test]
fn values_follow_each_other_without_gaps() {
    let Some(primitives) = primitives() else {
        return;
    };
    let steps = primitives["bit_writer"]["steps"].as_array().expect("steps");
    for upto in 1..=steps.len() {
        let (_, bytes) = written(|w| {
            for step in &steps[..upto] {
                let bits = step["bits"].as_u64().expect("bits") as u32;
                w.put(step["value"].as_u64().expect("value"), bits);
            }
        });
        assert_eq!(Value::from(bytes), steps[upto - 1]["bytes_if_flushed_here"]);
    }
}

#[test]
fn texts_have_both_forms() {
    let Some(primitives) = primitives() else {
        return;
    };
    for case in primitives["wstr"].as_array().expect("wstr") {
        let Some(text) = case["text"].as_str().map(WString::from) else {
            let (unit, units) = (&case["text_repeat"][0], &case["text_repeat"][1]);
            let unit = unit.as_str().expect("one character");
            let text = WString::from(unit.repeat(units.as_u64().expect("units") as usize));
            let (bits, _) = written(|w| text.write(w, 16));
            assert_eq!(Value::from(bits), case["bits"]);
            continue;
        };
        let (bits, bytes) = written(|w| text.write(w, 16));
        assert_eq!(
            (Value::from(bits), Value::from(bytes)),
            (case["bits"].clone(), case["hex"].clone())
        );
    }
    for case in primitives["wstr_fixed"].as_array().expect("wstr_fixed") {
        let text = WString::from(case["text"].as_str().expect("text"));
        let (_, written) = written(|w| text.write_fixed(w));
        assert_eq!(Value::from(written), case["hex"]);
        let body = bytes(&case["hex"]);
        assert_eq!(WString::read_fixed(&mut BitReader::new(&body)), text);
    }
}

#[test]
fn a_text_too_long_for_its_length_is_cut_and_never_wraps() {
    let text = WString::from_units(vec![u16::from(b'a'); 32_768]);
    let (bits, _) = written(|w| text.write(w, 16));
    assert_eq!(bits, 16 + 32_767 * 16);
}

#[test]
fn packed_floats_match_the_client() {
    for packed in 0..=u16::MAX {
        assert_eq!(pack_f16(unpack_f16(packed)), packed, "{packed:#06x}");
    }
    let Some(primitives) = primitives() else {
        return;
    };
    for case in primitives["packed_f16_decode"].as_array().expect("decode") {
        let value = unpack_f16(bits_of(&case["f16"]) as u16);
        assert_eq!(value.to_bits(), bits_of(&case["f32"]), "{case}");
    }
    for case in primitives["packed_f16_encode"].as_array().expect("encode") {
        let packed = pack_f16(f32::from_bits(bits_of(&case["f32"])));
        assert_eq!(u32::from(packed), bits_of(&case["f16"]), "{case}");
    }
}

#[test]
fn bit_sets_have_both_orders() {
    let Some(primitives) = primitives() else {
        return;
    };
    for case in primitives["bitset"].as_array().expect("bitset") {
        let members = case["set"].as_array().expect("set").iter();
        let set: BitSet = members
            .map(|n| n.as_u64().expect("index") as usize)
            .collect();
        let bits = case["bits"].as_u64().expect("bits") as u32;
        let msb_first = case["order"] == "msb";
        let (_, written) = written(|w| set.write(w, bits, msb_first));
        assert_eq!(Value::from(written), case["hex"], "{case}");
        let body = bytes(&case["hex"]);
        assert_eq!(
            BitSet::read(&mut BitReader::new(&body), bits, msb_first),
            set
        );
    }
}

/// A small generator of its own, so that a failure names a seed that gives it again.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

#[test]
fn any_sequence_of_widths_equals_a_bit_by_bit_writer() {
    for seed in 0..2_000 {
        let mut random = SplitMix(seed);
        let count = random.next() % 40;
        let values: Vec<(u64, u32)> = (0..count)
            .map(|_| {
                let bits = (random.next() % 64 + 1) as u32;
                (random.next() >> (64 - bits), bits)
            })
            .collect();
        let mut slow: Vec<u8> = Vec::new();
        let mut length = 0;
        for &(value, bits) in &values {
            for bit in 0..bits {
                if length % 8 == 0 {
                    slow.push(0);
                }
                slow[length / 8] |= ((value >> bit & 1) as u8) << (length % 8);
                length += 1;
            }
        }
        let mut fast = Vec::new();
        let mut w = BitWriter::new(&mut fast);
        for &(value, bits) in &values {
            w.put(value, bits);
        }
        assert_eq!(w.finish(), length, "seed {seed}");
        assert_eq!(fast, slow, "seed {seed}");
        let mut r = BitReader::with_bits(&fast, length);
        for &(value, bits) in &values {
            assert_eq!(r.take(bits), value, "seed {seed}");
        }
        assert_eq!(r.check(), Ok(()));
        r.take(1);
        r.check().expect_err("nothing is left");
    }
}

#[test]
fn bytes_at_any_bit_come_back() {
    let data: Vec<u8> = (0..40).collect();
    for shift in 1..64 {
        let mut out = Vec::new();
        let mut w = BitWriter::new(&mut out);
        w.put(0, shift);
        w.put_bytes(&data);
        w.put(1, 1);
        let bits = w.finish();
        assert_eq!(bits, shift as usize + 321);
        let mut r = BitReader::with_bits(&out, bits);
        r.take(shift);
        assert_eq!(r.take_bytes(40), data, "shift {shift}");
        assert_eq!(r.take(1), 1);
    }
}
