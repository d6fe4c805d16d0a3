//! How long a call of a script may take. Luau asks again and again whether it may go on; the clock
//! is looked at only now and then, since a look costs more than what happens in between.

use std::cell::Cell;
use std::rc::Rc;

/// Microseconds since whenever; never goes back.
pub type Clock = Rc<dyn Fn() -> u64>;

/// Questions of Luau between two looks at the clock: some microseconds.
const QUESTIONS: u32 = 256;

/// The budget of the call under way. Lives with its VM.
pub(crate) struct Budget {
    clock: Clock,
    deadline_us: Cell<u64>,
    left: Cell<u32>,
    is_over: Cell<bool>,
}

impl Budget {
    pub(crate) fn new(clock: Clock) -> Self {
        Self {
            clock,
            deadline_us: Cell::new(u64::MAX),
            left: Cell::new(QUESTIONS),
            is_over: Cell::new(false),
        }
    }

    pub(crate) fn now_us(&self) -> u64 {
        (self.clock)()
    }

    /// A call begins that must be over by then.
    pub(crate) fn begin(&self, deadline_us: u64) {
        self.deadline_us.set(deadline_us);
        self.left.set(QUESTIONS);
        self.is_over.set(false);
    }

    /// The call is over; whether it had to be stopped.
    pub(crate) fn end(&self) -> bool {
        self.deadline_us.set(u64::MAX);
        self.is_over.replace(false)
    }

    /// Whether the call may go on. Once it may not, it may not any more: what a script catches of
    /// that is thrown at it again.
    pub(crate) fn allows(&self) -> bool {
        if self.is_over.get() {
            return false;
        }
        let left = self.left.get();
        if left > 0 {
            self.left.set(left - 1);
            return true;
        }
        self.left.set(QUESTIONS);
        if self.now_us() < self.deadline_us.get() {
            return true;
        }
        self.is_over.set(true);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_stopped_stays_stopped() {
        let at = Rc::new(Cell::new(0));
        let clock = Rc::clone(&at);
        let budget = Budget::new(Rc::new(move || clock.get()));
        budget.begin(10);
        assert!((0..10_000).all(|_| budget.allows()), "in time");
        at.set(10);
        assert!((0..=QUESTIONS).any(|_| !budget.allows()), "and not later");
        assert!(
            !budget.allows() && !budget.allows(),
            "at once from there on"
        );
        assert!(budget.end());
        assert!(budget.allows() && !budget.end(), "the next call is another");
    }
}
