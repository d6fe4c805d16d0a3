//! A flag one task waits for: set many times, seen once. Lives on one shard, costs no allocation.

use std::cell::{Cell, RefCell};
use std::task::{Context, Waker};

/// The flag and the task that waits for it.
#[derive(Debug, Default)]
pub(crate) struct Notify {
    set: Cell<bool>,
    waiter: RefCell<Option<Waker>>,
}

impl Notify {
    /// Sets the flag and wakes who waits.
    pub(crate) fn set(&self) {
        self.set.set(true);
        // Taken out first: waking may run code that looks at this flag again.
        let waiter = self.waiter.borrow_mut().take();
        if let Some(waiter) = waiter {
            waiter.wake();
        }
    }

    /// Takes the flag; when it was not set, the task of `cx` is woken at the next [`Notify::set`].
    pub(crate) fn poll_take(&self, cx: &Context<'_>) -> bool {
        if self.set.take() {
            return true;
        }
        let mut waiter = self.waiter.borrow_mut();
        match waiter.as_mut() {
            Some(waker) => waker.clone_from(cx.waker()),
            None => *waiter = Some(cx.waker().clone()),
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_set_twice_is_seen_once() {
        let notify = Notify::default();
        let cx = Context::from_waker(Waker::noop());
        assert!(!notify.poll_take(&cx));
        notify.set();
        notify.set();
        assert!(notify.poll_take(&cx));
        assert!(!notify.poll_take(&cx));
    }
}
