-- Evidence: files of a record. They lie sealed outside the database; a row knows where one stands, whose it is and what it was on receipt.
CREATE TABLE evidence_file (
    id TEXT PRIMARY KEY, -- 32 random hexadecimal digits, and the name under which the file lies
    record_id TEXT NOT NULL REFERENCES record (id),
    state TEXT NOT NULL CHECK (state IN ('arriving', 'held', 'clean', 'infected', 'wrong_type', 'removed')),
    type TEXT NOT NULL,
    field_class INTEGER NOT NULL CHECK (field_class BETWEEN 0 AND 2), -- 2: only in answer to a reveal
    file_name TEXT NOT NULL,
    caption TEXT NOT NULL DEFAULT '',
    bytes BIGINT NOT NULL,
    arrived BIGINT NOT NULL DEFAULT 0,
    sha256 TEXT NOT NULL DEFAULT '', -- of the original, on receipt
    wrapped_key TEXT NOT NULL, -- hexadecimal; empty: destroyed, and the file with it
    uploaded_by TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    received_at BIGINT,
    scanned_at BIGINT,
    found TEXT NOT NULL DEFAULT '', -- what the scanner calls it
    -- When and where it was taken, as the device says: text with or without an offset, millionths of a degree (WGS 84).
    taken_at TEXT NOT NULL DEFAULT '',
    latitude BIGINT,
    longitude BIGINT,
    removed_at BIGINT,
    removed_by TEXT NOT NULL DEFAULT '',
    removed_reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX evidence_of_record ON evidence_file (record_id, began_at);
CREATE INDEX evidence_state ON evidence_file (state, began_at);
CREATE INDEX evidence_arriving ON evidence_file (uploaded_by, state);

-- Documents and bundles that hold a copy of the file: as long as one does, the file stays.
CREATE TABLE evidence_use (
    file_id TEXT NOT NULL REFERENCES evidence_file (id),
    used_in TEXT NOT NULL,
    PRIMARY KEY (file_id, used_in)
) /*clustered*/;
