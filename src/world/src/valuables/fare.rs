//! Paying for a way, and what is given back when the way cannot be gone.

use super::intent::Intent;
use super::request;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::travel::fare::Way;
use crate::zone::Zone;

/// `CurrencyType.tbl` row of credits.
pub(super) const CREDITS: u8 = 1;

/// Takes credits from a player; once they are taken, it sets out.
pub(crate) fn pay_fare(zone: &mut Zone, out: &mut Outputs, seat: Seat, credits: u64, way: Way) {
    request(zone, out, seat, Intent::Fare { credits, way });
}

/// Gives a player credits back.
pub(crate) fn pay_back(zone: &mut Zone, out: &mut Outputs, seat: Seat, credits: i64) {
    let intent = Intent::Currency {
        currency_id: CREDITS,
        delta: credits,
        asker: None,
    };
    request(zone, out, seat, intent);
}
