-- What characters have read. shelf: 0 rows of Datacube.tbl, 1 rows of DatacubeVolume.tbl; pieces: bits.
CREATE TABLE character_lore (
    character_id BIGINT NOT NULL REFERENCES character (id),
    shelf BIGINT NOT NULL,
    writing_id BIGINT NOT NULL,
    pieces BIGINT NOT NULL,
    PRIMARY KEY (character_id, shelf, writing_id)
);
