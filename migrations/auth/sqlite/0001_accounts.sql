-- Accounts, the one-use secrets of a login, and the realms of the list.

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    verifier BLOB NOT NULL CHECK (length(verifier) = 128),
    role INTEGER NOT NULL,
    suspended INTEGER NOT NULL DEFAULT 0,
    suspension_ends_at INTEGER,
    suspension_reason TEXT,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE game_token (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    account_id INTEGER NOT NULL REFERENCES account (id),
    address TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX game_token_expires_at ON game_token (expires_at);

-- One per account: a new login replaces the key of the one before.
CREATE TABLE session_key (
    account_id INTEGER PRIMARY KEY REFERENCES account (id),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    realm_id INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE realm (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    realm_type INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    online_count INTEGER NOT NULL,
    capacity INTEGER NOT NULL
) STRICT;
