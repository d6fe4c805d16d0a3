//! Mailboxes: whoever stands at one has its letters there.
//!
//! The window is the client's own. It says that it opens it (0x07EA), and what it asks of letters
//! afterwards names the mailbox again; the client and the peers hold both to one range of
//! `GameFormula.tbl` (`flows.md` section 14). Here ends what a zone owes a client as long as there
//! are no letters: whoever brings them asks [`at`] before it takes a letter or gives one.

use protocol::enums::GenericError;
use protocol::messages::ServerGenericError;
use tables::{TableSet, rows};

use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::interaction::{activation, reach};
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// Row of `GameFormula.tbl` with the range.
const RANGE_FORMULA: u32 = 237;
/// World units where no table says so; the client's own.
pub(crate) const RANGE: f32 = 20.0;

/// World units from which a mailbox is used.
pub(crate) fn range(set: &TableSet) -> f32 {
    let formula = set.game_formula().get(RANGE_FORMULA);
    formula.map_or(RANGE, rows::GameFormula::datafloat0)
}

/// The mailbox a client means, when its player stands at it.
pub(crate) fn at(zone: &Zone, seat: Seat, guid: u32) -> Option<Row> {
    let row = reach::reached_from(zone, seat, guid, zone.data.mailbox_range())?;
    (zone.units.kind[row as usize] == Kind::MAIL_BOX).then_some(row)
}

/// A client opens the window of its letters.
pub(crate) fn open(zone: &mut Zone, out: &mut Outputs, seat: Seat, guid: u32) {
    match at(zone, seat, guid) {
        Some(row) => activation::tell_scripts(zone, out, seat, row),
        None => {
            let error = GenericError::MailMailBoxOutOfRange;
            zone.send(out, seat, &ServerGenericError { error });
        }
    }
}
