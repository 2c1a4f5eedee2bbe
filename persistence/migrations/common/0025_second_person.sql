-- Four eyes: what somebody asks a colleague to agree to, the answer, and its one use. The table of 0003 never held a row.
DROP TABLE second_person;
CREATE TABLE second_person (
    id TEXT PRIMARY KEY,
    action TEXT NOT NULL,
    act TEXT NOT NULL,
    object TEXT NOT NULL REFERENCES record (id),
    panel TEXT NOT NULL,
    recipient TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    prepared_at BIGINT NOT NULL,
    asked_at BIGINT,
    until_at BIGINT NOT NULL,
    answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'agreed', 'refused')),
    answered_by TEXT NOT NULL DEFAULT '',
    answered_at BIGINT,
    answer_reason TEXT NOT NULL DEFAULT '',
    used_at BIGINT,
    CHECK (answered_by <> asked_by)
);
CREATE INDEX second_person_waiting ON second_person (until_at) WHERE answered_at IS NULL;
CREATE INDEX second_person_asked_by ON second_person (asked_by, until_at);

-- Every sharing of a record with another group; record_share holds those in force, which is what access looks at.
CREATE TABLE sharing (
    record_id TEXT NOT NULL REFERENCES record (id),
    n INTEGER NOT NULL CHECK (n > 0),
    panel TEXT NOT NULL,
    purpose TEXT NOT NULL,
    reason TEXT NOT NULL,
    shared_by TEXT NOT NULL,
    shared_at BIGINT NOT NULL,
    agreement TEXT NOT NULL DEFAULT '',
    ended_by TEXT NOT NULL DEFAULT '',
    ended_at BIGINT,
    end_reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (record_id, n)
) /*clustered*/;
CREATE INDEX sharing_panel ON sharing (panel, shared_at);
