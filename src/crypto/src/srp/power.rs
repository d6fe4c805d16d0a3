//! Powers modulo N, the whole cost of a login, by the shortest way for each of the three kinds:
//!
//! * of a base that is new each time, to a secret exponent: a window of four bits, each entry of
//!   the table looked at for each window, so that neither time nor memory tells anything;
//! * of the generator, to a secret exponent: the same without squarings, since its powers are known
//!   before; 68 products instead of 330;
//! * to a public exponent (what both ends hash from A and B, which anybody can read on the wire):
//!   sliding windows over the bits as they are. The base may be secret; it decides nothing.
//!
//! Products are made by vectors where the processor multiplies 52 bits at once, in a third of the
//! time, and by the big-number library elsewhere. Both give the same numbers.

#[cfg(target_arch = "x86_64")]
mod vectors;

use std::sync::LazyLock;

use crypto_bigint::{CtAssign as _, CtEq as _};

use super::Secret;
use super::group::{self, Element};

/// Bits that are taken from an exponent at once.
const WINDOW_BITS: u32 = 4;
/// Powers in a table.
const POWERS: usize = 1 << WINDOW_BITS;
/// Bits of a public exponent taken at once; only odd powers are in its table.
const SLIDING_BITS: usize = WINDOW_BITS as usize + 1;
/// Bits of the longest exponent that the generator's tables serve.
const GENERATOR_BITS: u32 = 256;
/// Tables of the generator: one for every second window, each of which serves two.
const GENERATOR_TABLES: usize = (GENERATOR_BITS / WINDOW_BITS / 2) as usize;

/// A way to multiply modulo N.
trait Arithmetic: Copy + 'static {
    /// A number in the form that it is multiplied in.
    type Number: Copy;

    fn number(self, element: &Element) -> Self::Number;

    fn element(self, number: &Self::Number) -> Element;

    fn product(self, a: &Self::Number, b: &Self::Number) -> Self::Number;

    /// Two products that do not wait for one another: by vectors hardly more than one.
    fn products(self, a: [&Self::Number; 2], b: [&Self::Number; 2]) -> [Self::Number; 2] {
        [self.product(a[0], b[0]), self.product(a[1], b[1])]
    }

    /// The entry with this index, which is secret: every entry is read.
    fn pick(self, table: &[Self::Number; POWERS], index: u64) -> Self::Number;

    /// What [`generator_tables`] makes, once.
    fn tables_of_generator(self) -> &'static [[Self::Number; POWERS]];
}

/// The library's products.
#[derive(Clone, Copy)]
struct Plain;

impl Arithmetic for Plain {
    type Number = Element;

    fn number(self, element: &Element) -> Element {
        *element
    }

    fn element(self, number: &Element) -> Element {
        *number
    }

    fn product(self, a: &Element, b: &Element) -> Element {
        a * b
    }

    fn pick(self, table: &[Element; POWERS], index: u64) -> Element {
        let mut picked = table[0];
        for (entry, number) in table.iter().zip(0_u64..) {
            picked.ct_assign(entry, number.ct_eq(&index));
        }
        picked
    }

    fn tables_of_generator(self) -> &'static [[Element; POWERS]] {
        static TABLES: LazyLock<Vec<[Element; POWERS]>> = LazyLock::new(|| generator_tables(Plain));
        &TABLES
    }
}

/// Calls a function with the best arithmetic that this processor has.
macro_rules! best {
    ($function:ident($($argument:expr),*)) => {{
        #[cfg(target_arch = "x86_64")]
        if let Some(vectors) = vectors::Vectors::of_this_processor() {
            return $function(vectors $(, $argument)*);
        }
        $function(Plain $(, $argument)*)
    }};
}

/// Makes the generator's tables, 80 KiB or so, unless they are there.
pub(super) fn prepare() {
    best!(prepare_by());
}

fn prepare_by<A: Arithmetic>(by: A) {
    by.tables_of_generator();
}

/// `base` to a secret power, in time that depends on the exponent's length alone.
pub(super) fn secret(base: &Element, exponent: &Secret) -> Element {
    best!(secret_by(base, exponent))
}

