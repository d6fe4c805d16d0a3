-- What a character has seen of the maps; rows are only ever added.
CREATE TABLE character_hex_group (
    character_id INTEGER NOT NULL REFERENCES character (id),
    hex_group_id INTEGER NOT NULL,
    PRIMARY KEY (character_id, hex_group_id)
) STRICT, WITHOUT ROWID;
