//! One shard as its own tasks see it: everything it owns, reachable without a lock.
//!
//! Every method borrows for its own length only; no borrow ever lives across an await.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::poll_fn;
use std::net::{IpAddr, Ipv6Addr};
use std::rc::Rc;
use std::task::{Poll, Waker};

use bezgelor_core::ids::{ConnectionId, ShardId, ZoneInstanceId};
use bezgelor_core::limits::UNAUTHENTICATED_PER_ADDRESS_MAX;
use bezgelor_core::time::Now;

use crate::clock::Clock;
use crate::connection::{Connection, Parts};
use crate::frame::Broadcast;
use crate::guard::spawn_guarded;
use crate::host::Host;
use crate::lane::{CloseReason, Stage};
use crate::mail::{Mail, Refused, ShardMessage};
use crate::metrics::{Counters, ShardMetrics};
use crate::options::{Bounds, Options};
use crate::rt::Queue;
use crate::table::Table;
use crate::zone::{Zones, next_due};

/// A handle to the shard it is used on; cheap to clone, never leaves its thread.
pub struct Shard<H: Host>(Rc<Inner<H>>);

impl<H: Host> Clone for Shard<H> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

struct Inner<H: Host> {
    id: ShardId,
    clock: Clock,
    options: Options,
    table: RefCell<Table<H>>,
    zones: RefCell<Zones<H::Zone>>,
    mail: RefCell<Mail<H>>,
    metrics: RefCell<ShardMetrics>,
    host: RefCell<Option<H>>,
    /// Connections with output, flushed at the end of the tick.
    dirty: RefCell<Vec<Rc<Connection<H>>>>,
    /// Memory for preparing broadcasts.
    scratch: RefCell<Vec<u8>>,
    /// Unauthenticated connections per address (v6: per /64).
    strangers: RefCell<HashMap<IpAddr, usize>>,
    draining: Cell<bool>,
    /// Who waits for the drain: one per listener.
    drain_waiters: RefCell<Vec<Waker>>,
}

impl<H: Host> Shard<H> {
    pub(crate) fn new(id: ShardId, clock: Clock, options: Options, mail: Mail<H>) -> Self {
        Self(Rc::new(Inner {
            id,
            clock,
            options,
            table: RefCell::new(Table::new(id)),
            zones: RefCell::new(Zones::default()),
            mail: RefCell::new(mail),
            metrics: RefCell::new(ShardMetrics::default()),
            host: RefCell::new(None),
            dirty: RefCell::new(Vec::new()),
            scratch: RefCell::new(Vec::new()),
            strangers: RefCell::new(HashMap::new()),
            draining: Cell::new(false),
            drain_waiters: RefCell::new(Vec::new()),
        }))
    }

    /// Which shard this is.
    #[must_use]
    pub fn id(&self) -> ShardId {
        self.0.id
    }

    /// Both clocks.
    #[must_use]
    pub fn now(&self) -> Now {
        self.0.clock.now()
    }

