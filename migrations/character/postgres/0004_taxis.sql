-- Taxi nodes a character has found (rows of TaxiNode.tbl); rows are only ever added.
CREATE TABLE character_taxi_node (
    character_id BIGINT NOT NULL REFERENCES character (id),
    node_id BIGINT NOT NULL,
    PRIMARY KEY (character_id, node_id)
);

-- When rapid transport for credits is open again, Unix milliseconds.
ALTER TABLE travel ADD COLUMN transport_ready_at BIGINT NOT NULL DEFAULT 0;
