-- Accounts whose characters are not shown to other players on the page.

CREATE TABLE account_hidden (
    account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE
) STRICT;
