-- When the ways out for who is stuck are open again: back to where it is bound, and out of its life; in
-- milliseconds since 1970.
ALTER TABLE travel ADD COLUMN recall_ready_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE travel ADD COLUMN death_ready_at BIGINT NOT NULL DEFAULT 0;
