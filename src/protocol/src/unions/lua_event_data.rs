//! Arguments of a quest event.

use crate::wire::WString;
use protocol_derive::Wire;

/// The kinds of arguments of a quest event.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum ILuaEventData {
    #[wire(case = 0)]
    Int { value: u32 },
    #[wire(case = 1)]
    String {
        #[wire(bits = 8)]
        value: WString,
    },
    #[wire(case = 2)]
    Unit { unit_id: u32 },
    #[wire(case = 3)]
    Bool { value: bool },
    #[wire(case = 4)]
    Item {
        #[wire(bits = 18)]
        item2_id: u32,
    },
    #[wire(case = 5)]
    Quest {
        #[wire(bits = 15)]
        quest_id: u16,
    },
}
