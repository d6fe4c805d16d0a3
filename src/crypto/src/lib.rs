//! SRP6 variant, packet cipher, ARC4 and token forms.
//!
//! Pure arithmetic: secrets and random values are handed in, nothing here knows a message, a clock
//! or a socket. What guards a secret runs in constant time and is wiped when dropped; the packet
//! cipher guards nothing (its key table is public knowledge) and is only made fast.
//!
//! Every byte string is in wire order. SRP integers are little-endian and of fixed width, because
//! trimmed zero bytes make one login in 256 fail (`sts.md` section 3, trap a).

mod arc4;
mod mask;
mod packet_cipher;
pub mod srp;
pub mod token;

pub use arc4::Arc4;
pub use packet_cipher::{
    AUTH_MESSAGE, CLIENT_BUILD, PacketCipher, build_key, mix, session_cipher_key,
};
