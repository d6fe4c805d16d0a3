//! Taxis and rapid transport: which nodes somebody may use, and what a way costs.
//!
//! The client decides both by itself and shows what it found, so these are its own rules: what it
//! calls unlocked is unlocked here, and what it shows as the price is the price.

use bezgelor_core::time::UnixMillis;

use crate::faction::serves;

/// `TaxiNode.tbl`: `flags` of nodes everybody knows from the beginning.
const KNOWN_TO_ALL: u32 = 1;
/// `flags` of nodes whose taxis take anybody to any of their kind: those of settlers.
const FOR_ANYBODY: u32 = 4;

/// What a node serves: `taxiNodeTypeEnum`.
const BOTH: u32 = 0;
/// See [`BOTH`].
const FLIGHTS: u32 = 1;
/// See [`BOTH`].
const TRANSPORT: u32 = 2;

/// `flightPathTypeEnum` of nodes that rapid transport does not lead to: shuttles between worlds.
const NO_TRANSPORT: u32 = 1;

/// A row of `TaxiNode.tbl`, as far as rules ask about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// The row.
    pub id: u16,
    /// `taxiNodeTypeEnum`: 0 flights and transport, 1 flights, 2 transport.
    pub kind: u32,
    /// `flags`.
    pub flags: u32,
    /// `flightPathTypeEnum`.
    pub path_kind: u32,
    /// `taxiNodeFactionEnum`: 0 both sides, 1 Exiles, 2 Dominion.
    pub side: u32,
    /// `contentTier`, which prices go by.
    pub tier: u32,
    /// `autoUnlockLevel`, 0 for never.
    pub known_from_level: u32,
}

impl Node {
    /// Whether its side lets somebody use it at all.
    #[must_use]
    pub const fn serves(&self, faction: u16) -> bool {
        serves(self.side, faction)
    }

    /// Whether its taxis take anybody, known or not.
    #[must_use]
    pub const fn takes_anybody(&self) -> bool {
        self.flags & FOR_ANYBODY != 0
    }

    /// Whether somebody of a level may fly from and to it, having found it or not.
    #[must_use]
    pub const fn is_open_to_flights(&self, level: u8, found: bool) -> bool {
        let always = self.kind <= FLIGHTS && self.flags & KNOWN_TO_ALL != 0;
        found || always || self.opens_at(level, FLIGHTS)
    }

    /// Whether rapid transport takes somebody of a faction and level to it.
    #[must_use]
    pub const fn is_open_to_transport(&self, faction: u16, level: u8) -> bool {
        let serves = self.kind == BOTH || self.kind == TRANSPORT;
        let always = serves && self.flags & KNOWN_TO_ALL != 0;
        let open = always || self.opens_at(level, TRANSPORT);
        open && self.serves(faction) && self.path_kind != NO_TRANSPORT
    }

    const fn opens_at(&self, level: u8, way: u32) -> bool {
        let serves = self.kind == BOTH || self.kind == way;
        serves && self.known_from_level != 0 && self.known_from_level <= level as u32
    }
}

/// What ways cost: numbers of `GameFormula.tbl`, with those of the client where the table has no
/// such row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fees {
    /// Credits of a tier (952).
    pub tier: f32,
    /// How often that is paid for rapid transport (1310).
    pub transport: f32,
    /// Credits added for each tier of a node in another world (1310).
    pub elsewhere: f32,
    /// Service tokens for rapid transport to a node of the first tier (1310).
    pub tokens: u32,
    /// The most service tokens it costs (1310).
    pub tokens_max: u32,
    /// World units; nearer nodes of the same world are walked to (1323).
    pub near: f32,
}

impl Default for Fees {
    fn default() -> Self {
        Self {
            tier: 132.75,
            transport: 40.0,
            elsewhere: 2_500.0,
            tokens: 2,
            tokens_max: 10,
            near: 200.0,
        }
    }
}

impl Fees {
    /// Credits for a route that ends at a node of a tier.
    #[must_use]
    pub fn flight(&self, tier: u32) -> u64 {
        let tier = tier as f32;
        whole(tier * self.tier * tier)
    }

