-- When a client is shown a tutorial: kind 29 when a character comes into the zone trigger_id.
CREATE TABLE tutorial (
    tutorial_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    trigger_id BIGINT NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (tutorial_id, kind, trigger_id)
);
