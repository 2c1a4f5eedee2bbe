-- Visits of officers, and what a file of evidence bears on: a test of the Act, a breach, a visit.
CREATE TABLE protection_visit (
    case_id TEXT NOT NULL REFERENCES protection_case (id),
    n INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    minute INTEGER,
    place TEXT NOT NULL,
    seen TEXT NOT NULL CHECK (seen IN ('person', 'other', 'nobody')),
    seen_words TEXT NOT NULL DEFAULT '',     -- never who complained
    note TEXT NOT NULL,
    file_id TEXT NOT NULL DEFAULT '',        -- a photograph among the evidence of the case
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (case_id, n)
) /*clustered*/;

-- bears_on: detrimental, persistent, unreasonable, or "breach 2".
CREATE TABLE evidence_link (
    file_id TEXT NOT NULL REFERENCES evidence_file (id),
    bears_on TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (file_id, bears_on)
) /*clustered*/;
