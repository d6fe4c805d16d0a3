-- A game token is stored and taken with every login: one tree to write instead of three. Those that
-- were under way are void; their logins begin again.

DROP TABLE game_token;
CREATE TABLE game_token (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    account_id INTEGER NOT NULL REFERENCES account (id),
    address TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
