//! Counts reservations, to show that a hot path makes none.

#![expect(
    unsafe_code,
    reason = "an allocator is unsafe by its nature; it only counts"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};

static RESERVATIONS: AtomicU64 = AtomicU64::new(0);

thread_local! {
    static HERE: Cell<u64> = const { Cell::new(0) };
}

/// Another reservation; on this thread too, as long as the thread is there.
fn add() {
    RESERVATIONS.fetch_add(1, Ordering::Relaxed);
    // A thread that ends may still reserve.
    let _ = HERE.try_with(|here| here.set(here.get() + 1));
}

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call is passed on unchanged to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add();
        // SAFETY: the caller keeps the contract we pass on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract we pass on.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        add();
        // SAFETY: the caller keeps the contract we pass on.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// How often `work` reserved memory.
pub(crate) fn count(work: impl FnOnce()) -> u64 {
    let before = RESERVATIONS.load(Ordering::Relaxed);
    work();
    RESERVATIONS.load(Ordering::Relaxed) - before
}

/// How often `work` reserved memory on this thread.
pub(crate) fn count_here(work: impl FnOnce()) -> u64 {
    let before = HERE.get();
    work();
    HERE.get() - before
}
