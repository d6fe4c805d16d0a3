//! Structures that several messages about realm share.

use crate::wire::WString;
use protocol_derive::Wire;

/// A message of the realm list, in several languages.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Message {
    pub index: u32,
    #[wire(count = 8)]
    pub messages: Vec<WString>,
}
