-- Disposal of one record: asked for, decided by a records officer, and a certificate of what was erased; and the holds that forbid it.
-- A certificate outlives its record: no foreign key.
CREATE TABLE disposal (
    id            TEXT PRIMARY KEY,
    record_id     TEXT NOT NULL,
    kind          TEXT NOT NULL,
    panel         TEXT NOT NULL REFERENCES panel_group (id),
    state         TEXT NOT NULL CHECK (state IN ('open', 'refused', 'withdrawn', 'erased')),
    reason        TEXT NOT NULL,
    words         TEXT NOT NULL,              -- emptied when the record is erased
    ended_on      TEXT NOT NULL,
    allowed_from  TEXT NOT NULL,              -- by the retention period in force when it was asked for
    asked_by      TEXT NOT NULL,
    asked_at      BIGINT NOT NULL,
    answered_by   TEXT NOT NULL DEFAULT '',
    answered_at   BIGINT,
    answer_words  TEXT NOT NULL DEFAULT '',
    rows_erased   INTEGER NOT NULL DEFAULT 0,
    files         INTEGER NOT NULL DEFAULT 0,
    documents     INTEGER NOT NULL DEFAULT 0,
    people        INTEGER NOT NULL DEFAULT 0, -- who stood on it, whether or not they stand elsewhere
    digest        TEXT NOT NULL DEFAULT '',   -- keyed, over the rows as they were
    CHECK (state = 'withdrawn' OR answered_by <> asked_by)
);
CREATE UNIQUE INDEX disposal_open ON disposal (record_id) WHERE state = 'open';
CREATE INDEX disposal_record ON disposal (record_id, asked_at);
CREATE INDEX disposal_panel ON disposal (panel, state, asked_at);

CREATE TABLE record_hold (
    record_id   TEXT NOT NULL REFERENCES record (id),
    n           INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    reason      TEXT NOT NULL,
    from_day    TEXT NOT NULL,
    placed_by   TEXT NOT NULL,
    placed_at   BIGINT NOT NULL,
    lifted_on   TEXT,
    lifted_by   TEXT NOT NULL DEFAULT '',
    lifted_at   BIGINT,
    lift_reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (record_id, n)
) /*clustered*/;
