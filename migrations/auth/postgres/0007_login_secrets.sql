-- A game token is stored and taken with every login, and lives for a minute: an index of when each
-- expires costs more than looking at all of them now and then.

DROP INDEX game_token_expires_at;
