//! Money that comes and goes.

use bezgelor_core::valuables::Side;
use protocol::enums::GenericError;

use super::Holding;

/// The most a store keeps of anything.
const AMOUNT_MAX: u64 = i64::MAX as u64;

impl Holding<'_> {
    /// Adds to a balance, up to its cap, or takes from it.
    ///
    /// # Errors
    /// [`GenericError::Params`] for an unknown currency or a change of nothing (also at the cap),
    /// [`GenericError::VendorNotEnoughCash`] when there is not enough to take.
    pub fn change_currency(&self, currency_id: u8, delta: i64) -> Result<Vec<Side>, GenericError> {
        let cap = self
            .catalogue
            .currency_cap(currency_id)
            .ok_or(GenericError::Params)?;
        let held = self.amount(currency_id);
        let delta = if delta < 0 {
            if delta.unsigned_abs() > held {
                return Err(GenericError::VendorNotEnoughCash);
            }
            delta
        } else {
            let room = cap.min(AMOUNT_MAX).saturating_sub(held);
            delta.min(i64::try_from(room).unwrap_or(i64::MAX))
        };
        if delta == 0 {
            return Err(GenericError::Params);
        }
        Ok(vec![Side::Currency {
            owner: self.owner(),
            currency_id,
            delta,
        }])
    }
}
