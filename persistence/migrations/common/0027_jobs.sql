-- Long jobs: a file of people that is checked, shown and carried in row by row, or a file that is written for one person to fetch.
-- The rows of a file and a finished file stand here for a while only: when the job ends, or a day later, they are emptied.
CREATE TABLE job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('import_nominals', 'export_nominals', 'export_people')),
    panel TEXT NOT NULL,
    account TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('uploaded', 'previewed', 'running', 'done', 'failed', 'cancelled')),
    file_name TEXT NOT NULL DEFAULT '',
    head TEXT NOT NULL DEFAULT '',
    failure TEXT NOT NULL DEFAULT '',
    asked_at BIGINT NOT NULL,
    ended_at BIGINT,
    until_at BIGINT NOT NULL,
    -- As whom it goes on when nobody waits: by which request and session, by a token or with a password given when, for which purpose.
    reference TEXT NOT NULL,
    source_address TEXT NOT NULL,
    session TEXT NOT NULL,
    by_token INTEGER NOT NULL CHECK (by_token IN (0, 1)),
    password_at BIGINT,
    purpose TEXT NOT NULL DEFAULT '',
    -- Which server carries it on, and until when no other does.
    carried_by TEXT NOT NULL DEFAULT '',
    carried_until BIGINT NOT NULL DEFAULT 0,
    file TEXT NOT NULL DEFAULT '',
    sha256 TEXT NOT NULL DEFAULT ''
);
CREATE INDEX job_account ON job (account, panel, asked_at);
CREATE INDEX job_state ON job (state, asked_at);
CREATE INDEX job_until ON job (until_at);

-- A row of the file by its line. staged: not yet compared with who is known; faulty: cannot be carried in; ready: compared;
-- waiting: chosen, to be carried in; made: carried in, together with the record it became; left_out; refused: by the rules of that moment.
-- Of an export, one row for each record in the file.
CREATE TABLE job_row (
    job_id TEXT NOT NULL REFERENCES job (id),
    line INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('staged', 'faulty', 'ready', 'waiting', 'made', 'left_out', 'refused')),
    cells TEXT NOT NULL DEFAULT '',
    matches TEXT NOT NULL DEFAULT '',
    person TEXT NOT NULL DEFAULT '',
    problem TEXT NOT NULL DEFAULT '',
    record_id TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (job_id, line)
) /*clustered*/;
CREATE INDEX job_row_state ON job_row (job_id, state, line);
