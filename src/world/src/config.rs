//! What one zone instance is told when it is made.

use bezgelor_core::ids::{RealmId, WorldId, ZoneInstanceId};
use bezgelor_core::limits::{
    FAR_INTERVAL_MS, GRID_IDLE_MS, LOGOUT_MS, REFUSED_STEPS_MAX, VISIBLE_MOVERS_MAX, VISION_RANGE,
    ZONE_TICK_MS,
};
use bezgelor_core::travel::Holder;
use serde::{Deserialize, Serialize};

/// Everything that makes two instances of the same world differ; part of the input log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ZoneConfig {
    /// The instance.
    pub instance: ZoneInstanceId,
    /// The world it is an instance of.
    pub world_id: WorldId,
    /// Whose copy of it.
    #[serde(default)]
    pub holder: Holder,
    /// Start of all randomness inside.
    pub seed: u64,
    /// Milliseconds between two steps, as told to clients where it matters.
    pub tick_ms: u64,
    /// The realm, as identities on the wire name it.
    pub realm_id: RealmId,
    /// The realm's name beside a character's in chat.
    pub realm_name: String,
    /// Shown in chat to who logs in; empty for none.
    pub message_of_the_day: String,
    /// Camping time of who has no other (`flows.md` section 6).
    pub logout_ms: u32,
    /// World units a unit sees.
    pub vision_range: f32,
    /// Movers whose every step a viewer is told, the nearest; 0 for all.
    pub visible_movers_max: usize,
    /// Milliseconds between two messages of a mover beyond those.
    pub far_interval_ms: u64,
    /// Milliseconds in which each player is told once of the steps of others; less than a tick for
    /// each tick.
    #[serde(default)]
    pub relay_interval_ms: u64,
    /// Milliseconds after which a grid that nobody sees anything of is given up; 0 for never.
    #[serde(default)]
    pub grid_idle_ms: u64,
    /// Steps of a player that were not believed and are not forgiven, beyond which it is sent away;
    /// 0 for never.
    pub refused_steps_max: u32,
}

impl ZoneConfig {
    /// The settings of an open world; the rest is named by the caller.
    #[must_use]
    pub fn new(instance: ZoneInstanceId, world_id: WorldId, seed: u64) -> Self {
        Self {
            instance,
            world_id,
            holder: Holder::Everybody,
            seed,
            tick_ms: ZONE_TICK_MS,
            realm_id: RealmId(1),
            realm_name: String::new(),
            message_of_the_day: String::new(),
            logout_ms: LOGOUT_MS as u32,
            vision_range: VISION_RANGE,
            visible_movers_max: VISIBLE_MOVERS_MAX,
            far_interval_ms: FAR_INTERVAL_MS,
            relay_interval_ms: 0,
            grid_idle_ms: GRID_IDLE_MS,
            refused_steps_max: REFUSED_STEPS_MAX,
        }
    }
}
