-- Bearer tokens that people make for their programs; `digest` is the SHA-256 of the whole token, `handle` its part that may be known.
CREATE TABLE access_token (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    handle TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by_form TEXT NOT NULL,
    until_at BIGINT NOT NULL,
    last_used_at BIGINT,
    last_address TEXT NOT NULL DEFAULT '',
    revoked_at BIGINT,
    UNIQUE (account, made_by_form)
);
CREATE INDEX access_token_account ON access_token (account, made_at);