/// As [`secret`], of the generator.
pub(super) fn of_generator(exponent: &Secret) -> Element {
    best!(of_generator_by(exponent))
}

/// `base` to a power that everybody may know.
pub(super) fn public(base: &Element, exponent: &[u8; 32]) -> Element {
    best!(public_by(base, exponent))
}

fn secret_by<A: Arithmetic>(by: A, base: &Element, exponent: &Secret) -> Element {
    let table = powers(by, &by.number(base));
    let mut windows = (0..exponent.windows()).rev();
    let Some(first) = windows.next() else {
        return Element::ONE;
    };
    let mut power = by.pick(&table, exponent.window(first));
    for place in windows {
        for _ in 0..WINDOW_BITS {
            power = by.product(&power, &power);
        }
        power = by.product(&power, &by.pick(&table, exponent.window(place)));
    }
    by.element(&power)
}

fn of_generator_by<A: Arithmetic>(by: A, exponent: &Secret) -> Element {
    if exponent.bits != GENERATOR_BITS {
        return secret_by(by, &Element::new(&group::G), exponent);
    }
    let tables = by.tables_of_generator();
    let pick = |table: usize, odd: u32| {
        let place = 2 * table as u32 + odd;
        by.pick(&tables[table], exponent.window(place))
    };
    // The even windows and the odd ones are two products; the odd ones are worth sixteen times
    // what their tables say.
    let (mut even, mut odd) = (pick(0, 0), pick(0, 1));
    for table in 1..GENERATOR_TABLES {
        let factors = [pick(table, 0), pick(table, 1)];
        [even, odd] = by.products([&even, &odd], [&factors[0], &factors[1]]);
    }
    for _ in 0..WINDOW_BITS {
        odd = by.product(&odd, &odd);
    }
    by.element(&by.product(&even, &odd))
}

fn public_by<A: Arithmetic>(by: A, base: &Element, exponent: &[u8; 32]) -> Element {
    let base = by.number(base);
    let square = by.product(&base, &base);
    // table[n] is the power 2n + 1.
    let mut table = [base; POWERS];
    for n in 1..POWERS {
        table[n] = by.product(&table[n - 1], &square);
    }
    let bit = |at: usize| usize::from(exponent[at / 8] >> (at % 8) & 1);
    let mut power: Option<A::Number> = None;
    let mut above = exponent.len() * 8;
    while above > 0 {
        if bit(above - 1) == 0 {
            power = power.map(|power| by.product(&power, &power));
            above -= 1;
            continue;
        }
        // The longest window from here down that ends with a one.
        let mut low = above.saturating_sub(SLIDING_BITS);
        while bit(low) == 0 {
            low += 1;
        }
        let odd = (low..above).rev().fold(0, |value, at| value << 1 | bit(at));
        let entry = &table[odd / 2];
        power = Some(match power {
            None => *entry,
            Some(mut power) => {
                for _ in low..above {
                    power = by.product(&power, &power);
                }
                by.product(&power, entry)
            }
        });
        above = low;
    }
    power.map_or(Element::ONE, |power| by.element(&power))
}

/// The powers of `base` from 0 to 15.
fn powers<A: Arithmetic>(by: A, base: &A::Number) -> [A::Number; POWERS] {
    let mut table = [*base; POWERS];
    table[0] = by.number(&Element::ONE);
    for n in 2..POWERS {
        table[n] = by.product(&table[n - 1], base);
    }
    table
}

/// Powers of the generator: the table at place n has those of it raised to 256^n.
fn generator_tables<A: Arithmetic>(by: A) -> Vec<[A::Number; POWERS]> {
    let mut base = by.number(&Element::new(&group::G));
    let tables = (0..GENERATOR_TABLES).map(|_| {
        let table = powers(by, &base);
        for _ in 0..2 * WINDOW_BITS {
            base = by.product(&base, &base);
        }
        table
    });
    tables.collect()
}

impl Secret {
    /// How many windows it has.
    fn windows(&self) -> u32 {
        self.bits / WINDOW_BITS
    }

