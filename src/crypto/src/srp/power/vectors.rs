//! Montgomery products by the instructions that multiply 52 bits in each lane (AVX-512 IFMA).
//!
//! A number is 20 digits of 52 bits, the product of two is divided by R = 2^1040 as it is made: for
//! each digit of one factor the other is added that many times, then so many N that the lowest
//! digit becomes zero and can be dropped (Gueron and Krasnov, "Software implementation of modular
//! exponentiation, using advanced vector instructions architectures", 2012). R has 16 bits more
//! than N, so a product of numbers below 2 N is (a b + m N) / R < 2 N again and never has to be
//! reduced in between. No step looks at the value of a digit.

#![expect(
    unsafe_code,
    reason = "vectors are loaded and stored through pointers, and instructions are used that not \
              every processor has; measured in bench/micro at a third of the library's products"
)]
#![expect(
    clippy::needless_range_loop,
    reason = "closures do not inherit the instructions where iterators call them"
)]

use std::arch::x86_64::{
    __m256i, _mm256_alignr_epi64, _mm256_extract_epi64, _mm256_loadu_si256, _mm256_madd52hi_epu64,
    _mm256_madd52lo_epu64, _mm256_set1_epi64x, _mm256_setzero_si256, _mm256_storeu_si256,
};
use std::sync::LazyLock;

use crypto_bigint::U1024;
use subtle::ConstantTimeEq;

use super::super::group::Element;
use super::{Arithmetic, POWERS, generator_tables};

const DIGIT_BITS: usize = 52;
const DIGITS: usize = 20;
/// Digits of one vector, and vectors of one number.
const LANES: usize = 4;
const VECTORS: usize = DIGITS / LANES;
const DIGIT_MASK: u64 = (1 << DIGIT_BITS) - 1;

/// N.
const N: Digits = Digits::of_words(Element::MODULUS.as_ref().as_words());
/// -1 / N modulo 2^52.
const N_INVERSE: u64 = {
    // Each round doubles the bits that are right; five make 64 of the lowest three.
    let mut inverse = N.0[0];
    let mut round = 0;
    while round < 5 {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(N.0[0].wrapping_mul(inverse)));
        round += 1;
    }
    inverse.wrapping_neg() & DIGIT_MASK
};

/// A number below 2 N, times R.
#[derive(Clone, Copy)]
#[repr(align(32))]
pub(super) struct Digits([u64; DIGITS]);

impl Digits {
    const ONE: Self = {
        let mut digits = [0; DIGITS];
        digits[0] = 1;
        Self(digits)
    };

    const fn of_words(words: &[u64; U1024::LIMBS]) -> Self {
        let mut digits = [0; DIGITS];
        let mut n = 0;
        while n < DIGITS {
            let (word, shift) = (n * DIGIT_BITS / 64, n * DIGIT_BITS % 64);
            let mut digit = words[word] >> shift;
            // A digit of which a part is in the next word.
            if shift + DIGIT_BITS > 64 && word + 1 < words.len() {
                digit |= words[word + 1] << (64 - shift);
            }
            digits[n] = digit & DIGIT_MASK;
            n += 1;
        }
        Self(digits)
    }

    /// The number as words; it has to be below 2^1024.
    fn words(&self) -> [u64; U1024::LIMBS] {
        let mut words = [0; U1024::LIMBS];
        for (n, digit) in self.0.iter().enumerate() {
            let (word, shift) = (n * DIGIT_BITS / 64, n * DIGIT_BITS % 64);
            words[word] |= digit << shift;
            if shift + DIGIT_BITS > 64 && word + 1 < words.len() {
                words[word + 1] |= digit >> (64 - shift);
            }
        }
        words
    }
}

/// R squared modulo N: a product with it brings a number into its form.
static R_SQUARED: LazyLock<Digits> = LazyLock::new(|| {
    let two = Element::ONE.double();
    let power = two.pow(&U1024::from_u64(2 * (DIGITS * DIGIT_BITS) as u64));
    Digits::of_words(power.retrieve().as_words())
});

/// Proof that the processor has what is needed.
#[derive(Clone, Copy)]
pub(super) struct Vectors(());

impl Vectors {
    pub(super) fn of_this_processor() -> Option<Self> {
        let has_all = std::arch::is_x86_feature_detected!("avx512f")
            && std::arch::is_x86_feature_detected!("avx512vl")
            && std::arch::is_x86_feature_detected!("avx512ifma");
        has_all.then_some(Self(()))
    }
}

impl Arithmetic for Vectors {
    type Number = Digits;

    fn number(self, element: &Element) -> Digits {
        let plain = Digits::of_words(element.retrieve().as_words());
        self.product(&plain, &R_SQUARED)
    }

    fn element(self, number: &Digits) -> Element {
        // (a + m N) / R with a < 2 N and m < R is at most N.
        let plain = self.product(number, &Digits::ONE);
        Element::new(&U1024::from_words(plain.words()))
    }

    fn product(self, a: &Digits, b: &Digits) -> Digits {
        // SAFETY: a value of this type exists only where the processor has the instructions.
        let [product] = unsafe { products([a], [b]) };
        product
    }

    fn products(self, a: [&Digits; 2], b: [&Digits; 2]) -> [Digits; 2] {
        // SAFETY: as in `product`.
        unsafe { products(a, b) }
    }

