//! Letters with items and money, and cash on delivery.

mod client_mail_delete;
mod client_mail_open;
mod client_mail_pay_cod;
mod client_mail_return;
mod client_mail_send;
mod client_mail_take_all_from_selection;
mod client_mail_take_attachment;
mod client_mail_take_cash;
mod server_mail_available;
mod server_mail_item_deprecation;
mod server_mail_result;
mod server_mail_take_attachment;
mod server_mail_unavailable;

pub use client_mail_delete::*;
pub use client_mail_open::*;
pub use client_mail_pay_cod::*;
pub use client_mail_return::*;
pub use client_mail_send::*;
pub use client_mail_take_all_from_selection::*;
pub use client_mail_take_attachment::*;
pub use client_mail_take_cash::*;
pub use server_mail_available::*;
pub use server_mail_item_deprecation::*;
pub use server_mail_result::*;
pub use server_mail_take_attachment::*;
pub use server_mail_unavailable::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const MAIL: &[Entry] = &[
    Entry::of::<ClientMailDelete>("mail"),
    Entry::of::<ClientMailOpen>("mail"),
    Entry::of::<ClientMailPayCod>("mail"),
    Entry::of::<ClientMailReturn>("mail"),
    Entry::of::<ClientMailSend>("mail"),
    Entry::of::<ClientMailTakeAllFromSelection>("mail"),
    Entry::of::<ClientMailTakeAttachment>("mail"),
    Entry::of::<ClientMailTakeCash>("mail"),
    Entry::of::<ServerMailAvailable>("mail"),
    Entry::of::<ServerMailItemDeprecation>("mail"),
    Entry::of::<ServerMailResult>("mail"),
    Entry::of::<ServerMailTakeAttachment>("mail"),
    Entry::of::<ServerMailUnavailable>("mail"),
];
