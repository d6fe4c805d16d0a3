//! Lists and byte runs, once for all element types, so that a derived codec is a line of calls.
//!
//! A list grows as its elements are really read; beforehand only a small fixed amount is reserved.

use super::element::{Wire, bits_min};
use super::error::Fault;
use super::reader::BitReader;
use super::writer::BitWriter;

/// Memory reserved for a list before its first element was read.
const RESERVE_BYTES_MAX: usize = 1024;

/// Largest count that fits `bits` bits.
const fn count_max(bits: u32) -> usize {
    if bits >= 32 {
        u32::MAX as usize
    } else {
        (1 << bits) - 1
    }
}

/// Writes a count that stands apart from its list; returns how many elements it announces.
pub fn put_count(w: &mut BitWriter<'_>, len: usize, bits: u32) -> usize {
    let count = len.min(count_max(bits));
    w.put(count as u64, bits);
    count
}

/// Writes count and elements; what the count cannot tell is cut.
pub fn put_list<T: Wire>(w: &mut BitWriter<'_>, items: &[T], count_bits: u32, bits: u32) {
    let count = put_count(w, items.len(), count_bits);
    put_items(w, &items[..count], bits);
}

/// Writes count and at most `max` elements.
pub fn put_list_max<T: Wire>(
    w: &mut BitWriter<'_>,
    items: &[T],
    count_bits: u32,
    max: u32,
    bits: u32,
) {
    put_list(w, &items[..items.len().min(max as usize)], count_bits, bits);
}

/// Writes elements only.
pub fn put_items<T: Wire>(w: &mut BitWriter<'_>, items: &[T], bits: u32) {
    for item in items {
        item.write(w, bits);
    }
}

/// Writes exactly `count` elements: cuts what is more, fills up with defaults what is missing.
pub fn put_exact<T: Wire>(w: &mut BitWriter<'_>, items: &[T], count: usize, bits: u32) {
    let items = &items[..items.len().min(count)];
    put_items(w, items, bits);
    if items.len() < count {
        let filler = T::default();
        for _ in items.len()..count {
            filler.write(w, bits);
        }
    }
}

/// Writes the elements of an array.
pub fn put_array<T: Wire, const N: usize>(w: &mut BitWriter<'_>, items: &[T; N], bits: u32) {
    put_items(w, items, bits);
}

/// Reads count and elements.
pub fn take_list<T: Wire>(r: &mut BitReader<'_>, count_bits: u32, bits: u32) -> Vec<T> {
    let count = r.take(count_bits) as usize;
    take_same(r, count, bits)
}

/// Reads count and elements; more than `max` are a fault.
pub fn take_list_max<T: Wire>(
    r: &mut BitReader<'_>,
    count_bits: u32,
    max: u32,
    bits: u32,
) -> Vec<T> {
    let count = r.take(count_bits) as usize;
    let count = r.check_max(count, max);
    take_same(r, count, bits)
}

/// Reads `count` elements after making sure that so many can follow.
pub fn take_same<T: Wire>(r: &mut BitReader<'_>, count: usize, bits: u32) -> Vec<T> {
    let count = r.check_count(count, bits_min::<T>(bits));
    take_exact(r, count, bits)
}

/// Like [`take_list_max`], into a list that is kept: elements that are there already are read
/// into, so that their memory and that of the list is used again.
pub fn take_list_into<T: Wire>(
    items: &mut Vec<T>,
    r: &mut BitReader<'_>,
    count_bits: u32,
    max: u32,
    bits: u32,
) {
    let count = r.take(count_bits) as usize;
    let count = r.check_max(count, max);
    let count = r.check_count(count, bits_min::<T>(bits));
    items.truncate(count);
    for item in &mut *items {
        item.read_into(r, bits);
    }
    while items.len() < count && !r.failed() {
        items.push(T::read(r, bits));
    }
}

/// Reads `count` elements, a number that does not come from the wire or was checked.
pub fn take_exact<T: Wire>(r: &mut BitReader<'_>, count: usize, bits: u32) -> Vec<T> {
    let reserve = RESERVE_BYTES_MAX / size_of::<T>().max(1);
    let mut items = Vec::with_capacity(count.min(reserve));
    for _ in 0..count {
        if r.failed() {
            break;
        }
        items.push(T::read(r, bits));
    }
    items
}

/// Reads the elements of an array.
pub fn take_array<T: Wire, const N: usize>(r: &mut BitReader<'_>, bits: u32) -> [T; N] {
    std::array::from_fn(|_| T::read(r, bits))
}

/// Writes a length of `bits` bits, larger than the number of bytes by `plus`, and the bytes.
pub fn put_bytes(w: &mut BitWriter<'_>, bytes: &[u8], bits: u32, plus: u32) {
    let bytes = &bytes[..bytes.len().min(count_max(bits) - plus as usize)];
    w.put(bytes.len() as u64 + u64::from(plus), bits);
    w.put_bytes(bytes);
}

/// Writes exactly `count` bytes: cuts what is more, fills up with zeros what is missing.
pub fn put_bytes_exact(w: &mut BitWriter<'_>, bytes: &[u8], count: usize) {
    let bytes = &bytes[..bytes.len().min(count)];
    w.put_bytes(bytes);
    w.put_zeros((count - bytes.len()) * 8);
}

/// Reads what [`put_bytes`] writes.
pub fn take_bytes_prefixed(r: &mut BitReader<'_>, bits: u32, plus: u32) -> Vec<u8> {
    let length = r.take(bits) as u32;
    let Some(count) = length.checked_sub(plus) else {
        r.fail(Fault::LengthTooSmall(length));
        return Vec::new();
    };
    let count = r.check_count(count as usize, 8);
    r.take_bytes(count)
}

/// Reads an array of bytes.
pub fn take_bytes_exact<const N: usize>(r: &mut BitReader<'_>) -> [u8; N] {
    let mut bytes = [0; N];
    r.fill(&mut bytes);
    bytes
}
