-- What factions think of a character (rows of Faction2.tbl). revision: of the soft state it came with.
CREATE TABLE character_reputation (
    character_id INTEGER NOT NULL REFERENCES character (id),
    faction_id INTEGER NOT NULL,
    amount REAL NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (character_id, faction_id)
) STRICT, WITHOUT ROWID;
