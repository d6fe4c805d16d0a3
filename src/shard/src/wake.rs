//! Waking an executor that sleeps though it has work.
//!
//! The io_uring executor can park with runnable work when its preempt timer fires at the wrong
//! instant (`runtime.md` section 1). A poke by message mostly gets it going again. Where no task is
//! there yet that could be poked, or none that is still registered for it, a signal interrupts the
//! sleep itself.

#![expect(unsafe_code, reason = "a signal to one thread has no safe interface")]

use std::os::unix::thread::JoinHandleExt as _;
use std::thread::JoinHandle;
use std::time::Duration;

/// Ignored by default and used by nobody else here.
const SIGNAL: libc::c_int = libc::SIGURG;

/// Makes the signal interrupt system calls instead of being ignored. Once per process is enough;
/// more often does no harm.
pub(crate) fn prepare() -> std::io::Result<()> {
    // SAFETY: a handler that does nothing is safe at any moment.
    unsafe { signal_hook::low_level::register(SIGNAL, || {}) }.map(drop)
}

/// Interrupts what each of `threads` waits for in the kernel.
pub(crate) fn nudge(threads: &[JoinHandle<()>]) {
    for thread in threads.iter().filter(|thread| !thread.is_finished()) {
        // SAFETY: the handle has not been joined, so the thread's id is valid even if it has just
        // ended; then the call fails, which is as good.
        let _ = unsafe { libc::pthread_kill(thread.as_pthread_t(), SIGNAL) };
    }
}

/// The number of the calling thread, for [`nudge_thread`].
pub(crate) fn this_thread() -> i32 {
    // SAFETY: the call has no preconditions.
    unsafe { libc::gettid() }
}

/// Interrupts what a thread of this process waits for in the kernel. A number that is no longer
/// anybody's, or somebody else's by now, does no harm.
pub(crate) fn nudge_thread(thread: i32) {
    // SAFETY: the signal goes to a thread of this process or to none, and its handler does nothing.
    let _ = unsafe { libc::syscall(libc::SYS_tgkill, libc::getpid(), thread, SIGNAL) };
}

/// Nudges a thread until it is dropped.
pub(crate) struct Nudging {
    stop: Option<flume::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Nudging {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It only nudges; there is nothing in it that could break.
            let _ = thread.join();
        }
    }
}

/// Interrupts what this thread waits for in the kernel, every `pause`, until the result is dropped;
/// it must be dropped on this thread.
pub(crate) fn nudge_this_thread(pause: Duration) -> std::io::Result<Nudging> {
    // SAFETY: the call has no preconditions.
    let this = unsafe { libc::pthread_self() };
    let (stop, stopped) = flume::bounded::<()>(0);
    let thread = std::thread::Builder::new()
        .name("nudge".into())
        .spawn(move || {
            while let Err(flume::RecvTimeoutError::Timeout) = stopped.recv_timeout(pause) {
                // SAFETY: the thread waits for this one before it ends, so its id is valid.
                let _ = unsafe { libc::pthread_kill(this, SIGNAL) };
            }
        })?;
    Ok(Nudging {
        stop: Some(stop),
        thread: Some(thread),
    })
}

/// Sleeps for ten seconds or until a signal comes; -1 then.
#[cfg(test)]
pub(crate) fn sleep_in_the_kernel() -> i32 {
    // SAFETY: no descriptors are watched; the call only waits.
    unsafe { libc::poll(std::ptr::null_mut(), 0, 10_000) }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_nudge_ends_a_wait_in_the_kernel() {
        prepare().expect("a handler can be set");
        let (done, interrupted) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            // The test may have given up.
            let _ = done.send(sleep_in_the_kernel());
        });
        let threads = [thread];
        let until = Instant::now() + Duration::from_secs(5);
        let result = loop {
            nudge(&threads);
            match interrupted.recv_timeout(Duration::from_millis(20)) {
                Ok(result) => break result,
                Err(_) => assert!(Instant::now() < until, "it sleeps on"),
            }
        };
        assert_eq!(result, -1, "interrupted, not timed out");
    }
}
