//! Being told to stop by the system.

use std::io;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// SIGTERM and SIGINT, from the moment this is made.
pub struct StopSignals(Signals);

impl StopSignals {
    /// Takes the signals over.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn new() -> io::Result<Self> {
        Signals::new([SIGTERM, SIGINT]).map(Self)
    }

    /// Blocks until one comes.
    pub fn wait(&mut self) {
        self.0.forever().next();
    }
}
