-- What a character has seen of the maps; rows are only ever added.
CREATE TABLE character_hex_group (
    character_id BIGINT NOT NULL REFERENCES character (id),
    hex_group_id BIGINT NOT NULL,
    PRIMARY KEY (character_id, hex_group_id)
);
