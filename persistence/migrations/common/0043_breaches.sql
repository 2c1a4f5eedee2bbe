-- Breaches of community protection notices and what is done about each (2014 Act ss.47 to 52). A breach does not end the notice.
CREATE TABLE protection_breach (
    case_id TEXT NOT NULL REFERENCES protection_case (id),
    n INTEGER NOT NULL,
    state TEXT NOT NULL,
    state_since TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),  -- of the breach with all that is done about it
    on_day TEXT NOT NULL,
    minute INTEGER,
    requirement INTEGER NOT NULL,
    judged_version INTEGER NOT NULL,               -- of the requirements that held on that day
    place TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL,
    evidence_kind TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL,
    defence TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (case_id, n)
) /*clustered*/;
CREATE INDEX protection_breach_state ON protection_breach (state, case_id, n);

-- A penalty, works, a prosecution, a seizure: each its own machine. One that is over may be followed by another of its kind.
CREATE TABLE protection_measure (
    case_id TEXT NOT NULL,
    breach INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('penalty', 'works', 'prosecution', 'seizure')),
    n INTEGER NOT NULL,
    state TEXT NOT NULL,
    state_since TEXT NOT NULL,
    begun_on TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (case_id, breach, kind, n),
    FOREIGN KEY (case_id, breach) REFERENCES protection_breach (case_id, n)
) /*clustered*/;
CREATE INDEX protection_measure_kind ON protection_measure (kind, state, begun_on);

-- The answers of its steps: dates in ISO form, amounts in pence. A later step may answer a field again.
CREATE TABLE protection_measure_answer (
    case_id TEXT NOT NULL,
    breach INTEGER NOT NULL,
    kind TEXT NOT NULL,
    n INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (case_id, breach, kind, n, field),
    FOREIGN KEY (case_id, breach, kind, n) REFERENCES protection_measure (case_id, breach, kind, n)
) /*clustered*/;

-- The clocks that run for a breach, with how each was counted; written again with every step.
CREATE TABLE protection_breach_clock (
    case_id TEXT NOT NULL,
    breach INTEGER NOT NULL,
    name TEXT NOT NULL,                            -- prosecution, penalty, penalty_early, warrant, retain, cost_appeal
    counting TEXT NOT NULL,
    count INTEGER NOT NULL,
    start_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    event TEXT NOT NULL,
    rule TEXT NOT NULL,
    authority TEXT NOT NULL,
    PRIMARY KEY (case_id, breach, name),
    FOREIGN KEY (case_id, breach) REFERENCES protection_breach (case_id, n)
) /*clustered*/;
CREATE INDEX protection_breach_clock_day ON protection_breach_clock (last_day, case_id);

-- The words as they were given: never changed.
CREATE TABLE protection_breach_paper (
    case_id TEXT NOT NULL,
    breach INTEGER NOT NULL,
    n INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name IN ('penalty', 'certificate', 'works', 'cost')),
    words TEXT NOT NULL,
    digest TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (case_id, breach, n),
    FOREIGN KEY (case_id, breach) REFERENCES protection_breach (case_id, n)
) /*clustered*/;
