-- Characters and what they own. Rows of value change only together with rows of the ledger.

-- Next unused id of each kind; handed out in blocks, never reused.
CREATE TABLE id_block (
    kind TEXT PRIMARY KEY,
    next_id INTEGER NOT NULL
) STRICT;
INSERT INTO id_block (kind, next_id) VALUES ('character', 1), ('item', 1), ('mail', 1), ('guild', 1);

-- name_key is the name without case; a deleted character has none, which frees the name.
CREATE TABLE character (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL,
    realm_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT,
    sex INTEGER NOT NULL,
    race INTEGER NOT NULL,
    class INTEGER NOT NULL,
    faction INTEGER NOT NULL,
    path INTEGER NOT NULL,
    level INTEGER NOT NULL,
    xp INTEGER NOT NULL,
    creation_id INTEGER NOT NULL,
    world_id INTEGER NOT NULL,
    world_zone_id INTEGER NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL,
    z REAL NOT NULL,
    yaw REAL NOT NULL,
    pitch REAL NOT NULL,
    roll REAL NOT NULL,
    played_s INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    last_online_at INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    deleted_at INTEGER,
    UNIQUE (realm_id, name_key)
) STRICT;
CREATE INDEX character_account ON character (account_id, realm_id);

CREATE TABLE character_customisation (
    character_id INTEGER NOT NULL REFERENCES character (id),
    position INTEGER NOT NULL,
    label INTEGER NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (character_id, position)
) STRICT;

CREATE TABLE character_visual (
    character_id INTEGER NOT NULL REFERENCES character (id),
    position INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    display_id INTEGER NOT NULL,
    PRIMARY KEY (character_id, position)
) STRICT;

CREATE TABLE character_bone (
    character_id INTEGER NOT NULL REFERENCES character (id),
    position INTEGER NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (character_id, position)
) STRICT;

-- owner_kind: 1 character, 2 mail, 3 guild bank, 4 auction, 5 account.
CREATE TABLE currency (
    owner_kind INTEGER NOT NULL,
    owner_id INTEGER NOT NULL,
    currency_id INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (owner_kind, owner_id, currency_id)
) STRICT;

CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    template_id INTEGER NOT NULL,
    owner_kind INTEGER NOT NULL,
    owner_id INTEGER NOT NULL,
    location INTEGER NOT NULL,
    bag_index INTEGER NOT NULL,
    stack_count INTEGER NOT NULL CHECK (stack_count >= 1),
    charges INTEGER NOT NULL,
    UNIQUE (owner_kind, owner_id, location, bag_index)
) STRICT;

-- What was committed, and what was refused for good; the id makes repeating harmless.
CREATE TABLE operation (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- Who got what from whom: one row per side of an operation, for ever.
CREATE TABLE ledger (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id BLOB NOT NULL REFERENCES operation (id),
    side INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    subject_id INTEGER NOT NULL,
    template_id INTEGER NOT NULL,
    from_kind INTEGER NOT NULL,
    from_id INTEGER NOT NULL,
    to_kind INTEGER NOT NULL,
    to_id INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (operation_id, side)
) STRICT;
CREATE INDEX ledger_subject ON ledger (kind, subject_id);

CREATE TRIGGER ledger_is_append_only_update BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_is_append_only_delete BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