    fn pick(self, table: &[Digits; POWERS], index: u64) -> Digits {
        // SAFETY: as in `product`.
        unsafe { pick(table, index) }
    }

    fn tables_of_generator(self) -> &'static [[Digits; POWERS]] {
        static TABLES: LazyLock<Vec<[Digits; POWERS]>> =
            LazyLock::new(|| generator_tables(Vectors(())));
        &TABLES
    }
}

/// a b / R of each pair. They take turns digit by digit, since one alone mostly waits for itself.
#[target_feature(enable = "avx512f,avx512vl,avx512ifma")]
fn products<const PAIRS: usize>(a: [&Digits; PAIRS], b: [&Digits; PAIRS]) -> [Digits; PAIRS] {
    let n = load(&N);
    let mut factors = [[_mm256_setzero_si256(); VECTORS]; PAIRS];
    for pair in 0..PAIRS {
        factors[pair] = load(a[pair]);
    }
    let mut sums = [[_mm256_setzero_si256(); VECTORS]; PAIRS];
    // The lowest digit of each sum, with what it carries, goes its own way: it decides how many N
    // are added, and everything else waits for that.
    let mut lowest = [0_u64; PAIRS];
    for place in 0..DIGITS {
        for pair in 0..PAIRS {
            let (factor, sum) = (&factors[pair], &mut sums[pair]);
            let digit = b[pair].0[place];
            let low = wide(a[pair].0[0], digit) + u128::from(lowest[pair]);
            let times = (low as u64).wrapping_mul(N_INVERSE) & DIGIT_MASK;
            let low = low + wide(times, N.0[0]);
            let digit = _mm256_set1_epi64x(digit.cast_signed());
            let times = _mm256_set1_epi64x(times.cast_signed());
            for lane in 0..VECTORS {
                sum[lane] = _mm256_madd52lo_epu64(sum[lane], factor[lane], digit);
                sum[lane] = _mm256_madd52lo_epu64(sum[lane], n[lane], times);
            }
            drop_lowest(sum);
            let next = _mm256_extract_epi64::<0>(sum[0]).cast_unsigned();
            lowest[pair] = ((low >> DIGIT_BITS) as u64).wrapping_add(next);
            for lane in 0..VECTORS {
                sum[lane] = _mm256_madd52hi_epu64(sum[lane], factor[lane], digit);
                sum[lane] = _mm256_madd52hi_epu64(sum[lane], n[lane], times);
            }
        }
    }
    let mut products = [Digits::ONE; PAIRS];
    for pair in 0..PAIRS {
        let digits = &mut products[pair];
        store(&sums[pair], digits);
        digits.0[0] = lowest[pair];
        carry(digits);
    }
    products
}

#[inline(always)]
fn wide(a: u64, b: u64) -> u128 {
    u128::from(a) * u128::from(b)
}

/// Moves every digit one place down.
#[target_feature(enable = "avx512f,avx512vl")]
#[inline]
fn drop_lowest(sum: &mut [__m256i; VECTORS]) {
    for lane in 0..VECTORS - 1 {
        sum[lane] = _mm256_alignr_epi64::<1>(sum[lane + 1], sum[lane]);
    }
    let last = VECTORS - 1;
    sum[last] = _mm256_alignr_epi64::<1>(_mm256_setzero_si256(), sum[last]);
}

/// Makes digits of sums of digits: at most 80 were added, far from what a word holds.
#[inline]
fn carry(digits: &mut Digits) {
    let mut carried = 0;
    for digit in &mut digits.0 {
        let sum = *digit + carried;
        *digit = sum & DIGIT_MASK;
        carried = sum >> DIGIT_BITS;
    }
    debug_assert_eq!(carried, 0, "a product is below 2 N");
}

#[target_feature(enable = "avx512f,avx512vl")]
fn pick(table: &[Digits; POWERS], index: u64) -> Digits {
    let mut picked = [0; DIGITS];
    for place in 0..POWERS {
        let is_it = u64::from((place as u64).ct_eq(&index).unwrap_u8()).wrapping_neg();
        let entry = &table[place].0;
        for digit in 0..DIGITS {
            picked[digit] |= entry[digit] & is_it;
        }
    }
    Digits(picked)
}

#[target_feature(enable = "avx512f,avx512vl")]
#[inline]
fn load(digits: &Digits) -> [__m256i; VECTORS] {
    let mut vectors = [_mm256_setzero_si256(); VECTORS];
    for lane in 0..VECTORS {
        let place = &digits.0[lane * LANES..(lane + 1) * LANES];
        // SAFETY: 32 bytes can be read there; the load asks for no alignment.
        vectors[lane] = unsafe { _mm256_loadu_si256(place.as_ptr().cast()) };
    }
    vectors
}

#[target_feature(enable = "avx512f,avx512vl")]
#[inline]
fn store(vectors: &[__m256i; VECTORS], digits: &mut Digits) {
    for lane in 0..VECTORS {
        let place = &mut digits.0[lane * LANES..(lane + 1) * LANES];
        // SAFETY: 32 bytes can be written there; the store asks for no alignment.
        unsafe { _mm256_storeu_si256(place.as_mut_ptr().cast(), vectors[lane]) };
    }
}
