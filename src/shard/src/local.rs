//! One shard as its own tasks see it: everything it owns, reachable without a lock.
//!
//! Every method borrows for its own length only; no borrow ever lives across an await.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use bezgelor_core::ids::{ConnectionId, ShardId};
use bezgelor_core::limits::READ_CHUNK_BYTES;
use bezgelor_core::time::{Millis, Now};

use crate::clock::Clock;
use crate::connection::{Connection, Parts};
use crate::deliver::Plan;
use crate::driver;
use crate::frame::{Broadcast, Template};
use crate::gather::Gathering;
use crate::guard::{caught, caught_call, spawn_guarded};
use crate::host::Host;
use crate::lane::{CloseReason, Stage};
use crate::mail::{Batch, Mail, Refused, ShardMessage};
use crate::metrics::{Counters, ShardMetrics};
use crate::options::{Bounds, Options};
use crate::rt::Queue;
use crate::strangers::Strangers;
use crate::table::Table;
use crate::watchdog::{Activity, Beat, Busy};
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
    plan: RefCell<Plan>,
    /// Unauthenticated connections per address (v6: per /64).
    strangers: RefCell<Strangers>,
    /// What is read from a socket, for the length of one poll.
    chunk: RefCell<Box<[u8; READ_CHUNK_BYTES]>>,
    inbox: flume::Receiver<Batch<H>>,
    gathering: Gathering,
    load_permille: Cell<u64>,
    beat: Beat,
    /// Connection tasks, those included that only wait for their last bytes to leave.
    tasks: Cell<usize>,
    /// Executors this shard ran on before this one.
    epoch: Cell<u64>,
    /// Tasks of the host that are under way.
    spawned: RefCell<BTreeMap<u64, Rc<Spawned>>>,
    next_spawned: Cell<u64>,
    draining: Cell<bool>,
    /// Somebody wants to see what a panic of this shard costs.
    breaks: Cell<bool>,
    /// Who waits for the drain: one per listener.
    drain_waiters: RefCell<Vec<Waker>>,
}

