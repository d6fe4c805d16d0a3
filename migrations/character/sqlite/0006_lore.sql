-- What characters have read. shelf: 0 rows of Datacube.tbl, 1 rows of DatacubeVolume.tbl; pieces: bits.
CREATE TABLE character_lore (
    character_id INTEGER NOT NULL REFERENCES character (id),
    shelf INTEGER NOT NULL,
    writing_id INTEGER NOT NULL,
    pieces INTEGER NOT NULL,
    PRIMARY KEY (character_id, shelf, writing_id)
) STRICT, WITHOUT ROWID;
