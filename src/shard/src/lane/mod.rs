//! The seam between a connection and the state machine that speaks on it.
//!
//! A lane is called with what happened (bytes, an answer, a signal, its time) and then asked for
//! outputs until it has none. It never waits and never touches the socket; what needs waiting it
//! returns as [`LaneOutput::Call`]. A lane travels with its connection from shard to shard.

mod erased;

use std::net::SocketAddr;
use std::pin::Pin;

use bezgelor_core::ids::{ConnectionId, ShardId};
use bezgelor_core::time::{Millis, Now};
use crypto::PacketCipher;

pub(crate) use erased::Answer;
pub use erased::BoxLane;

use crate::connection::Connection;
use crate::host::Host;
use crate::local::Shard;

/// Work that a lane waits for: a request to the database, a computation on the workers.
/// `Send`, because a lane that holds one must be.
pub type Call<A> = Pin<Box<dyn Future<Output = A> + Send>>;

/// How far a connection has come; decides which deadline holds for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nothing whole has been said yet: `HANDSHAKE_DEADLINE_MS` from accept.
    #[default]
    Handshake,
    /// In a login conversation: `LOGIN_DEADLINE_MS` from accept. Counts against its address.
    Login,
    /// Authenticated: `IDLE_DEADLINE_MS` from the last byte.
    Open,
}

/// Why a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseReason {
    /// The client closed it.
    Peer,
    /// The socket failed.
    Io,
    /// The lane had nothing more to say.
    Finished,
    /// The client broke the protocol; what it did.
    Protocol(&'static str),
    /// The client did not take its output.
    TooSlow,
    /// A deadline passed in this stage.
    Deadline(Stage),
    /// The server is stopping.
    Drain,
    /// Our own fault: a panic, or something this process could not do.
    Fault,
}

impl CloseReason {
    /// How many kinds there are.
    pub const COUNT: usize = 8;
    /// Their names, in the order of the counters.
    pub const NAMES: [&'static str; Self::COUNT] = [
        "peer", "io", "finished", "protocol", "too_slow", "deadline", "drain", "fault",
    ];

    /// The place in [`CloseReason::NAMES`].
    #[must_use]
    pub fn index(self) -> usize {
        match self {
            Self::Peer => 0,
            Self::Io => 1,
            Self::Finished => 2,
            Self::Protocol(_) => 3,
            Self::TooSlow => 4,
            Self::Deadline(_) => 5,
            Self::Drain => 6,
            Self::Fault => 7,
        }
    }

    /// Whether the peer may still be there to read what is pending.
    pub(crate) fn flushes(self) -> bool {
        !matches!(self, Self::Peer | Self::Io | Self::TooSlow)
    }
}

/// What a lane wants done. `A` is the type of the answers to its calls.
pub enum LaneOutput<H: Host, A> {
    /// Bytes for the client, framed and enciphered; sent at once.
    Send(Vec<u8>),
    /// Work to wait for. Until its answer came, bytes are held back; calls run one by one.
    Call(Call<A>),
    /// The connection goes on with another lane, on another shard when it is not this one.
    Become {
        /// Who speaks from now on. Bytes that this lane has read and not used must be in it.
        lane: BoxLane<H>,
        /// Where.
        shard: ShardId,
    },
    /// The end. What was sent before is still delivered, within a second.
    Close(CloseReason),
}

/// What a lane does when the server stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDrain {
    /// Close it now.
    Close,
    /// It closes itself when what it holds is saved.
    Wait,
}

/// One conversation on one connection.
pub trait Lane<H: Host>: Send + 'static {
    /// What its calls resolve to; `()` when it makes none.
    type Answer: 'static;

    /// It begins on this shard: after accept, after `Become`, after each hop.
    fn on_arrive(&mut self, cx: &mut LaneCx<'_, H>) {
        let _ = cx;
    }

    /// Bytes came, in any fragments.
    fn on_bytes(&mut self, cx: &mut LaneCx<'_, H>, bytes: &[u8]);

    /// A call was answered.
    fn on_answer(&mut self, cx: &mut LaneCx<'_, H>, answer: Self::Answer);

    /// Somebody on this shard had something for this connection ([`Shard::signal`]).
    fn on_signal(&mut self, cx: &mut LaneCx<'_, H>, signal: H::Signal) {
        let _ = (cx, signal);
    }

    /// [`Lane::wake_at`] has come.
    fn on_wake(&mut self, cx: &mut LaneCx<'_, H>) {
        let _ = cx;
    }

    /// The server stops.
    fn on_drain(&mut self, cx: &mut LaneCx<'_, H>) -> OnDrain {
        let _ = cx;
        OnDrain::Close
    }

    /// The connection ends here; the last call. Sends are still taken from [`Lane::poll`].
    fn on_close(&mut self, cx: &mut LaneCx<'_, H>, reason: CloseReason) {
        let _ = (cx, reason);
    }

    /// The next thing to do; none when there is nothing more for now.
    fn poll(&mut self) -> Option<LaneOutput<H, Self::Answer>>;

    /// How far the client has come.
    fn stage(&self) -> Stage;

    /// When it wants [`Lane::on_wake`]; seen after every other call, precise to a tick.
    fn wake_at(&self) -> Option<Millis> {
        None
    }

    /// Whether it takes more bytes now; when not, the client is held back by its own TCP window.
    fn wants_input(&self) -> bool {
        true
    }
}

/// What a lane may look at and do while it is called.
pub struct LaneCx<'a, H: Host> {
    /// The shard it is on.
    pub shard: &'a Shard<H>,
    /// Both clocks.
    pub now: Now,
    pub(crate) connection: &'a Connection<H>,
}

impl<H: Host> LaneCx<'_, H> {
    /// The connection's name, to give to a zone; new after each hop.
    #[must_use]
    pub fn id(&self) -> ConnectionId {
        self.connection.id
    }

    /// Where the client connects from.
    #[must_use]
    pub fn peer(&self) -> SocketAddr {
        self.connection.peer
    }

    /// From now on [`Shard::deliver`] enciphers with `cipher`, in containers 0x03DC.
    pub fn seal_with(&mut self, cipher: PacketCipher) {
        self.connection.seal_with(cipher);
    }
}
