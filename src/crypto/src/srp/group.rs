//! The group modulo N, and how its numbers are hashed.

use crypto_bigint::modular::{ConstMontyForm, ConstMontyParams};
use crypto_bigint::{U1024, const_monty_params};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::GROUP_BYTES;

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

/// A number modulo N.
pub(super) type Element = ConstMontyForm<Modulus, { Modulus::LIMBS }>;

/// The generator.
pub(super) const G: U1024 = U1024::from_u8(2);

/// N as it is hashed.
pub(super) const N_BYTES: [u8; GROUP_BYTES] = {
    let words = Element::MODULUS.as_ref().as_words();
    let mut bytes = [0; GROUP_BYTES];
    let width = size_of_val(&words[0]);
    let mut i = 0;
    while i < GROUP_BYTES {
        bytes[i] = (words[i / width] >> (8 * (i % width))) as u8;
        i += 1;
    }
    bytes
};

/// The element of 128 little-endian bytes, reduced.
pub(super) fn element(bytes: &[u8; GROUP_BYTES]) -> Element {
    Element::new(&U1024::from_le_slice(bytes))
}

/// The 128 little-endian bytes of an element.
pub(super) fn bytes(element: &Element) -> [u8; GROUP_BYTES] {
    let value = Zeroizing::new(element.retrieve());
    let encoded = Zeroizing::new(value.to_le_bytes());
    let mut bytes = [0; GROUP_BYTES];
    bytes.copy_from_slice(encoded.as_ref().as_ref());
    bytes
}

/// The multiplier k = Hr(N, g).
pub(super) fn multiplier() -> Element {
    let digest = words_reversed(sha256(&[&N_BYTES, &[2, 0, 0, 0]]));
    let mut wide = [0; GROUP_BYTES];
    wide[..32].copy_from_slice(&digest);
    element(&wide)
}

/// The part of a little-endian number that is hashed: without its zero top words, but never empty.
pub(super) fn hashed(number: &[u8]) -> &[u8] {
    let mut words = number.chunks_exact(4);
    let used = words
        .rposition(|word| word != [0; 4])
        .map_or(1, |last| last + 1);
    &number[..used * 4]
}

/// SHA-256 of the parts one after another.
pub(super) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// A digest with its eight words in reverse order, the bytes inside a word unchanged.
pub(super) fn words_reversed(digest: [u8; 32]) -> [u8; 32] {
    std::array::from_fn(|i| digest[28 - i / 4 * 4 + i % 4])
}