    /// Credits for rapid transport to a node of a tier, so many world units away or in another
    /// world.
    #[must_use]
    pub fn transport(&self, tier: u32, distance: Option<f32>) -> u64 {
        let tier = tier as f32;
        let base = tier * self.transport * self.tier;
        whole(match distance {
            Some(distance) => distance + base,
            None => tier * self.elsewhere + base,
        })
    }

    /// Service tokens for rapid transport to a node of a tier while the way for credits is closed.
    #[must_use]
    pub fn service_tokens(&self, tier: u32) -> u32 {
        let tokens = self.tokens.saturating_add(tier.saturating_sub(1));
        tokens.min(self.tokens_max)
    }
}

/// Whole credits, as the client rounds them; nothing for what is no number.
fn whole(credits: f32) -> u64 {
    credits.max(0.0) as u64
}

/// Milliseconds until rapid transport for credits is open again, 0 for now.
#[must_use]
pub fn wait_ms(ready_at: UnixMillis, now: UnixMillis) -> u64 {
    u64::try_from(ready_at.0.saturating_sub(now.0)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(kind: u32, flags: u32) -> Node {
        Node {
            id: 1,
            kind,
            flags,
            ..Node::default()
        }
    }

    #[test]
    fn what_the_table_opens_is_open_to_whom_it_serves() {
        let level = |kind| Node {
            known_from_level: 3,
            ..node(kind, 56)
        };
        assert!(!level(0).is_open_to_flights(2, false) && level(0).is_open_to_flights(3, false));
        assert!(level(1).is_open_to_flights(3, false) && !level(2).is_open_to_flights(9, false));
        assert!(level(2).is_open_to_transport(167, 3) && !level(1).is_open_to_transport(167, 9));
        assert!(!level(0).is_open_to_transport(167, 2));
        let never = node(0, 56);
        assert!(!never.is_open_to_flights(50, false) && never.is_open_to_flights(1, true));
        assert!(!never.is_open_to_transport(167, 50));
        let always = node(1, 57);
        assert!(always.is_open_to_flights(1, false) && !always.is_open_to_transport(167, 50));
        assert!(
            node(2, 1).is_open_to_transport(166, 1) && !node(2, 1).is_open_to_flights(1, false)
        );
        assert!(node(1, 4).takes_anybody() && !always.takes_anybody());
    }

    #[test]
    fn each_side_has_its_own_nodes_and_shuttles_are_no_transport() {
        let of = |side| Node { side, ..node(0, 1) };
        let open = |side, faction| of(side).is_open_to_transport(faction, 1);
        assert!(open(0, 166) && open(0, 167) && open(1, 167) && open(2, 166));
        assert!(!open(1, 166) && !open(2, 167) && !open(3, 167));
        let shuttle = Node {
            path_kind: 1,
            ..node(0, 1)
        };
        assert!(!shuttle.is_open_to_transport(167, 50));
    }

    #[test]
    fn ways_cost_what_the_client_shows() {
        let fees = Fees::default();
        assert_eq!(
            [0, 1, 2, 3].map(|tier| fees.flight(tier)),
            [0, 132, 531, 1194]
        );
        assert_eq!(fees.transport(1, Some(0.0)), 5_310);
        assert_eq!(fees.transport(2, Some(480.9)), 11_100);
        assert_eq!(fees.transport(2, None), 15_620);
        assert_eq!(fees.transport(1, Some(f32::NAN)), 0);
        assert_eq!(
            [0, 1, 2, 9, 50].map(|tier| fees.service_tokens(tier)),
            [2, 2, 3, 10, 10]
        );
    }

    #[test]
    fn a_cooldown_runs_out() {
        let wait = |ready_at, now| wait_ms(UnixMillis(ready_at), UnixMillis(now));
        assert_eq!(
            (wait(5_000, 3_000), wait(3_000, 3_000), wait(0, 9)),
            (2_000, 0, 0)
        );
    }
}
