//! Where panics end. Every task of a shard starts here, so that one that panics costs itself only.
//!
//! Without this, a panic in any task unwinds through the executor and ends its thread with every
//! zone and connection on it. The rest of the crate never calls the runtime's own spawn.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use futures_lite::FutureExt;

use crate::rt::{self, Queue};

thread_local! {
    static PANICS: Cell<u64> = const { Cell::new(0) };
}

/// Panics caught on this thread since it started.
#[must_use]
pub fn panics_on_this_shard() -> u64 {
    PANICS.get()
}

/// Starts `future` on this shard; a panic inside it is logged under `name`, counted, and ends it.
pub fn spawn_guarded(queue: Queue, name: &'static str, future: impl Future<Output = ()> + 'static) {
    rt::spawn(queue, async move {
        let _ = caught(name, future).await;
    });
}

/// The output of `future`, or none when it panicked.
pub(crate) async fn caught<T>(name: &'static str, future: impl Future<Output = T>) -> Option<T> {
    match AssertUnwindSafe(future).catch_unwind().await {
        Ok(output) => Some(output),
        Err(panic) => {
            report(name, &*panic);
            None
        }
    }
}

/// The result of `call`, or none when it panicked.
pub(crate) fn caught_call<T>(name: &'static str, call: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(output) => Some(output),
        Err(panic) => {
            report(name, &*panic);
            None
        }
    }
}

/// Counts and logs a panic that somebody else caught on this shard.
pub fn report(name: &'static str, panic: &(dyn Any + Send)) {
    PANICS.set(PANICS.get() + 1);
    tracing::error!(unit = name, said = panic_message(panic), "caught a panic");
}

/// What a panic said, as far as it said it in words.
pub(crate) fn panic_message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&'static str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without words")
}
