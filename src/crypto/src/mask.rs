//! Copying and masking a mixed message in one pass, for outboxes that get the same message many
//! times: the copy alone costs as much as the mask, and vectors hold the whole period of the mask.
//!
//! The form with vectors is chosen when the processor has AVX2; elsewhere the message is copied
//! and masked in place.

#![cfg_attr(
    target_arch = "x86_64",
    expect(
        unsafe_code,
        reason = "vectors are loaded and stored through pointers, into memory not written before; \
                  measured in bench/micro at a third of the safe form"
    )
)]

/// Key words behind which the running XOR repeats.
const PERIOD_WORDS: usize = 32;

/// What a recipient adds to a mixed message: word j of the message is XORed with
/// `window[j % 32] ^ constant`.
#[derive(Clone, Copy)]
pub(crate) struct Mask<'a> {
    pub(crate) window: &'a [u64; PERIOD_WORDS],
    pub(crate) constant: u64,
}

impl Mask<'_> {
    /// Appends the masked form of `mixed` to `out`.
    pub(crate) fn append(self, mixed: &[u8], out: &mut Vec<u8>) {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            out.reserve(mixed.len());
            let length = out.len() + mixed.len();
            let spare = &mut out.spare_capacity_mut()[..mixed.len()];
            // SAFETY: the processor has AVX2, as was just asked.
            unsafe { x86::append(self, mixed, spare) };
            // SAFETY: `append` has written every byte of `spare`, which are the bytes up to
            // `length`, within the capacity.
            unsafe { out.set_len(length) };
            return;
        }
        let from = out.len();
        out.extend_from_slice(mixed);
        self.apply(&mut out[from..]);
    }

    /// Masks `mixed` in place.
    pub(crate) fn apply(self, mixed: &mut [u8]) {
        let words = self.window.map(|word| word ^ self.constant);
        for period in mixed.chunks_mut(PERIOD_WORDS * 8) {
            let (whole, tail) = period.as_chunks_mut::<8>();
            for (word, mask) in whole.iter_mut().zip(&words) {
                *word = (u64::from_le_bytes(*word) ^ mask).to_le_bytes();
            }
            // A tail exists only behind at most 31 whole words.
            let last = words[whole.len() % PERIOD_WORDS].to_le_bytes();
            for (byte, mask) in tail.iter_mut().zip(last) {
                *byte ^= mask;
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        __m256i, _mm256_loadu_si256, _mm256_set1_epi64x, _mm256_storeu_si256, _mm256_xor_si256,
    };
    use std::mem::MaybeUninit;

    use super::{Mask, PERIOD_WORDS};

    /// Bytes of one vector.
    const VECTOR: usize = 32;
    const PERIOD_BYTES: usize = PERIOD_WORDS * 8;
    /// Vectors of one period.
    const VECTORS: usize = PERIOD_BYTES / VECTOR;

    type Out = [MaybeUninit<u8>];

    /// Writes every byte of `out`: the masked form of `mixed`, which is as long.
    #[target_feature(enable = "avx2")]
    pub(super) fn append(mask: Mask<'_>, mixed: &[u8], out: &mut Out) {
        assert_eq!(mixed.len(), out.len(), "every byte is written");
        let constant = _mm256_set1_epi64x(mask.constant.cast_signed());
        let (windows, _) = mask.window.as_chunks::<4>();
        let (periods, rest) = mixed.as_chunks::<PERIOD_BYTES>();
        let (out_periods, out_rest) = out.as_chunks_mut::<PERIOD_BYTES>();
        if !periods.is_empty() {
            // The whole mask stays in registers.
            let mut vectors = [constant; VECTORS];
            for (vector, window) in vectors.iter_mut().zip(windows) {
                *vector = _mm256_xor_si256(load_words(window), constant);
            }
            for (period, out) in periods.iter().zip(out_periods) {
                let (from, _) = period.as_chunks::<VECTOR>();
                let (to, _) = out.as_chunks_mut::<VECTOR>();
                for n in 0..VECTORS {
                    store(&mut to[n], _mm256_xor_si256(load(&from[n]), vectors[n]));
                }
            }
        }
        let (from, tail) = rest.as_chunks::<VECTOR>();
        let (to, out_tail) = out_rest.as_chunks_mut::<VECTOR>();
        for ((from, to), window) in from.iter().zip(to).zip(windows) {
            let vector = _mm256_xor_si256(load_words(window), constant);
            store(to, _mm256_xor_si256(load(from), vector));
        }
        if !tail.is_empty() {
            // Fewer than a period's words came before, or there would be no tail.
            let window = &mask.window[from.len() * 4..];
            words(window, mask.constant, tail, out_tail);
        }
    }

    /// Less than a vector, word by word.
    #[inline]
    fn words(window: &[u64], constant: u64, mixed: &[u8], out: &mut Out) {
        let (from, tail) = mixed.as_chunks::<8>();
        let (to, out_tail) = out.as_chunks_mut::<8>();
        for ((from, to), word) in from.iter().zip(to).zip(window) {
            let word = u64::from_le_bytes(*from) ^ word ^ constant;
            *to = word.to_le_bytes().map(MaybeUninit::new);
        }
        if !tail.is_empty() {
            let last = (window[from.len()] ^ constant).to_le_bytes();
            for ((from, to), mask) in tail.iter().zip(out_tail).zip(last) {
                to.write(from ^ mask);
            }
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn load(bytes: &[u8; VECTOR]) -> __m256i {
        // SAFETY: 32 bytes can be read there; the load asks for no alignment.
        unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn load_words(words: &[u64; 4]) -> __m256i {
        // SAFETY: 32 bytes can be read there; the load asks for no alignment.
        unsafe { _mm256_loadu_si256(words.as_ptr().cast()) }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn store(out: &mut [MaybeUninit<u8>; VECTOR], vector: __m256i) {
        // SAFETY: 32 bytes can be written there; the store asks for no alignment.
        unsafe { _mm256_storeu_si256(out.as_mut_ptr().cast(), vector) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_equal_the_definition_at_every_length() {
        let window: [u64; PERIOD_WORDS] =
            std::array::from_fn(|n| (n as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mask = Mask {
            window: &window,
            constant: 0x0123_4567_89AB_CDEF,
        };
        for length in 0..1100 {
            let mixed: Vec<u8> = (0..length).map(|n| (n * 31 + length) as u8).collect();
            let expected: Vec<u8> = mixed
                .iter()
                .enumerate()
                .map(|(n, byte)| {
                    let word = window[n / 8 % PERIOD_WORDS] ^ mask.constant;
                    byte ^ word.to_le_bytes()[n % 8]
                })
                .collect();
            // Bytes before it stay as they are, wherever it begins.
            let before = vec![0xAA; length % 41];
            let mut appended = before.clone();
            mask.append(&mixed, &mut appended);
            assert_eq!(appended[..before.len()], before, "length {length}");
            assert_eq!(appended[before.len()..], expected, "length {length}");
            let mut applied = mixed;
            mask.apply(&mut applied);
            assert_eq!(applied, expected, "length {length}");
        }
    }
}
