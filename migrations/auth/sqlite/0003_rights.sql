-- What accounts may do, what they hold beside their characters, and who used which command.

-- Where a role differs from what the program gives it: holds it 1, lacks it 0.
CREATE TABLE role_permission (
    role INTEGER NOT NULL,
    permission INTEGER NOT NULL,
    granted INTEGER NOT NULL,
    PRIMARY KEY (role, permission)
) STRICT;

-- Beyond its role: granted 1, revoked 0.
CREATE TABLE account_permission (
    account_id INTEGER NOT NULL REFERENCES account (id),
    permission INTEGER NOT NULL,
    granted INTEGER NOT NULL,
    PRIMARY KEY (account_id, permission)
) STRICT;

CREATE TABLE account_currency (
    account_id INTEGER NOT NULL REFERENCES account (id),
    currency_id INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (account_id, currency_id)
) STRICT;

CREATE TABLE account_entitlement (
    account_id INTEGER NOT NULL REFERENCES account (id),
    entitlement_id INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (account_id, entitlement_id)
) STRICT;

-- Rows of GenericUnlockEntry.
CREATE TABLE account_unlock (
    account_id INTEGER NOT NULL REFERENCES account (id),
    unlock_id INTEGER NOT NULL,
    unlocked_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, unlock_id)
) STRICT;

-- Every use of a command. Accounts and characters are named, not referred to: the line outlives
-- them.
CREATE TABLE command_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    realm_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    source INTEGER NOT NULL,
    account_id INTEGER,
    character_id INTEGER,
    who TEXT NOT NULL,
    place TEXT NOT NULL,
    line TEXT NOT NULL,
    outcome INTEGER NOT NULL,
    answer TEXT NOT NULL,
    took_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX command_log_account ON command_log (account_id, id);
