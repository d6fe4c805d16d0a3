//! What the end-to-end tests share: the built server as a child process, scratch folders, free
//! ports, and the reference data where it is present.

mod process;
mod reference;
mod scratch;

pub use process::{Server, ServerOptions, binary};
pub use reference::reference_dir;
pub use scratch::Scratch;
