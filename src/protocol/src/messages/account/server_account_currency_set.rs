//! 0x0966: account currency set, from the server.

use crate::structs::AccountCurrency;
use protocol_derive::Message;

/// All account currencies at once; first of the burst before the character list.
///
/// Server to client, opcode 0x0966. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 2, 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0966, from = Server, standing = Proven)]
pub struct ServerAccountCurrencySet {
    #[wire(count = 32)]
    pub account_currencies: Vec<AccountCurrency>,
}
