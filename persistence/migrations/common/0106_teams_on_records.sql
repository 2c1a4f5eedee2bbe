-- An agency's whole team named on one record until a day, beside the people who are named on it by themselves.
CREATE TABLE record_team (
    record_id TEXT NOT NULL REFERENCES record (id),
    agency TEXT NOT NULL,
    protected INTEGER NOT NULL DEFAULT 0 CHECK (protected IN (0, 1)),
    until TEXT NOT NULL,
    reason TEXT NOT NULL,
    named_by TEXT NOT NULL,
    PRIMARY KEY (record_id, agency)
) /*clustered*/;
CREATE INDEX record_team_agency ON record_team (agency, record_id);
