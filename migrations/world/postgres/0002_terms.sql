-- When spawns are there and how many: the public data says nothing of it, so it is the operators'
-- to say, in files like those the spawns come from (custom/ in the data directory).

-- Minutes of the game's day from which and up to which a spawn is there, over midnight when it ends
-- before it begins.
CREATE TABLE spawn_hours (
    spawn_id BIGINT NOT NULL,
    from_minute BIGINT NOT NULL,
    to_minute BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id)
);

-- Of the spawns of a group in one zone, so many are alive at once.
CREATE TABLE spawn_group (
    id BIGINT NOT NULL,
    alive_max BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE spawn_group_member (
    spawn_id BIGINT NOT NULL,
    group_id BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id)
);
