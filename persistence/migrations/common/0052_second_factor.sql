-- The second factor of an account: the seed sealed under the key file of the house, and the last time step that was used.
CREATE TABLE second_factor (
    account TEXT PRIMARY KEY REFERENCES account (id),
    seed TEXT NOT NULL,
    last_step BIGINT NOT NULL,
    since_at BIGINT NOT NULL
) /*clustered*/;

CREATE TABLE recovery_code (
    account TEXT NOT NULL REFERENCES second_factor (account) ON DELETE CASCADE,
    n INTEGER NOT NULL CHECK (n >= 0),
    code TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (account, n)
) /*clustered*/;
