//! The realm queue: who may come in, who waits, and at which place.
//!
//! One state machine per realm, owned by the realm service. It knows accounts and connections, no
//! sockets; what it has to say to a waiting connection is fetched with [`Queue::poll`].

use std::collections::{BTreeMap, HashMap, VecDeque};

use bezgelor_core::ids::{AccountId, ConnectionId};
use bezgelor_core::limits::{
    QUEUE_GRACE_MS, QUEUE_REFRESH_MS, QUEUE_SECONDS_PER_PLACE, REALM_QUEUE_MAX,
};
use bezgelor_core::time::Millis;

/// A place in the queue as 0x0717 shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// 1 is next.
    pub position: u32,
    /// Half a minute for each place (`features.md` section 1).
    pub wait_s: u32,
}

impl Place {
    fn at(index: usize) -> Self {
        let position = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        Self {
            position,
            wait_s: position.saturating_mul(QUEUE_SECONDS_PER_PLACE),
        }
    }
}

/// The answer to somebody who wants in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// The realm has room, or the account never waits.
    Admitted,
    /// It waits at this place.
    Waiting(Place),
    /// Even the queue is full.
    Full,
}

/// What a waiting connection has to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueEvent {
    /// The place changed.
    Moved(Place),
    /// It may come in.
    Admitted,
}

/// Who wants in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Whose.
    pub account: AccountId,
    /// Where it is told.
    pub connection: ConnectionId,
    /// Game masters never wait.
    pub bypass: bool,
}

#[derive(Debug)]
struct Waiting {
    account: AccountId,
    /// None while the account is away and its place is kept.
    connection: Option<ConnectionId>,
    away_since: Millis,
    told: u32,
}

/// See the module.
#[derive(Debug)]
pub struct Queue {
    capacity: usize,
    /// Nobody new is let in.
    closed: bool,
    inside: HashMap<AccountId, ConnectionId>,
    /// By a number drawn on arrival, which is the order.
    waiting: BTreeMap<u64, Waiting>,
    by_account: HashMap<AccountId, u64>,
    next_number: u64,
    refreshed_at: Millis,
    events: VecDeque<(ConnectionId, QueueEvent)>,
}

impl Queue {
    /// An empty realm for `capacity` players.
    #[must_use]
    pub fn new(capacity: u32) -> Self {
        Self {
            capacity: capacity as usize,
            closed: false,
            inside: HashMap::new(),
            waiting: BTreeMap::new(),
            by_account: HashMap::new(),
            next_number: 0,
            refreshed_at: Millis(0),
            events: VecDeque::new(),
        }
    }

    /// Asks for room. Asking again with a new connection keeps the place.
    pub fn join(&mut self, ticket: Ticket, now: Millis) -> Joined {
        if self.closed && !ticket.bypass {
            return Joined::Full;
        }
        if let Some(connection) = self.inside.get_mut(&ticket.account) {
            *connection = ticket.connection;
            return Joined::Admitted;
        }
        if ticket.bypass {
            self.forget(ticket.account);
            self.inside.insert(ticket.account, ticket.connection);
            return Joined::Admitted;
        }
        if !self.by_account.contains_key(&ticket.account) {
            if self.waiting.is_empty() && self.inside.len() < self.capacity {
                self.inside.insert(ticket.account, ticket.connection);
                return Joined::Admitted;
            }
            if self.waiting.len() >= REALM_QUEUE_MAX {
                return Joined::Full;
            }
            self.by_account.insert(ticket.account, self.next_number);
            let waiting = Waiting {
                account: ticket.account,
                connection: None,
                away_since: now,
                told: 0,
            };
            self.waiting.insert(self.next_number, waiting);
            self.next_number += 1;
        }
        self.return_to_place(ticket)
    }

