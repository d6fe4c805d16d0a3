//! The zones of a shard from outside: reached, added, taken away, held still, and packed to go on
//! somewhere else.

use bezgelor_core::ids::ZoneInstanceId;

use crate::host::Host;
use crate::local::Shard;
use crate::metrics::ZoneTimes;
use crate::zone::{HELD, Parcel, Zone as _};

impl<H: Host> Shard<H> {
    /// Calls `act` with a zone of this shard; none when it is not here, or is being stepped or
    /// acted on already.
    pub fn zone<R>(&self, id: ZoneInstanceId, act: impl FnOnce(&mut H::Zone) -> R) -> Option<R> {
        // Put back by its drop, so that a caller that panics does not take the zone along.
        let mut taken = TakenZone {
            zone: Some(self.take_zone(id)?),
            shard: self,
            id,
        };
        taken.zone.as_deref_mut().map(act)
    }

    pub(crate) fn take_zone(&self, id: ZoneInstanceId) -> Option<Box<H::Zone>> {
        self.zones().borrow_mut().slots.get_mut(&id)?.zone.take()
    }

    /// Back in its place, unless it was removed meanwhile.
    pub(crate) fn put_back_zone(&self, id: ZoneInstanceId, zone: Box<H::Zone>) {
        if let Some(slot) = self.zones().borrow_mut().slots.get_mut(&id) {
            slot.zone = Some(zone);
        }
    }

    /// Adds a zone, stepped from the next tick of its period on; false when the id is taken.
    pub fn add_zone(&self, id: ZoneInstanceId, zone: H::Zone) -> bool {
        let due = self.next_due(self.clock().mono(), zone.period_ms());
        self.zones().borrow_mut().insert(id, Parcel::new(zone), due)
    }

    /// Removes a zone; none when it is not here, or is being stepped: then it is gone after that.
    pub fn remove_zone(&self, id: ZoneInstanceId) -> Option<H::Zone> {
        let slot = self.zones().borrow_mut().slots.remove(&id)?;
        slot.zone.map(|zone| *zone)
    }

    /// Does not step a zone until [`Shard::release_zone`]; it may still be reached. False when it
    /// is not here.
    pub fn hold_zone(&self, id: ZoneInstanceId) -> bool {
        let mut zones = self.zones().borrow_mut();
        let slot = zones.slots.get_mut(&id);
        slot.map(|slot| slot.due = HELD).is_some()
    }

    /// Steps a zone that was held from its next tick on; false when it is not here.
    pub fn release_zone(&self, id: ZoneInstanceId) -> bool {
        let now = self.clock().mono();
        let mut zones = self.zones().borrow_mut();
        let Some(slot) = zones.slots.get_mut(&id) else {
            return false;
        };
        let period_ms = slot.zone.as_ref().map_or(1, |zone| zone.period_ms());
        slot.due = self.next_due(now, period_ms);
        true
    }

    /// Takes a zone away to go on somewhere else with what was counted of it; none when it is not
    /// here or is being stepped, and then it stays.
    pub fn pack_zone(&self, id: ZoneInstanceId) -> Option<Parcel<H::Zone>> {
        let mut zones = self.zones().borrow_mut();
        zones.slots.get(&id)?.zone.as_ref()?;
        zones.slots.remove(&id)?.pack()
    }

    /// Adds a zone that was elsewhere before, held still; false when the id is taken.
    pub fn unpack_zone(&self, id: ZoneInstanceId, parcel: Parcel<H::Zone>) -> bool {
        self.zones().borrow_mut().insert(id, parcel, HELD)
    }

    /// What the zones of this shard cost since each began.
    #[must_use]
    pub fn zone_times(&self) -> Vec<(ZoneInstanceId, ZoneTimes)> {
        let zones = self.zones().borrow();
        let times = zones.slots.iter().map(|(id, slot)| (*id, slot.times));
        times.collect()
    }
}

/// A zone out of its place for the length of one call.
struct TakenZone<'a, H: Host> {
    zone: Option<Box<H::Zone>>,
    shard: &'a Shard<H>,
    id: ZoneInstanceId,
}

impl<H: Host> Drop for TakenZone<'_, H> {
    fn drop(&mut self) {
        if let Some(zone) = self.zone.take() {
            self.shard.put_back_zone(self.id, zone);
        }
    }
}
