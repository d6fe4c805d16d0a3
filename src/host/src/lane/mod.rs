//! The three conversations as lanes of the runtime: each drives one sans-I/O machine.

mod auth;
mod sts;
mod world;

pub use auth::AuthLane;
pub use sts::StsLane;
pub use world::WorldLane;

use shard::LaneOutput;

use crate::realm_host::RealmHost;

/// What a lane has ready for the runtime.
type Outputs<A> = std::collections::VecDeque<LaneOutput<RealmHost, A>>;
