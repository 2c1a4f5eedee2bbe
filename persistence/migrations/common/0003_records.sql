-- What the gate decides on: every record of a panel, with whom it is shared, who is named on it, who is kept away.
CREATE TABLE record (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    panel TEXT NOT NULL,
    sensitivity INTEGER NOT NULL CHECK (sensitivity BETWEEN 1 AND 3),
    owner_agency TEXT NOT NULL,
    opened_at BIGINT NOT NULL
);
CREATE INDEX record_of_panel ON record (panel, kind, id);

CREATE TABLE record_share (
    record_id TEXT NOT NULL REFERENCES record (id),
    panel TEXT NOT NULL,
    PRIMARY KEY (record_id, panel)
) /*clustered*/;
CREATE INDEX record_share_panel ON record_share (panel, record_id);

CREATE TABLE record_participant (
    record_id TEXT NOT NULL REFERENCES record (id),
    account TEXT NOT NULL,
    protected INTEGER NOT NULL DEFAULT 0 CHECK (protected IN (0, 1)),
    PRIMARY KEY (record_id, account)
) /*clustered*/;
CREATE INDEX record_participant_account ON record_participant (account, record_id);

-- Conflict of interest: one of the two names is filled.
CREATE TABLE record_exclusion (
    record_id TEXT NOT NULL REFERENCES record (id),
    account TEXT NOT NULL DEFAULT '',
    agency TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (record_id, account, agency)
) /*clustered*/;

CREATE TABLE emergency_grant (
    record_id TEXT NOT NULL REFERENCES record (id),
    account TEXT NOT NULL,
    until_at BIGINT NOT NULL,
    co_approved INTEGER NOT NULL DEFAULT 0 CHECK (co_approved IN (0, 1)),
    PRIMARY KEY (record_id, account)
) /*clustered*/;

-- The first opening of a restricted record on a day asks for a purpose; that it was given is remembered for the day.
CREATE TABLE record_opening (
    record_id TEXT NOT NULL,
    account TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (record_id, account, day)
) /*clustered*/;

-- An act that needs a second person waits here; `object` is a record or a panel.
CREATE TABLE second_person (
    id TEXT PRIMARY KEY,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    panel TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    agreed_by TEXT NOT NULL DEFAULT '',
    agreed_at BIGINT,
    used_at BIGINT
);
CREATE INDEX second_person_open ON second_person (panel, asked_at);

-- References: PREFIX-YEAR-NUMBER, never used again.
CREATE TABLE reference_counter (
    prefix TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (prefix, year)
) /*clustered*/;

-- A form that was carried out, by its one-time key: sent again it answers the same address and does nothing.
CREATE TABLE done_form (
    account TEXT NOT NULL,
    idem TEXT NOT NULL,
    location TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    PRIMARY KEY (account, idem)
) /*clustered*/;
CREATE INDEX done_form_at ON done_form (at);

-- Effective-dated settings: the value in force on a day is the one with the latest day not after it.
CREATE TABLE setting (
    panel TEXT NOT NULL,
    name TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (panel, name, effective_from)
) /*clustered*/;
