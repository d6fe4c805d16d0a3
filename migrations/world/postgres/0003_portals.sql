-- Where a spawn leads whoever uses it: to a row of WorldLocation2.tbl, or with 0 there to a point of a
-- world. No table of the client says it, so it is the operators' to say.
CREATE TABLE spawn_portal (
    spawn_id BIGINT NOT NULL,
    world_location_id BIGINT NOT NULL,
    world_id BIGINT NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL,
    z REAL NOT NULL,
    yaw REAL NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id)
);
