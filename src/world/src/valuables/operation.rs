//! What a zone and the keeper of valuables say to each other.

use bezgelor_core::ids::CharacterId;
use bezgelor_core::model::Item;
use bezgelor_core::valuables::Side;
use serde::{Deserialize, Serialize};

/// Names an operation between its zone and whoever keeps it; a zone never uses one twice.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Ticket(pub u64);

/// What an operation is for; the numbers are stored in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum OperationKind {
    /// A player moved, exchanged or merged what it has.
    Move = 1,
    /// A player split a stack.
    Split = 2,
    /// A player destroyed something.
    Destroy = 3,
    /// The server itself gave items.
    Grant = 4,
    /// The server itself gave or took currency.
    Currency = 5,
    /// A player paid for a flight or for rapid transport.
    Fare = 6,
}

/// A change of valuables with all its sides, to be kept whole or not at all. Nothing of it is
/// visible yet: the zone waits for [`Input::Committed`](crate::Input::Committed) or
/// [`Input::Refused`](crate::Input::Refused) with its ticket, exactly one of them, once.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its name.
    pub ticket: Ticket,
    /// What for.
    pub kind: OperationKind,
    /// The characters in the zone whose valuables it changes; until it is settled none of them
    /// begins another.
    pub parties: Vec<CharacterId>,
    /// What changes. Created items have id 0: whoever keeps the operation gives them theirs.
    pub sides: Vec<Side>,
    /// Items that change hands, as they are.
    pub arriving: Vec<Item>,
}

/// Why an operation is not kept. Nothing of it happened, nor ever will.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// Whoever keeps it cannot do so now.
    Away,
    /// What is stored contradicts what the zone believes.
    Contradicted,
}