    pub(crate) fn clock(&self) -> Clock {
        self.0.clock
    }

    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }

    pub(crate) fn bounds(&self) -> &Bounds {
        &self.0.options.bounds
    }

    /// Whether the server is stopping.
    #[must_use]
    pub fn is_draining(&self) -> bool {
        self.0.draining.get()
    }

    /// Waits until the server stops.
    pub(crate) async fn drain_begins(&self) {
        poll_fn(|cx| {
            if self.is_draining() {
                return Poll::Ready(());
            }
            let mut waiters = self.0.drain_waiters.borrow_mut();
            if !waiters.iter().any(|waiter| waiter.will_wake(cx.waker())) {
                waiters.push(cx.waker().clone());
            }
            Poll::Pending
        })
        .await;
    }

    pub(crate) fn set_host(&self, host: H) {
        self.0.host.replace(Some(host));
    }

    /// Calls `act` with the game's own state of this shard.
    ///
    /// # Panics
    /// When called from inside itself.
    pub fn host<R>(&self, act: impl FnOnce(&mut H) -> R) -> R {
        let mut host = self.0.host.borrow_mut();
        act(host.as_mut().expect("the host is set before anything runs"))
    }

    /// Calls `act` with a zone of this shard; none when it is not here or is being stepped.
    pub fn zone<R>(&self, id: ZoneInstanceId, act: impl FnOnce(&mut H::Zone) -> R) -> Option<R> {
        let mut zones = self.0.zones.borrow_mut();
        zones.slots.get_mut(&id)?.zone.as_deref_mut().map(act)
    }

    /// Adds a zone, stepped from the next tick of its period on; false when the id is taken.
    pub fn add_zone(&self, id: ZoneInstanceId, zone: H::Zone) -> bool {
        use crate::zone::Zone;
        let due = next_due(self.0.clock.mono(), zone.period_ms());
        self.0.zones.borrow_mut().insert(id, zone, due)
    }

    /// Removes a zone; none when it is not here.
    pub fn remove_zone(&self, id: ZoneInstanceId) -> Option<H::Zone> {
        let slot = self.0.zones.borrow_mut().slots.remove(&id)?;
        slot.zone.map(|zone| *zone)
    }

    pub(crate) fn zones(&self) -> &RefCell<Zones<H::Zone>> {
        &self.0.zones
    }

    /// Sends a message (u16 opcode + body), encoded once, to all `recipients`, each in its own
    /// cipher. It leaves at the end of the tick.
    pub fn deliver(&self, message: &[u8], recipients: &[ConnectionId]) {
        let table = self.0.table.borrow();
        let mut metrics = self.0.metrics.borrow_mut();
        let mut scratch = self.0.scratch.borrow_mut();
        let mut dirty = self.0.dirty.borrow_mut();
        let broadcast = Broadcast::new(message, &mut scratch);
        for &id in recipients {
            let Some(connection) = table.get(id) else {
                metrics.counters.stale += 1;
                continue;
            };
            metrics.counters.delivered += 1;
            let waits = connection.push_broadcast(&broadcast, self.bounds(), &mut metrics.counters);
            if waits && !connection.dirty.replace(true) {
                dirty.push(Rc::clone(connection));
            }
        }
    }

    /// Gives a connection's lane something; lost when the connection is gone.
    pub fn signal(&self, id: ConnectionId, signal: H::Signal) {
        match self.0.table.borrow().get(id) {
            Some(connection) => connection.signal(signal),
            None => self.count(|counters| counters.stale += 1),
        }
    }

    /// Closes a connection of this shard.
    pub fn close(&self, id: ConnectionId, reason: CloseReason) {
        if let Some(connection) = self.0.table.borrow().get(id) {
            connection.close(reason);
        }
    }

    /// Sends `message` to a shard with the rest of this tick's mail.
    ///
    /// # Errors
    /// The message comes back when there is no room for it at all.
    pub fn post(&self, to: ShardId, message: ShardMessage<H>) -> Result<(), Refused<H>> {
        self.0.mail.borrow_mut().post(to, message)
    }

    /// Sends `message` and what else waits for that shard at once.
    ///
    /// # Errors
    /// As [`Shard::post`].
    pub fn post_now(&self, to: ShardId, message: ShardMessage<H>) -> Result<(), Refused<H>> {
        let mut mail = self.0.mail.borrow_mut();
        mail.post(to, message)?;
        mail.flush_to(to);
        Ok(())
    }

    pub(crate) fn mail(&self) -> &RefCell<Mail<H>> {
        &self.0.mail
    }

    /// Starts a task on this shard; should it panic, it alone ends.
    pub fn spawn(
        &self,
        queue: Queue,
        name: &'static str,
        future: impl Future<Output = ()> + 'static,
    ) {
        spawn_guarded(queue, name, future);
    }

    pub(crate) fn count(&self, change: impl FnOnce(&mut Counters)) {
        change(&mut self.0.metrics.borrow_mut().counters);
    }

    pub(crate) fn measure(&self, change: impl FnOnce(&mut ShardMetrics)) {
        change(&mut self.0.metrics.borrow_mut());
    }

    pub(crate) fn metrics(&self) -> ShardMetrics {
        self.0.metrics.borrow().clone()
    }

    pub(crate) fn table(&self) -> &RefCell<Table<H>> {
        &self.0.table
    }

    /// Enters a connection; none when the shard is full.
    pub(crate) fn register(&self, parts: Parts<H>) -> Option<Rc<Connection<H>>> {
        let mut table = self.0.table.borrow_mut();
        if table.len() >= self.bounds().connections_max {
            return None;
        }
        let has_output = parts.outbox.pending() > 0;
        let connection = table.insert(|id| Connection::new(id, parts));
        if has_output {
            self.mark_dirty(&connection);
        }
        Some(connection)
    }

    pub(crate) fn forget(&self, connection: &Rc<Connection<H>>) {
        self.0.table.borrow_mut().remove(connection.id);
        self.known(connection);
    }

    /// Whether one more stranger from `address` may come in; counts it if so.
    pub(crate) fn admit_stranger(&self, address: IpAddr) -> bool {
        let mut strangers = self.0.strangers.borrow_mut();
        let count = strangers.entry(network(address)).or_default();
        if *count >= UNAUTHENTICATED_PER_ADDRESS_MAX && !address.is_loopback() {
            return false;
        }
        *count += 1;
        true
    }

    /// The connection is no stranger any more.
    pub(crate) fn known(&self, connection: &Connection<H>) {
        if connection.counted.replace(false) {
            let mut strangers = self.0.strangers.borrow_mut();
            let network = network(connection.peer.ip());
            if let Some(count) = strangers.get_mut(&network) {
                *count -= 1;
                if *count == 0 {
                    strangers.remove(&network);
                }
            }
        }
    }

    pub(crate) fn set_stage(&self, connection: &Connection<H>, stage: Stage) {
        connection.stage.set(stage);
        if stage == Stage::Open {
            self.known(connection);
        }
    }

    pub(crate) fn mark_dirty(&self, connection: &Rc<Connection<H>>) {
        if !connection.dirty.replace(true) {
            self.0.dirty.borrow_mut().push(Rc::clone(connection));
        }
    }

    /// Writes what waits, one call per connection; what the kernel does not take stays for the
    /// next tick.
    pub(crate) fn flush_all(&self) {
        let mut dirty = self.0.dirty.borrow_mut();
        let mut metrics = self.0.metrics.borrow_mut();
        dirty.retain(|connection| {
            let waits = connection.flush_again(&mut metrics.counters);
            connection.dirty.set(waits);
            waits
        });
    }

    /// Tells every connection and the host that the server stops.
    pub(crate) fn begin_drain(&self) {
        if self.0.draining.replace(true) {
            return;
        }
        let waiters = self.0.drain_waiters.take();
        waiters.into_iter().for_each(Waker::wake);
        for connection in self.0.table.borrow().iter() {
            connection.drain.set(true);
            connection.notify.set();
        }
        let mut host = self.0.host.borrow_mut();
        if let Some(host) = host.as_mut() {
            host.on_drain(self);
        }
    }

    pub(crate) fn is_drained(&self) -> bool {
        self.0.table.borrow().len() == 0
            && self.0.host.borrow().as_ref().is_none_or(Host::is_drained)
            && self.0.mail.borrow().is_empty()
    }
}

/// What an address is counted under.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let s = address.segments();
            Ipv6Addr::new(s[0], s[1], s[2], s[3], 0, 0, 0, 0).into()
        }
        address @ IpAddr::V4(_) => address,
    }
}
