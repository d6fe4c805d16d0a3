-- What a character's journeys left behind: one row per character, the newest revision wins. A world of 0
-- means that there is no such place.
CREATE TABLE travel (
    character_id BIGINT PRIMARY KEY REFERENCES character (id),
    revision BIGINT NOT NULL,
    return_world_id BIGINT NOT NULL,
    return_x REAL NOT NULL,
    return_y REAL NOT NULL,
    return_z REAL NOT NULL,
    return_yaw REAL NOT NULL,
    return_pitch REAL NOT NULL,
    return_roll REAL NOT NULL,
    bind_point_id BIGINT NOT NULL,
    bind_world_id BIGINT NOT NULL,
    bind_x REAL NOT NULL,
    bind_y REAL NOT NULL,
    bind_z REAL NOT NULL,
    bind_yaw REAL NOT NULL,
    bind_pitch REAL NOT NULL,
    bind_roll REAL NOT NULL
);

-- Whose copy of a world a character belongs to.
-- holder_kind: 1 character, 2 group, 3 match, 4 residence.
CREATE TABLE instance_lock (
    character_id BIGINT NOT NULL REFERENCES character (id),
    world_id BIGINT NOT NULL,
    holder_kind BIGINT NOT NULL,
    holder_id BIGINT NOT NULL,
    locked_at BIGINT NOT NULL,
    PRIMARY KEY (character_id, world_id)
);
