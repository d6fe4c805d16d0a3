//! The stores for accounts, characters and the world on PostgreSQL and SQLite.
