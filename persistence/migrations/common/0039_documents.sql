-- Documents as they were made: the very bytes, sealed outside the database. Nothing is overwritten: made anew, a document is a new version.
CREATE TABLE document (
    id TEXT PRIMARY KEY, -- 32 random hexadecimal digits, and the name under which the file lies
    record_id TEXT NOT NULL REFERENCES record (id),
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    template TEXT NOT NULL DEFAULT '', -- the wording it was made from, with its version
    title TEXT NOT NULL,
    field_class INTEGER NOT NULL CHECK (field_class BETWEEN 0 AND 2), -- 2: only in answer to a reveal
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    wrapped_key TEXT NOT NULL, -- hexadecimal; empty: destroyed, and the file with it
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    UNIQUE (record_id, kind, version)
);
