-- Conflicts of interest: who belongs to somebody who works here, and the records that they are kept from because such a person stands on them.
CREATE TABLE declared_person (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    relation TEXT NOT NULL CHECK (relation IN ('self', 'family', 'household', 'other')),
    full_name TEXT NOT NULL,
    name_key TEXT /*bytewise*/ NOT NULL,     -- as person_name.sort_key
    born TEXT,
    address TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',       -- in capitals without spaces
    declared_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX declared_person_account ON declared_person (account, declared_at);
CREATE INDEX declared_person_name ON declared_person (name_key) WHERE ended_at IS NULL;

CREATE TABLE declared_match (
    id TEXT PRIMARY KEY,
    declared_id TEXT NOT NULL REFERENCES declared_person (id),
    record_id TEXT NOT NULL REFERENCES record (id),
    account TEXT NOT NULL,
    by_name INTEGER NOT NULL CHECK (by_name IN (0, 1)),
    by_address INTEGER NOT NULL CHECK (by_address IN (0, 1)),
    found_at BIGINT NOT NULL,
    answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'kept', 'lifted')),
    answered_by TEXT NOT NULL DEFAULT '',
    answered_at BIGINT,
    reason TEXT NOT NULL DEFAULT '',
    recorded INTEGER NOT NULL DEFAULT 0 CHECK (recorded IN (0, 1)),  -- in the ledger
    UNIQUE (declared_id, record_id),
    CHECK (answered_by <> account)
);
CREATE INDEX declared_match_open ON declared_match (found_at, id) WHERE answer = '';
CREATE INDEX declared_match_unrecorded ON declared_match (id) WHERE recorded = 0;
CREATE INDEX declared_match_account ON declared_match (account, record_id);
