-- Documents that were stopped because they would say, or go to, where somebody must not be found. Whoever made one learns only that it
-- waits; each group answers for the facts on its own records and sees no other's.
CREATE TABLE document_stop (
    id TEXT PRIMARY KEY,                     -- STP-2026-0001
    record_id TEXT NOT NULL REFERENCES record (id),
    kind TEXT NOT NULL,                      -- of the document: warning, notice, penalty
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL
);
CREATE INDEX document_stop_record ON document_stop (record_id, kind, id);
CREATE INDEX document_stop_asker ON document_stop (asked_by, id);

-- What it would have said, as the group knows it; the fact itself stands with the person. `fact` is a digest of record and words:
-- when the fact changes, what was released before is asked again.
CREATE TABLE document_stop_fact (
    stop_id TEXT NOT NULL REFERENCES document_stop (id),
    fact TEXT NOT NULL,
    panel TEXT NOT NULL,
    record_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('protected_address', 'former_address', 'identity')),
    place TEXT NOT NULL CHECK (place IN ('words', 'destination')),
    answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'released', 'refused')),
    answered_by TEXT NOT NULL DEFAULT '',
    answered_at BIGINT,
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (stop_id, fact)
) /*clustered*/;
CREATE INDEX document_stop_fact_waiting ON document_stop_fact (panel, stop_id) WHERE answer = '';

-- The words of a document beside its bytes, so that it is checked again whenever it is opened.
ALTER TABLE document ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN destination TEXT NOT NULL DEFAULT '';
