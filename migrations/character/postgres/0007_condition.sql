-- How a character is when it comes: the health it lacks, whether it lies dead, and the pet that goes with it
-- (a row of Creature2.tbl, 0 for none).
ALTER TABLE character ADD COLUMN wounds BIGINT NOT NULL DEFAULT 0;
ALTER TABLE character ADD COLUMN is_dead BIGINT NOT NULL DEFAULT 0;
ALTER TABLE character ADD COLUMN pet_creature_id BIGINT NOT NULL DEFAULT 0;
