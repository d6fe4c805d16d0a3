//! The runtime: one executor per core, connections, mailboxes, ticks and supervision.
