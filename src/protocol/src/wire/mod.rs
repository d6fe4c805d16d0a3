//! Bits to values and back: what every message is made of.
//!
//! A body is one stream of bits, least significant first, padded to a byte only at its end
//! (`messages.txt`, head section). Nothing here allocates from a length it has not checked.

mod element;
mod error;
pub mod float;
mod layout;
mod list;
mod reader;
mod small;
mod text;
mod writer;

pub use element::{Union, Wire, bits_min, bits_min_of};
pub use error::{DecodeError, Fault};
pub use layout::{Case, Count, EnumLayout, Field, Layout, Shape, UnionLayout};
pub use list::{
    put_array, put_bytes, put_bytes_exact, put_count, put_exact, put_items, put_list, put_list_max,
    take_array, take_bytes_exact, take_bytes_prefixed, take_exact, take_list, take_list_into,
    take_list_max, take_same,
};
pub use reader::BitReader;
pub use small::{BitSet, Guid};
pub use text::{WSTRING_UNITS_MAX, WString};
pub use writer::BitWriter;
