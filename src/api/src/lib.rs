//! The HTTP interface: REST with OpenAPI, live events, figures for Prometheus, the operator's page.
//!
//! It has a thread of its own and reaches into a shard by message only: [`Realm`] is all it asks of
//! one. What a caller may do hangs on a [`Scope`]: of a bearer token, or of the account it logged
//! in with. [`start()`] runs it; `routes` holds the handlers, from which the OpenAPI document is
//! made.
//!
//! Invariants: every answer that is an error is JSON problem details; no handler waits for longer
//! than [`HTTP_REQUEST_MS_MAX`](bezgelor_core::limits::HTTP_REQUEST_MS_MAX); every queue, body,
//! head and table of callers is bounded; a secret is stored by its digest.

mod caller;
mod exposition;
mod gauge;
mod kept;
mod lacks;
mod listen;
mod logs;
mod openapi;
mod page;
mod patience;
mod peer;
mod problem;
mod rate;
mod realm;
mod relief;
#[expect(
    unused_qualifications,
    reason = "the macro of the description repeats types"
)]
mod routes;
mod scope;
mod secret;
mod service;
mod start;
mod state;
mod streams;
mod tls;

pub use lacks::{LackSink, LackSource, lacks};
pub use logs::{LogLine, LogSink, LogSource, log_lines};
pub use realm::{Asked, Author, Away, Dot, Player, Ran, Realm, RealmState, Script};
pub use scope::{Scope, Scopes, UnknownScope};
pub use secret::{TOKEN_PREFIX, digest, new_token};
pub use start::{Parts, Running, StartError, check, listen_address, start};
