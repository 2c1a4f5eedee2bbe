-- Who may sign in, for which agency and group, under which agreement; and what signing in leaves behind.
CREATE TABLE agency (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    suspended INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
);

-- The panels of the partnership, called groups on pages.
CREATE TABLE panel_group (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    agency TEXT NOT NULL REFERENCES agency (id),
    name TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL CHECK (role IN ('practitioner', 'analyst', 'auditor', 'records_officer', 'sysadmin')),
    password TEXT NOT NULL,
    must_set_password INTEGER NOT NULL DEFAULT 1 CHECK (must_set_password IN (0, 1)),
    password_set_at BIGINT,
    second_factor INTEGER NOT NULL DEFAULT 0 CHECK (second_factor IN (0, 1)),
    disabled_at BIGINT,
    created_at BIGINT NOT NULL,
    signed_in_at BIGINT,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX account_agency ON account (agency);

-- One row for a person in a group; it ends after `until`, at most 12 months ahead.
CREATE TABLE membership (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id),
    panel TEXT NOT NULL REFERENCES panel_group (id),
    level TEXT NOT NULL CHECK (level IN ('viewer', 'contributor', 'coordinator')),
    chair INTEGER NOT NULL DEFAULT 0 CHECK (chair IN (0, 1)),
    until TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (account, panel)
);
CREATE INDEX membership_panel ON membership (panel, account);

-- Information sharing agreement of an agency for a group: access ends after `until` and its days of grace.
CREATE TABLE agreement (
    agency TEXT NOT NULL REFERENCES agency (id),
    panel TEXT NOT NULL REFERENCES panel_group (id),
    signed_on TEXT NOT NULL,
    until TEXT NOT NULL,
    grace_days INTEGER NOT NULL DEFAULT 0 CHECK (grace_days >= 0),
    version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (agency, panel)
) /*clustered*/;

-- `hash` is the SHA-256 of the cookie's token. An ended session stays for two days, so that a form posted too late finds its owner.
CREATE TABLE session (
    hash TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id),
    form_secret TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    password_at BIGINT,
    awaits_second_factor INTEGER NOT NULL DEFAULT 0 CHECK (awaits_second_factor IN (0, 1)),
    initials_only INTEGER NOT NULL DEFAULT 0 CHECK (initials_only IN (0, 1)),
    source_address TEXT NOT NULL DEFAULT '',
    ended_at BIGINT
) /*clustered*/;
CREATE INDEX session_account ON session (account, started_at);

CREATE TABLE session_purpose (
    session TEXT NOT NULL REFERENCES session (hash) ON DELETE CASCADE,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    code TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (session, action, object)
) /*clustered*/;

-- Failures since the last success; the key is a keyed digest of the typed name, or of the name and the address.
CREATE TABLE sign_in_throttle (
    digest TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at BIGINT NOT NULL
) /*clustered*/;
CREATE INDEX sign_in_throttle_last ON sign_in_throttle (last_at);

-- A form that came after its session had ended, sealed for the account it belongs to; found by the digest of a random key.
CREATE TABLE kept_form (
    digest TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    sealed TEXT NOT NULL,
    until_at BIGINT NOT NULL
);
CREATE INDEX kept_form_until ON kept_form (until_at);
