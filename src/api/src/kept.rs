//! What the handlers share. They run on one thread, yet the types of the router ask for more; the
//! lock here is never waited for, since nothing awaits while it is held.

use std::sync::{Arc, Mutex, PoisonError};

/// A value all handlers see; clones share it.
#[derive(Debug, Default)]
pub(crate) struct Kept<T>(Arc<Mutex<T>>);

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Kept<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Arc::new(Mutex::new(value)))
    }

    /// Acts on it. A handler that panicked leaves counts and caches behind, nothing half done.
    pub(crate) fn with<R>(&self, act: impl FnOnce(&mut T) -> R) -> R {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
