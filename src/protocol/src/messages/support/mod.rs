//! Tickets, bug reports, surveys and getting unstuck.

mod client_customer_survey_submit;
mod client_incident_report;
mod client_report_bug;
mod client_stuck;
mod client_suggest;
mod client_support_ticket;
mod server_customer_survey_request;
mod server_support_ticket_result;

pub use client_customer_survey_submit::*;
pub use client_incident_report::*;
pub use client_report_bug::*;
pub use client_stuck::*;
pub use client_suggest::*;
pub use client_support_ticket::*;
pub use server_customer_survey_request::*;
pub use server_support_ticket_result::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const SUPPORT: &[Entry] = &[
    Entry::of::<ClientCustomerSurveySubmit>("support"),
    Entry::of::<ClientIncidentReport>("support"),
    Entry::of::<ClientReportBug>("support"),
    Entry::of::<ClientStuck>("support"),
    Entry::of::<ClientSuggest>("support"),
    Entry::of::<ClientSupportTicket>("support"),
    Entry::of::<ServerCustomerSurveyRequest>("support"),
    Entry::of::<ServerSupportTicketResult>("support"),
];
