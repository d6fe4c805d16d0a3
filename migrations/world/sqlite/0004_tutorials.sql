-- When a client is shown a tutorial: kind 29 when a character comes into the zone trigger_id.
CREATE TABLE tutorial (
    tutorial_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    trigger_id INTEGER NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (tutorial_id, kind, trigger_id)
) STRICT;
