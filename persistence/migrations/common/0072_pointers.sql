-- Blind pointers: somebody learns that a group holds a record, and whom to ask; never which record or what it says.
CREATE TABLE pointer_request (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    purpose TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_at BIGINT NOT NULL
);
CREATE INDEX pointer_request_account ON pointer_request (account, asked_at);

-- One row for each group that answered: what its coordinators see until they have seen it.
CREATE TABLE pointer_answer (
    request_id TEXT NOT NULL REFERENCES pointer_request (id),
    panel TEXT NOT NULL,
    record_id TEXT NOT NULL REFERENCES record (id),
    seen_by TEXT NOT NULL DEFAULT '',
    seen_at BIGINT,
    PRIMARY KEY (request_id, panel, record_id)
) /*clustered*/;
CREATE INDEX pointer_answer_open ON pointer_answer (panel, request_id) WHERE seen_at IS NULL;