impl<H: Host> Shard<H> {
    pub(crate) fn new(
        id: ShardId,
        clock: Clock,
        options: Options,
        mail: Mail<H>,
        inbox: flume::Receiver<Batch<H>>,
        beat: Beat,
    ) -> Self {
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
            plan: RefCell::default(),
            strangers: RefCell::default(),
            chunk: RefCell::new(Box::new([0; READ_CHUNK_BYTES])),
            inbox,
            gathering: Gathering::default(),
            load_permille: Cell::new(0),
            beat,
            tasks: Cell::new(0),
            epoch: Cell::new(0),
            spawned: RefCell::default(),
            next_spawned: Cell::new(0),
            draining: Cell::new(false),
            breaks: Cell::new(false),
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

    /// When a zone with this period, or the shard itself, has its next turn after `now`. Shards do
    /// not tick at the same moment: what they share, the machine, then has less to do at once.
    pub(crate) fn next_due(&self, now: Millis, period_ms: u64) -> Millis {
        next_due(now, period_ms, self.phase_ms())
    }

    /// How much later than the multiples of its period a tick of this shard is.
    pub(crate) fn phase_ms(&self) -> u64 {
        let Options {
            tick_ms, shards, ..
        } = self.options();
        tick_ms * u64::from(self.id().0) / (*shards).max(1) as u64
    }

    /// Thousandths of its time that this shard was busy of late.
    #[must_use]
    pub fn load_permille(&self) -> u64 {
        self.0.load_permille.get()
    }

    pub(crate) fn set_load(&self, permille: u64) {
        self.0.load_permille.set(permille);
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

    pub(crate) fn has_host(&self) -> bool {
        self.0.host.borrow().is_some()
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
        scratch.clear();
        let place = Template::push(message, &mut scratch);
        let broadcast = Broadcast::of(message, &scratch[place]);
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

    /// Sends what the steps so far queued, instead of at the tick's end.
    pub fn flush_now(&self) {
        let dirty = self.take_dirty();
        self.flush(&dirty);
    }

    /// Calls of `send` that this shard made so far.
    #[must_use]
    pub fn sends(&self) -> u64 {
        self.0.metrics.borrow().counters.sends
    }

    /// Sends `bytes` past everything that waits for a connection; how many the kernel took. What
    /// the client then reads is no conversation any more: this measures what the kernel costs.
    ///
    /// # Errors
    /// As `send(2)`; `NotConnected` when there is no such connection.
    pub fn send_raw(&self, id: ConnectionId, bytes: &[u8]) -> io::Result<usize> {
        match self.0.table.borrow().get(id) {
            Some(connection) => connection.send_raw(bytes),
            None => Err(io::ErrorKind::NotConnected.into()),
        }
    }

    pub(crate) fn plan(&self) -> &RefCell<Plan> {
        &self.0.plan
    }

    pub(crate) fn mail(&self) -> &RefCell<Mail<H>> {
        &self.0.mail
    }

    /// Starts a task on this shard; should it panic, it alone ends. Should the shard's executor
    /// break, the task goes on under the next one; of timers it may use those of [`crate::rt`].
    pub fn spawn(
        &self,
        queue: Queue,
        name: &'static str,
        future: impl Future<Output = ()> + 'static,
    ) {
        let number = self.0.next_spawned.get();
        self.0.next_spawned.set(number + 1);
        let spawned = Rc::new(Spawned {
            queue,
            name,
            future: RefCell::new(Box::pin(future)),
        });
        let kept = Rc::clone(&spawned);
        self.0.spawned.borrow_mut().insert(number, kept);
        self.run_spawned(number, spawned);
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

    /// Open connections of this shard.
    #[must_use]
    pub fn connection_count(&self) -> usize {
        self.0.table.borrow().len()
    }

    /// Whether there is such a connection; its lane has not heard of its end then.
    #[must_use]
    pub fn has_connection(&self, id: ConnectionId) -> bool {
        self.0.table.borrow().get(id).is_some()
    }

    pub(crate) fn table(&self) -> &RefCell<Table<H>> {
        &self.0.table
    }

    /// Enters a connection; it comes back when the shard is full.
    pub(crate) fn register(&self, parts: Parts<H>) -> Result<Rc<Connection<H>>, Box<Parts<H>>> {
        let mut table = self.0.table.borrow_mut();
        if table.len() >= self.bounds().connections_max {
            return Err(Box::new(parts));
        }
        let has_output = parts.outbox.pending() > 0;
        let connection = table.insert(|id| Connection::new(id, parts));
        if self.is_draining() {
            // On its way when the others were told.
            connection.drain.set(true);
            connection.notify.set();
        }
        if has_output {
            self.mark_dirty(&connection);
        }
        Ok(connection)
    }

    /// The name of a connection that is in no table.
    pub(crate) fn nobody(&self) -> ConnectionId {
        crate::table::nobody(self.id())
    }

    pub(crate) fn forget(&self, connection: &Rc<Connection<H>>) {
        self.0.table.borrow_mut().remove(connection.id);
        self.known(connection);
    }

    /// Whether one more stranger from `address` may come in.
    pub(crate) fn admits_stranger(&self, address: IpAddr) -> bool {
        let strangers = self.0.strangers.borrow();
        strangers.admits(address, self.bounds().strangers_per_address_max)
            || (self.bounds().trusts_loopback && address.to_canonical().is_loopback())
    }

    /// Counts a connection against its address until it is known or gone.
    pub(crate) fn stranger(&self, connection: &Connection<H>) {
        connection.counted.set(true);
        self.0.strangers.borrow_mut().enter(connection.peer.ip());
    }

    /// The connection is no stranger any more.
    pub(crate) fn known(&self, connection: &Connection<H>) {
        if connection.counted.take() {
            self.0.strangers.borrow_mut().leave(connection.peer.ip());
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

    /// Takes the list of connections with output.
    pub(crate) fn take_dirty(&self) -> Vec<Rc<Connection<H>>> {
        self.0.dirty.take()
    }

    /// Writes what waits, one call per connection; what the kernel does not take stays for the
    /// next tick.
    pub(crate) fn flush(&self, connections: &[Rc<Connection<H>>]) {
        let _busy = self.busy(Activity::Flush);
        let mut left = self.0.dirty.borrow_mut();
        let mut metrics = self.0.metrics.borrow_mut();
        for connection in connections {
            let waits = connection.flush_again(&mut metrics.counters);
            connection.dirty.set(waits);
            if waits {
                left.push(Rc::clone(connection));
            }
        }
    }

    /// Calls the host from outside of it; a panic there costs this call alone.
    pub(crate) fn host_call(&self, act: impl FnOnce(&mut H)) {
        let _busy = self.busy(Activity::Host);
        caught_call("host", || self.host(act));
    }

    /// Tells the watchdog what this shard is busy with.
    pub(crate) fn busy(&self, activity: Activity) -> Busy<'_> {
        self.0.beat.enter(activity, self.0.clock.mono())
    }

    pub(crate) fn beat(&self) -> &Beat {
        &self.0.beat
    }

    pub(crate) fn gathering(&self) -> &Gathering {
        &self.0.gathering
    }

    pub(crate) fn inbox(&self) -> &flume::Receiver<Batch<H>> {
        &self.0.inbox
    }

    /// Memory for one read; its contents hold until the next poll of any connection.
    pub(crate) fn with_chunk<R>(&self, act: impl FnOnce(&mut [u8]) -> R) -> R {
        act(&mut self.0.chunk.borrow_mut()[..])
    }

    /// Counts a connection's task for as long as the result lives.
    pub(crate) fn task(&self) -> Task<H> {
        self.0.tasks.set(self.0.tasks.get() + 1);
        Task {
            shard: self.clone(),
            epoch: self.0.epoch.get(),
        }
    }

    /// Lets the shard's own loop panic at its next turn, to see what that costs.
    pub fn break_soon(&self) {
        self.0.breaks.set(true);
    }

    /// Panics when it was told to.
    pub(crate) fn break_now(&self) {
        assert!(!self.0.breaks.take(), "the shard was told to break");
    }

    /// Goes on, on the executor that runs now, where another one broke: connections, zones, host
    /// and the tasks that were spawned on this shard are what they were.
    pub(crate) fn revive(&self) {
        let inner = &*self.0;
        inner.epoch.set(inner.epoch.get() + 1);
        inner.tasks.set(0);
        // What was half done when it broke is begun anew.
        inner.plan.take();
        inner.dirty.borrow_mut().clear();
        inner.drain_waiters.borrow_mut().clear();
        let lost = inner.zones.borrow_mut().remove_lost();
        self.count(|counters| {
            counters.revivals += 1;
            counters.zones_lost += lost.len() as u64;
        });
        let connections: Vec<_> = inner.table.borrow().iter().map(Rc::clone).collect();
        for connection in connections {
            connection.dirty.set(false);
            if connection.renew_stream() {
                self.mark_dirty(&connection);
                driver::resume(self, connection);
            } else {
                self.forget(&connection);
            }
        }
        self.resume_spawned();
        self.host_call(|host| host.on_revived(self));
        for zone in lost {
            self.host_call(|host| host.on_zone_lost(self, zone));
        }
    }

    fn resume_spawned(&self) {
        let spawned: Vec<_> = self
            .0
            .spawned
            .borrow()
            .iter()
            .map(|(number, spawned)| (*number, Rc::clone(spawned)))
            .collect();
        for (number, spawned) in spawned {
            self.run_spawned(number, spawned);
        }
    }

    fn run_spawned(&self, number: u64, spawned: Rc<Spawned>) {
        let shard = self.clone();
        let (queue, name) = (spawned.queue, spawned.name);
        spawn_guarded(queue, name, async move {
            let run = poll_fn(|cx| spawned.future.borrow_mut().as_mut().poll(cx));
            let _ = caught(name, run).await;
            shard.0.spawned.borrow_mut().remove(&number);
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
        self.host_call(|host| host.on_drain(self));
    }

    pub(crate) fn is_drained(&self) -> bool {
        self.0.tasks.get() == 0
            && self.0.inbox.is_empty()
            && self.0.host.borrow().as_ref().is_none_or(Host::is_drained)
            && self.0.mail.borrow().is_empty()
    }
}

/// See [`Shard::task`].
pub(crate) struct Task<H: Host> {
    shard: Shard<H>,
    epoch: u64,
}

impl<H: Host> Drop for Task<H> {
    fn drop(&mut self) {
        let inner = &self.shard.0;
        // One of an executor that broke is not counted any more.
        if self.epoch == inner.epoch.get() {
            inner.tasks.set(inner.tasks.get() - 1);
        }
    }
}

/// A task of the host. The executor only borrows it, so that it outlives the executor.
struct Spawned {
    queue: Queue,
    name: &'static str,
    future: RefCell<Pin<Box<dyn Future<Output = ()>>>>,
}
