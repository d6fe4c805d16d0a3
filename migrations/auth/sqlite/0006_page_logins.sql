-- Logins of the page, so that they outlive the process. The secret in the cookie is not stored.

CREATE TABLE page_login (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    -- By e-mail address and password, or by a bearer token: one of both.
    account_id INTEGER REFERENCES account (id) ON DELETE CASCADE,
    token_id INTEGER REFERENCES api_token (id) ON DELETE CASCADE,
    -- The account's salt when it logged in: a password set by whatever means has another. Empty
    -- for a token.
    account_salt BLOB NOT NULL,
    used_at INTEGER NOT NULL,
    CHECK ((account_id IS NULL) <> (token_id IS NULL)),
    CHECK (length(account_salt) = CASE WHEN account_id IS NULL THEN 0 ELSE 16 END)
) STRICT;

CREATE INDEX page_login_account ON page_login (account_id);
CREATE INDEX page_login_token ON page_login (token_id);
CREATE INDEX page_login_used ON page_login (used_at);
