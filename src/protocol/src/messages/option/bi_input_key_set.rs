//! 0x056F: bi input key set, from the either end.

use crate::structs::Binding;
use protocol_derive::Message;

/// Key bindings: stored by the client, or given back to it.
///
/// Either way, opcode 0x056F. Layout: proven against the client's own codec. Sequence: flows.md
/// section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x056F, from = Both, standing = Proven)]
pub struct BiInputKeySet {
    #[wire(count = 32)]
    pub bindings: Vec<Binding>,
    pub character_id: u64,
}