    fn return_to_place(&mut self, ticket: Ticket) -> Joined {
        let number = self.by_account[&ticket.account];
        let place = Place::at(self.waiting.range(..number).count());
        if let Some(waiting) = self.waiting.get_mut(&number) {
            waiting.connection = Some(ticket.connection);
            waiting.told = place.position;
        }
        // Somebody whose place was kept may have come to the front meanwhile.
        self.admit();
        match self.inside.get(&ticket.account) {
            Some(_) => {
                self.events
                    .retain(|(connection, _)| *connection != ticket.connection);
                Joined::Admitted
            }
            None => Joined::Waiting(place),
        }
    }

    /// A connection is gone. Inside, the room is free at once; in the queue the place is kept for
    /// a while. A connection that was replaced by a newer one of its account frees nothing.
    pub fn leave(&mut self, account: AccountId, connection: ConnectionId, now: Millis) {
        self.events.retain(|(to, _)| *to != connection);
        if self.inside.get(&account) == Some(&connection) {
            self.inside.remove(&account);
        } else if let Some(waiting) = self
            .by_account
            .get(&account)
            .and_then(|number| self.waiting.get_mut(number))
            && waiting.connection == Some(connection)
        {
            waiting.connection = None;
            waiting.away_since = now;
        }
        self.admit();
    }

    /// A shard died with its connections, those that `lost` names: each has left.
    pub fn connections_lost(&mut self, lost: impl Fn(ConnectionId) -> bool, now: Millis) {
        // The waiting first, or a seat that becomes free would go to one of the lost.
        for waiting in self.waiting.values_mut() {
            if let Some(connection) = waiting.connection.filter(|to| lost(*to)) {
                waiting.connection = None;
                waiting.away_since = now;
                self.events.retain(|(to, _)| *to != connection);
            }
        }
        self.inside.retain(|_, connection| !lost(*connection));
        self.admit();
    }

    /// A connection goes by another number now: it moved to another shard.
    pub fn moved(&mut self, account: AccountId, from: ConnectionId, to: ConnectionId) {
        if let Some(connection) = self.inside.get_mut(&account).filter(|now| **now == from) {
            *connection = to;
        }
    }

    /// Changes how many the realm takes. Nobody inside is put out.
    pub fn set_capacity(&mut self, capacity: u32) {
        self.capacity = capacity as usize;
        self.admit();
    }

    /// Lets nobody in from now on but those who never wait, or everybody again. Who waits keeps its
    /// place meanwhile.
    pub fn set_closed(&mut self, closed: bool) {
        self.closed = closed;
        self.admit();
    }

    /// Lets places kept too long go, and tells the waiting what changed, at most every 5 s.
    pub fn tick(&mut self, now: Millis) {
        if now.since(self.refreshed_at) < QUEUE_REFRESH_MS {
            return;
        }
        self.refreshed_at = now;
        let lapsed: Vec<AccountId> = self
            .waiting
            .values()
            .filter(|w| w.connection.is_none() && now.since(w.away_since) >= QUEUE_GRACE_MS)
            .map(|w| w.account)
            .collect();
        for account in lapsed {
            self.forget(account);
        }
        self.admit();
        for (index, waiting) in self.waiting.values_mut().enumerate() {
            let place = Place::at(index);
            if let Some(connection) = waiting.connection
                && waiting.told != place.position
            {
                waiting.told = place.position;
                self.events
                    .push_back((connection, QueueEvent::Moved(place)));
            }
        }
    }

    /// The next thing a connection has to be told.
    pub fn poll(&mut self) -> Option<(ConnectionId, QueueEvent)> {
        self.events.pop_front()
    }

    /// Players inside.
    #[must_use]
    pub fn inside_count(&self) -> usize {
        self.inside.len()
    }

    /// Players waiting, the absent whose place is kept among them.
    #[must_use]
    pub fn waiting_count(&self) -> usize {
        self.waiting.len()
    }

