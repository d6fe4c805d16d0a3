//! Which sockets of an executor over io_uring have something to read.
//!
//! All of them are in one epoll set, and the ring waits for the set. A wait of the ring for each
//! socket is made anew after each read, and the kernel interrupts the thread for each input that
//! comes while it is at work elsewhere; in a crowd of a thousand both together took a sixth of the
//! shard's time. Here the thread is interrupted once, and finds all that came.

use std::cell::RefCell;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use glommio::io::PollableFd;
use rustix::buffer::spare_capacity;
use rustix::event::{Timespec, epoll};

use super::yield_if_needed;

/// Sockets found at once; more are found at the next look.
const FOUND_MAX: usize = 256;

thread_local! {
    /// Those of the executor that runs.
    static CURRENT: RefCell<Option<Rc<Sockets>>> = const { RefCell::new(None) };
}

/// The sockets of one executor.
pub(super) struct Sockets {
    set: PollableFd<OwnedFd>,
    slots: RefCell<Slots>,
}

#[derive(Default)]
struct Slots {
    all: Vec<Slot>,
    free: Vec<u32>,
}

/// What is known of one socket.
#[derive(Default)]
struct Slot {
    /// Sockets that had this slot before.
    generation: u32,
    /// A read would bring something, as far as is known.
    may_read: bool,
    /// The peer sends nothing more, or the connection broke: the next reads bring what is left,
    /// then the end, and nothing else will announce it.
    ended: bool,
    reader: Option<Waker>,
}

/// A socket's place among the others, until it is dropped.
pub(super) struct Entry {
    sockets: Rc<Sockets>,
    index: u32,
}

impl Sockets {
    /// Makes the set of the executor that runs on this thread.
    pub(super) fn begin() -> io::Result<()> {
        let set = epoll::create(epoll::CreateFlags::CLOEXEC)?;
        let set = PollableFd::new(set).map_err(io::Error::from)?;
        let sockets = Self {
            set,
            slots: RefCell::default(),
        };
        CURRENT.set(Some(Rc::new(sockets)));
        Ok(())
    }

    /// Forgets the set; sockets that are left keep it until they are gone.
    pub(super) fn end() {
        CURRENT.set(None);
    }

    /// Marks what has something to read and wakes who waits for it; whether there may be more.
    fn look(&self, found: &mut Vec<epoll::Event>) -> io::Result<bool> {
        found.clear();
        let at_once = Timespec::default();
        match epoll::wait(self.set.get_ref(), spare_capacity(found), Some(&at_once)) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => return Ok(true),
            Err(error) => return Err(error.into()),
        }
        for event in &*found {
            let name = event.data.u64();
            // Waking may run code that comes back here.
            let reader = self.slots.borrow_mut().mark(name, event.flags);
            if let Some(reader) = reader {
                reader.wake();
            }
        }
        Ok(found.len() == found.capacity())
    }
}

impl Slots {
    fn take_free(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            self.all.push(Slot::default());
            self.all.len() as u32 - 1
        })
    }

    fn mark(&mut self, name: u64, flags: epoll::EventFlags) -> Option<Waker> {
        let (generation, index) = ((name >> 32) as u32, name as u32);
        let slot = self.all.get_mut(index as usize)?;
        // News of a socket that was here before.
        if slot.generation != generation {
            return None;
        }
        let end = epoll::EventFlags::RDHUP | epoll::EventFlags::HUP | epoll::EventFlags::ERR;
        slot.may_read = true;
        slot.ended |= flags.intersects(end);
        slot.reader.take()
    }
}

impl Entry {
    /// Watches `socket` from now on.
    pub(super) fn new(socket: &impl AsFd) -> io::Result<Self> {
        let sockets = CURRENT.with_borrow(Clone::clone);
        let sockets = sockets.expect("called on a shard's thread");
        let mut slots = sockets.slots.borrow_mut();
        let index = slots.take_free();
        let slot = &mut slots.all[index as usize];
        // What was there before is not announced; who looks at once need not wait for it.
        slot.may_read = true;
        let name = u64::from(slot.generation) << 32 | u64::from(index);
        drop(slots);
        // From here on the slot is given back whatever happens.
        let entry = Self { sockets, index };
        let flags = epoll::EventFlags::IN | epoll::EventFlags::RDHUP | epoll::EventFlags::ET;
        let data = epoll::EventData::new_u64(name);
        epoll::add(entry.sockets.set.get_ref(), socket, data, flags)?;
        Ok(entry)
    }

    /// Does not watch `socket` any more, which goes on living.
    pub(super) fn release(self, socket: &impl AsFd) {
        // It fails only for what was not in the set.
        let _ = epoll::delete(self.sockets.set.get_ref(), socket);
    }

    /// Reads by `read` when that may bring something; else the task of `cx` is woken when it may.
    pub(super) fn poll_read(
        &self,
        cx: &Context<'_>,
        wanted: usize,
        read: impl FnOnce() -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        let may_read = self.with_slot(|slot| slot.may_read);
        if may_read {
            match read() {
                Ok(count) => {
                    // Less than was asked for is all there was; what comes later is announced.
                    if count < wanted {
                        self.with_slot(|slot| slot.may_read = slot.ended);
                    }
                    return Poll::Ready(Ok(count));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Poll::Ready(Err(error)),
            }
        }
        self.with_slot(|slot| {
            (slot.may_read, slot.ended) = (false, false);
            match slot.reader.as_mut() {
                Some(reader) => reader.clone_from(cx.waker()),
                None => slot.reader = Some(cx.waker().clone()),
            }
        });
        Poll::Pending
    }

    fn with_slot<R>(&self, act: impl FnOnce(&mut Slot) -> R) -> R {
        act(&mut self.sockets.slots.borrow_mut().all[self.index as usize])
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        let mut slots = self.sockets.slots.borrow_mut();
        let slot = &mut slots.all[self.index as usize];
        let generation = slot.generation.wrapping_add(1);
        let reader = std::mem::take(slot).reader;
        slot.generation = generation;
        slots.free.push(self.index);
        drop(slots);
        drop(reader);
    }
}

/// Looks for what has come, for as long as the executor runs.
pub(crate) async fn watch() {
    let Some(sockets) = CURRENT.with_borrow(Clone::clone) else {
        // The other executor watches its own.
        return;
    };
    let mut found = Vec::with_capacity(FOUND_MAX);
    let ended = loop {
        if let Err(error) = sockets.set.readable().await {
            break io::Error::from(error);
        }
        match look_at_all(&sockets, &mut found).await {
            Ok(()) => {}
            Err(error) => break error,
        }
    };
    tracing::error!(error = %ended, "nobody watches the sockets of a shard any more");
}

async fn look_at_all(sockets: &Sockets, found: &mut Vec<epoll::Event>) -> io::Result<()> {
    while sockets.look(found)? {
        yield_if_needed().await;
    }
    Ok(())
}
