//! 0x06C5: incident report, from the client.

use crate::enums::{ReportPlayerReason, ReportPlayerSource};
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// Reports a player.
///
/// Client to server, opcode 0x06C5. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06C5, from = Client, standing = Proven)]
pub struct ClientIncidentReport {
    pub identity: Identity,
    #[wire(bits = 3)]
    pub reason: ReportPlayerReason,
    #[wire(bits = 4)]
    pub source: ReportPlayerSource,
    pub note: WString,
    pub object_id: u64,
    pub days_ago: f32,
    pub permanent_ignore: bool,
}
