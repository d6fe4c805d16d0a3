-- What a realm keeps of itself over a restart, on which realm an account plays, and the lines that
-- the client shows beside the realm list.

-- NULL until a realm process has written the one of its configuration.
ALTER TABLE realm ADD COLUMN message_of_the_day TEXT;
-- 1 while a countdown is so near its end that nobody new is let in.
ALTER TABLE realm ADD COLUMN closing BIGINT NOT NULL DEFAULT 0;
-- Which data directory's process wrote the row last; empty for none.
ALTER TABLE realm ADD COLUMN keeper TEXT NOT NULL DEFAULT '';

-- The realm an account was let in by last. Another one that it logs in to wants the seat, and has it
-- when the first says that nothing of the account is left on it.
CREATE TABLE account_seat (
    account_id BIGINT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    realm_id BIGINT NOT NULL,
    wanted_by BIGINT,
    -- Counts the logins, so that a seat is never given up that was taken again meanwhile.
    claim BIGINT NOT NULL
);
CREATE INDEX account_seat_wanted ON account_seat (realm_id) WHERE wanted_by IS NOT NULL;

CREATE TABLE realm_message (
    position BIGINT PRIMARY KEY,
    text TEXT NOT NULL
);