    /// One window, from the lowest on.
    fn window(&self, place: u32) -> u64 {
        let bit = (place * WINDOW_BITS) as usize;
        let word = self.value.as_words()[bit / 64];
        word >> (bit % 64) & (POWERS as u64 - 1)
    }
}

#[cfg(test)]
mod tests {
    use crypto_bigint::U1024;

    use super::super::GROUP_BYTES;
    use super::*;

    /// Numbers that look like chance, the same in every run.
    struct Numbers(u64);

    impl Numbers {
        fn bytes<const N: usize>(&mut self) -> [u8; N] {
            std::array::from_fn(|_| {
                self.0 ^= self.0 << 13;
                self.0 ^= self.0 >> 7;
                self.0 ^= self.0 << 17;
                (self.0 >> 24) as u8
            })
        }
    }

    /// Bases at the edges of the group, and some from inside.
    fn bases() -> Vec<Element> {
        let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
        let mut bases = vec![
            Element::ZERO,
            Element::ONE,
            Element::ZERO - Element::ONE,
            Element::new(&group::G),
            Element::new(&U1024::MAX),
        ];
        bases.extend((0..12).map(|_| group::element(&numbers.bytes())));
        bases
    }

    fn exponents() -> Vec<[u8; 32]> {
        let mut numbers = Numbers(0x0123_4567_89AB_CDEF);
        let mut one = [0; 32];
        one[0] = 1;
        let mut highest = [0; 32];
        highest[31] = 0x80;
        let mut exponents = vec![[0; 32], one, highest, [0xFF; 32], [0x10; 32]];
        exponents.extend((0..6).map(|_| numbers.bytes()));
        exponents
    }

    fn expected(base: &Element, exponent: &[u8]) -> Element {
        let mut wide = [0; GROUP_BYTES];
        wide[..exponent.len()].copy_from_slice(exponent);
        base.pow(&U1024::from_le_slice(&wide))
    }

    /// Every kind of power by one arithmetic, against the library's own.
    fn equals_the_library(by: impl Arithmetic) {
        for exponent in exponents() {
            let generator = Element::new(&group::G);
            let own = Secret::from(exponent);
            assert_eq!(of_generator_by(by, &own), expected(&generator, &exponent));
            for base in bases() {
                let expected = expected(&base, &exponent);
                assert_eq!(secret_by(by, &base, &own), expected, "{exponent:?}");
                assert_eq!(public_by(by, &base, &exponent), expected, "{exponent:?}");
            }
        }
        let wide: [u8; GROUP_BYTES] = Numbers(77).bytes();
        let generator = Element::new(&group::G);
        let own = Secret::from(wide);
        assert_eq!(of_generator_by(by, &own), expected(&generator, &wide));
    }

    #[test]
    fn the_librarys_products_give_the_librarys_powers() {
        equals_the_library(Plain);
    }

    #[test]
    #[cfg(target_arch = "x86_64")]
    fn vectors_give_the_librarys_powers() {
        match vectors::Vectors::of_this_processor() {
            Some(vectors) => equals_the_library(vectors),
            None => eprintln!("skipped: the processor does not multiply 52 bits at once"),
        }
    }

    /// Chains of products of one another's results: what one leaves over the next has to bear.
    #[test]
    #[cfg(target_arch = "x86_64")]
    fn vectors_bear_long_chains() {
        let Some(by) = vectors::Vectors::of_this_processor() else {
            return eprintln!("skipped: the processor does not multiply 52 bits at once");
        };
        let bases = bases();
        for (base, other) in bases.iter().zip(bases.iter().rev()) {
            let (mut plain, mut quick) = ([*base, *other], [by.number(base), by.number(other)]);
            for round in 0..200 {
                plain = [plain[0] * plain[1], plain[1] * plain[1]];
                let [a, b] = quick;
                quick = by.products([&a, &b], [&b, &b]);
                assert_eq!(by.element(&quick[0]), plain[0], "round {round}");
                assert_eq!(by.element(&quick[1]), plain[1], "round {round}");
            }
        }
    }
}
