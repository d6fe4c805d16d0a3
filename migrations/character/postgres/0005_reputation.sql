-- What factions think of a character (rows of Faction2.tbl). revision: of the soft state it came with.
CREATE TABLE character_reputation (
    character_id BIGINT NOT NULL REFERENCES character (id),
    faction_id BIGINT NOT NULL,
    amount REAL NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (character_id, faction_id)
);
