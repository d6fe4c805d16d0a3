//! Everything that stands in a zone: columns, ids, spawns and how each kind appears on the wire.

pub(crate) mod changes;
pub(crate) mod kind_model;
pub(crate) mod owned;
pub(crate) mod slots;
pub(crate) mod sparse;
pub(crate) mod spawn;
pub(crate) mod units;
pub(crate) mod unmake;
