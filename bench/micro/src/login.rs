//! What a login costs at least: the three exponentiations of the server's side as the big-number
//! library makes them, and nothing else. What the server itself spends on its arithmetic stands
//! beside it, with the hashing and comparing that belong to it: the group and its generator are
//! always the same and one exponent is no secret, so that it gets along with less.

use crypto::srp::{GROUP_BYTES, PROOF_BYTES, SALT_BYTES, Server};
use crypto_bigint::modular::ConstMontyForm;
use crypto_bigint::{U1024, const_monty_params};

use crate::measure::nanoseconds;
use crate::report::{Bound, Figure};

const_monty_params!(
    Modulus,
    U1024,
    concat!(
        "eeaf0ab9adb38dd69c33f80afa8fc5e86072618775ff3c0b9ea2314c9c256576",
        "d674df7496ea81d3383b4813d692c6e0e0d5d8e250b98be48e495c1d6089dad1",
        "5dc7d7b46154d6b6ce8ef4ad69b15d4982559b297bcf1885c529f566660e57ec",
        "68edbc3c05726cc02fd4cbf4976eaa9afd5138fe8376435b9fc61d2fc0eb06e3",
    ),
    "N of `sts.md` section 3, big-endian here."
);

type Element = ConstMontyForm<Modulus, { U1024::LIMBS }>;

/// Bits of b and of u.
const EXPONENT_BITS: u32 = 256;

/// An exponent of 32 bytes.
fn exponent(byte: u8) -> U1024 {
    let mut bytes = [0; GROUP_BYTES];
    bytes[..EXPONENT_BITS as usize / 8].fill(byte);
    U1024::from_le_slice(&bytes)
}

/// g^b, v^u, and (A v^u)^b.
fn exponentiations(v: Element, a: Element, b: &U1024, u: &U1024) -> [Element; 2] {
    let generator = Element::new(&U1024::from_u8(2));
    let public = generator.pow_bounded_exp(b, EXPONENT_BITS);
    let base = a * v.pow_bounded_exp(u, EXPONENT_BITS);
    [public, base.pow_bounded_exp(b, EXPONENT_BITS)]
}

/// Microseconds of one login: the floor, and the server's own.
pub(crate) fn run() -> Vec<Figure> {
    let number = |byte| Element::new(&U1024::from_le_slice(&[byte; GROUP_BYTES]));
    let (v, a) = (number(0x5A), number(0x33));
    let (b, u) = (exponent(0x42), exponent(0x9D));
    let floor_ns = nanoseconds(|| {
        let powers = exponentiations(v, a, std::hint::black_box(&b), &u);
        let _ = std::hint::black_box(powers);
    });
    let verifier = [0x5A; GROUP_BYTES];
    let salt = [7; SALT_BYTES];
    let a = [0x33; GROUP_BYTES];
    let proof = [0; PROOF_BYTES];
    let own_ns = nanoseconds(|| {
        let server = Server::new(&verifier, salt, [0x42; 32].into());
        // A wrong proof is found wrong after the same work.
        let _ = std::hint::black_box(server.verify("name", &a, &proof));
    });
    let figure = |name: &'static str, value, unit| Figure::new(name, value, unit, Bound::None);
    vec![
        figure("login: modexp of one login", floor_ns / 1e3, "us"),
        figure("login: the server's arithmetic of one", own_ns / 1e3, "us"),
        figure("login: that over the floor", own_ns / floor_ns, "x"),
    ]
}
