//! 0x0967: account currency grant, from the server.

use crate::structs::AccountCurrency;
use protocol_derive::Message;

/// An account currency changed. Also sent per currency on entering the world.
///
/// Server to client, opcode 0x0967. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 11.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0967, from = Server, standing = Proven)]
pub struct ServerAccountCurrencyGrant {
    pub account_currency: AccountCurrency,
    pub unknown0: u64,
    pub unknown1: u64,
}
