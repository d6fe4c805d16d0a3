//! The realm on its shards without a client: what its parts say to each other at bad moments.

mod login;
mod realm;
mod way;
