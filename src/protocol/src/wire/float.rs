//! The client's 16-bit float: sign 1, exponent 5, mantissa 10, and no infinities or NaN.
//!
//! Exponent 31 is an ordinary exponent here, and what is too large is clamped to the client's own
//! odd constant 0x43FF (`messages.txt`, head section, "packed_f16").

/// The wire form of `value`. Rounds half up in the last kept bit, as the client does.
#[must_use]
pub const fn pack_f16(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = (bits >> 16) & 0x8000;
    let magnitude = bits & 0x7FFF_FFFF;
    let packed = if magnitude < 0x3380_0000 {
        0
    } else if magnitude <= 0x387F_EFFF {
        let mantissa = (bits & 0x007F_FFFF) | 0x0080_0000;
        ((mantissa >> (113 - (magnitude >> 23))) + 4096) >> 13
    } else if magnitude > 0x47FF_EFFF {
        0x43FF
    } else {
        (magnitude - 0x37FF_F000) >> 13
    };
    (sign | packed) as u16
}

/// The value of a wire form; `pack_f16` gives back every one of the 65,536 patterns.
#[must_use]
pub const fn unpack_f16(packed: u16) -> f32 {
    let packed = packed as u32;
    let sign = (packed & 0x8000) << 16;
    let magnitude = packed & 0x7FFF;
    if magnitude & 0x7C00 != 0 {
        return f32::from_bits(sign | ((magnitude + 0x1C000) << 13));
    }
    if magnitude == 0 {
        return f32::from_bits(sign);
    }
    // A denormal: shift its leading one up to where a normal number has the implied one.
    let shift = magnitude.leading_zeros() - 21;
    let exponent = 113 - shift;
    let mantissa = (magnitude << (13 + shift)) & 0x007F_FFFF;
    f32::from_bits(sign | (exponent << 23) | mantissa)
}
