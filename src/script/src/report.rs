//! What is told of a script to who rules.

/// How one script fares on this shard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Its name.
    pub name: String,
    /// Rows of World it is for; empty for all.
    pub worlds: Vec<u16>,
    /// Functions of it called.
    pub calls: u64,
    /// Of those, how many failed.
    pub errors: u64,
    /// Microseconds in them.
    pub spent_us: u64,
    /// It is told nothing more.
    pub is_disabled: bool,
    /// What went wrong last; empty for nothing.
    pub last_fault: String,
}
