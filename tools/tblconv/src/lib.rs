//! Client archives, tables, texts and maps to mapped archives, and back.
//!
//! Every reader takes bytes, checks each offset and count before it uses it, and answers a
//! [`FormatError`] with a short code and one line of reason; none panics or allocates more than a
//! small multiple of the bytes it was given. [`set`] writes what `tables::TableSet` opens.

pub mod area;
pub mod bytes;
pub mod client;
pub mod codec;
pub mod convert;
pub mod diff;
pub mod error;
pub mod import;
pub mod inspect;
pub mod pack;
pub mod progress;
pub mod set;
pub mod starter;
pub mod tbl;
pub mod terrain;
pub mod text;
pub mod water;
pub mod work;

pub use error::FormatError;
