//! The client's archives: an index of names beside an archive of contents, several of them in order
//! (`formats.md` section 3).

mod archive;
mod files;
mod index;
mod write;

pub use archive::{AARC_MAGIC, Archive};
pub use files::{ClientFiles, Found};
pub use index::{AIDX_MAGIC, Entry, Index};
pub use write::ClientWriter;