    /// Lets in whoever is present and first. The absent keep their place and hold up nobody.
    fn admit(&mut self) {
        while !self.closed && self.inside.len() < self.capacity {
            let Some((&number, connection)) = self
                .waiting
                .iter()
                .find_map(|(number, w)| w.connection.map(|connection| (number, connection)))
            else {
                return;
            };
            if let Some(waiting) = self.waiting.remove(&number) {
                self.by_account.remove(&waiting.account);
                self.inside.insert(waiting.account, connection);
            }
            // What it was still to hear about its place is outdated now.
            self.events.retain(|(to, _)| *to != connection);
            self.events.push_back((connection, QueueEvent::Admitted));
        }
    }

    fn forget(&mut self, account: AccountId) {
        if let Some(number) = self.by_account.remove(&account) {
            self.waiting.remove(&number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ticket(account: u32, connection: u64) -> Ticket {
        let (account, connection) = (AccountId(account), ConnectionId(connection));
        Ticket {
            account,
            connection,
            bypass: false,
        }
    }

    fn events(queue: &mut Queue) -> Vec<(u64, QueueEvent)> {
        std::iter::from_fn(|| queue.poll())
            .map(|(to, event)| (to.0, event))
            .collect()
    }

    fn waiting(position: u32) -> Joined {
        Joined::Waiting(Place {
            position,
            wait_s: position * 30,
        })
    }

    fn moved(position: u32) -> QueueEvent {
        QueueEvent::Moved(Place {
            position,
            wait_s: position * 30,
        })
    }

    #[test]
    fn first_come_first_in() {
        let mut queue = Queue::new(1);
        assert_eq!(queue.join(ticket(1, 1), Millis(0)), Joined::Admitted);
        assert_eq!(queue.join(ticket(2, 2), Millis(1)), waiting(1));
        assert_eq!(queue.join(ticket(3, 3), Millis(2)), waiting(2));
        queue.leave(AccountId(1), ConnectionId(1), Millis(3));
        assert_eq!(events(&mut queue), [(2, QueueEvent::Admitted)]);
        // The change of place is told by the next round, once.
        queue.tick(Millis(4_999));
        assert_eq!(events(&mut queue), []);
        queue.tick(Millis(5_000));
        assert_eq!(events(&mut queue), [(3, moved(1))]);
        queue.tick(Millis(10_000));
        assert_eq!(events(&mut queue), []);
    }

    #[test]
    fn a_newcomer_never_passes_the_waiting() {
        let mut queue = Queue::new(1);
        queue.join(ticket(1, 1), Millis(0));
        queue.join(ticket(2, 2), Millis(0));
        queue.leave(AccountId(2), ConnectionId(2), Millis(1));
        queue.leave(AccountId(1), ConnectionId(1), Millis(2));
        // The only waiting one is away: its place holds up nobody who is here.
        assert_eq!(queue.join(ticket(3, 3), Millis(3)), Joined::Admitted);
        assert_eq!(queue.join(ticket(2, 4), Millis(4)), waiting(1));
    }

    #[test]
    fn game_masters_and_the_second_asking_are_let_in() {
        let mut queue = Queue::new(0);
        assert_eq!(queue.join(ticket(1, 1), Millis(0)), waiting(1));
        let master = Ticket {
            bypass: true,
            ..ticket(1, 2)
        };
        assert_eq!(queue.join(master, Millis(1)), Joined::Admitted);
        assert_eq!(queue.waiting_count(), 0);
        assert_eq!(queue.join(ticket(1, 3), Millis(2)), Joined::Admitted);
        // The replaced connection frees nothing.
        queue.leave(AccountId(1), ConnectionId(2), Millis(3));
        assert_eq!(queue.inside_count(), 1);
        queue.leave(AccountId(1), ConnectionId(3), Millis(3));
        assert_eq!(queue.inside_count(), 0);
    }

    #[test]
    fn a_connection_that_moved_still_holds_its_seat() {
        let mut queue = Queue::new(1);
        queue.join(ticket(1, 1), Millis(0));
        queue.moved(AccountId(1), ConnectionId(1), ConnectionId(2));
        queue.leave(AccountId(1), ConnectionId(1), Millis(1));
        assert_eq!(queue.inside_count(), 1);
        queue.leave(AccountId(1), ConnectionId(2), Millis(1));
        assert_eq!(queue.inside_count(), 0);
    }

    #[test]
    fn a_dead_shard_frees_its_seats() {
        let mut queue = Queue::new(2);
        for account in 1..=4 {
            queue.join(ticket(account, u64::from(account)), Millis(0));
        }
        queue.connections_lost(|connection| [1, 3].contains(&connection.0), Millis(1));
        assert_eq!(events(&mut queue), [(4, QueueEvent::Admitted)]);
        assert_eq!((queue.inside_count(), queue.waiting_count()), (2, 1));
    }

    #[test]
    fn who_reconnects_keeps_the_place_until_the_grace_is_over() {
        let mut queue = Queue::new(0);
        for account in 1..=3 {
            queue.join(ticket(account, u64::from(account)), Millis(0));
        }
        queue.leave(AccountId(1), ConnectionId(1), Millis(1_000));
        assert_eq!(queue.join(ticket(1, 9), Millis(60_000)), waiting(1));
        queue.leave(AccountId(1), ConnectionId(9), Millis(60_000));
        queue.tick(Millis(60_000 + QUEUE_GRACE_MS));
        assert_eq!(events(&mut queue), [(2, moved(1)), (3, moved(2))]);
        assert_eq!(queue.join(ticket(1, 10), Millis(200_000)), waiting(3));
    }

    #[test]
    fn capacity_can_grow() {
        let mut queue = Queue::new(0);
        queue.join(ticket(1, 1), Millis(0));
        queue.join(ticket(2, 2), Millis(0));
        queue.set_capacity(1);
        assert_eq!(events(&mut queue), [(1, QueueEvent::Admitted)]);
    }

    #[test]
    fn a_closed_realm_lets_in_game_masters_alone_until_it_opens() {
        let mut queue = Queue::new(1);
        queue.join(ticket(1, 1), Millis(0));
        assert_eq!(queue.join(ticket(2, 2), Millis(0)), waiting(1));
        queue.set_closed(true);
        queue.leave(AccountId(1), ConnectionId(1), Millis(1));
        assert_eq!(events(&mut queue), [], "room is given to nobody");
        assert_eq!(queue.join(ticket(3, 3), Millis(2)), Joined::Full);
        let master = Ticket {
            bypass: true,
            ..ticket(4, 4)
        };
        assert_eq!(queue.join(master, Millis(3)), Joined::Admitted);
        queue.leave(AccountId(4), ConnectionId(4), Millis(4));
        queue.set_closed(false);
        assert_eq!(events(&mut queue), [(2, QueueEvent::Admitted)]);
    }

    #[test]
    fn the_queue_itself_is_bounded() {
        let mut queue = Queue::new(0);
        for account in 0..REALM_QUEUE_MAX as u32 {
            queue.join(ticket(account, u64::from(account)), Millis(0));
        }
        assert_eq!(queue.join(ticket(u32::MAX, 0), Millis(0)), Joined::Full);
    }

    proptest! {
        /// Whatever happens: never over capacity without a bypass, never twice, and whoever waits
        /// has a place.
        #[test]
        fn keeps_its_counts(
            capacity in 0_u32..5,
            steps in prop::collection::vec((0_u8..3, 0_u32..8, 0_u64..12), 0..200),
        ) {
            let mut queue = Queue::new(capacity);
            let mut now = Millis(0);
            for (what, account, connection) in steps {
                now = now.plus(1_700);
                match what {
                    0 => drop(queue.join(ticket(account, connection), now)),
                    1 => queue.leave(AccountId(account), ConnectionId(connection), now),
                    _ => queue.tick(now),
                }
                prop_assert!(queue.inside_count() <= capacity as usize);
                prop_assert_eq!(queue.by_account.len(), queue.waiting.len());
                for account in queue.by_account.keys() {
                    prop_assert!(!queue.inside.contains_key(account));
                }
                let present = queue.waiting.values().any(|w| w.connection.is_some());
                prop_assert!(!present || queue.inside_count() == capacity as usize);
            }
        }
    }
}
