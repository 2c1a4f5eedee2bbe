-- Community protection: warnings and notices (2014 Act Part 4 Chapter 1), who may give them, what they rest on and how they were given.
-- Dates that a form leaves open are '' here, because the fields are compared and merged as text.
ALTER TABLE agency ADD COLUMN kind TEXT NOT NULL DEFAULT '';

CREATE TABLE protection_case (
    id TEXT PRIMARY KEY REFERENCES record (id),
    kind TEXT NOT NULL CHECK (kind IN ('warning', 'notice')),
    panel TEXT NOT NULL,
    state TEXT NOT NULL,
    state_since TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    warning_id TEXT NOT NULL DEFAULT '',     -- of a notice: the warning it rests on
    opened_on TEXT NOT NULL,
    author TEXT NOT NULL,                    -- account that wrote the draft
    approved_by TEXT NOT NULL DEFAULT '',
    approved_on TEXT,
    authority_id TEXT NOT NULL DEFAULT '',   -- by which the officer gave it
    -- whom it is for; a person's name stands with the person
    recipient_kind TEXT NOT NULL CHECK (recipient_kind IN ('individual', 'body', 'occupier')),
    person_id TEXT NOT NULL DEFAULT '',
    recipient_name TEXT NOT NULL DEFAULT '',
    body_kind TEXT NOT NULL DEFAULT '',
    company_number TEXT NOT NULL DEFAULT '',
    -- what may be edited while it is prepared
    title TEXT NOT NULL,
    category TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    first_on TEXT NOT NULL DEFAULT '',
    last_on TEXT NOT NULL DEFAULT '',
    locality TEXT NOT NULL DEFAULT '',
    area TEXT NOT NULL DEFAULT '',
    detrimental TEXT NOT NULL DEFAULT '',
    detrimental_evidence TEXT NOT NULL DEFAULT '',
    persistent TEXT NOT NULL DEFAULT '',
    persistent_evidence TEXT NOT NULL DEFAULT '',
    unreasonable TEXT NOT NULL DEFAULT '',
    unreasonable_evidence TEXT NOT NULL DEFAULT '',
    address_kind TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    premises TEXT NOT NULL DEFAULT '',
    capacity TEXT NOT NULL DEFAULT '',
    can_control TEXT NOT NULL DEFAULT '',
    considered_note TEXT NOT NULL DEFAULT '',
    considered_on TEXT NOT NULL DEFAULT '',
    young TEXT NOT NULL DEFAULT '',
    young_note TEXT NOT NULL DEFAULT '',
    stale_reason TEXT NOT NULL DEFAULT '',
    duplicates_on TEXT NOT NULL DEFAULT '',
    duplicates_because TEXT NOT NULL DEFAULT '',
    compliance_on TEXT NOT NULL DEFAULT '',
    enough_time TEXT NOT NULL DEFAULT '',
    same_conduct TEXT NOT NULL DEFAULT '',
    informed_none_because TEXT NOT NULL DEFAULT '',
    officer TEXT NOT NULL DEFAULT '',        -- account of who gives it
    ends_on TEXT NOT NULL DEFAULT '',
    review_on TEXT NOT NULL DEFAULT '',
    override_reason TEXT NOT NULL DEFAULT '',
    -- what became of it
    given_on TEXT,                           -- the day it counts as given
    ended_on TEXT,
    end_reason TEXT NOT NULL DEFAULT '',
    end_note TEXT NOT NULL DEFAULT '',
    told_on TEXT
);
CREATE INDEX protection_case_list ON protection_case (panel, kind, opened_on, id);
CREATE INDEX protection_case_state ON protection_case (panel, state, state_since, id);
CREATE INDEX protection_case_person ON protection_case (person_id, id) WHERE person_id <> '';
CREATE INDEX protection_case_warning ON protection_case (warning_id) WHERE warning_id <> '';

-- What it asks for; version 0 is the draft, each later one as given, varied or modified and never changed.
CREATE TABLE protection_requirement (
    case_id TEXT NOT NULL REFERENCES protection_case (id),
    version INTEGER NOT NULL CHECK (version >= 0),
    number INTEGER NOT NULL CHECK (number > 0),
    kind TEXT NOT NULL CHECK (kind IN ('stop', 'do', 'steps')),
    words TEXT NOT NULL,
    due TEXT,
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (case_id, version, number)
) /*clustered*/;
CREATE TABLE protection_version (
    case_id TEXT NOT NULL REFERENCES protection_case (id),
    version INTEGER NOT NULL CHECK (version > 0),
    from_day TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('issued', 'varied', 'modified')),
    PRIMARY KEY (case_id, version)
) /*clustered*/;

-- Reports that opened the matter and what happened since. Who reported is never kept beside what may be served.
CREATE TABLE protection_event (
    case_id TEXT NOT NULL REFERENCES protection_case (id),
    n INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('report', 'breach')),
    on_day TEXT NOT NULL,
    minute INTEGER,
    place TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL,
    evidence_kind TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    requirement INTEGER NOT NULL DEFAULT 0,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (case_id, n)
) /*clustered*/;

-- Who was told before the notice (s.43(6)).
CREATE TABLE protection_informed (
    case_id TEXT NOT NULL REFERENCES protection_case (id),
    n INTEGER NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL DEFAULT '',
    on_day TEXT,
    method TEXT NOT NULL DEFAULT '',
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (case_id, n)
) /*clustered*/;

CREATE TABLE protection_service (
    case_id TEXT NOT NULL REFERENCES protection_case (id),
    n INTEGER NOT NULL,
    version INTEGER NOT NULL,                -- of the requirements that it gave
    method TEXT NOT NULL,
    address_kind TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL,
    on_day TEXT NOT NULL,
    minute INTEGER,
    by_account TEXT NOT NULL,
    received_by TEXT NOT NULL DEFAULT '',
    witness TEXT NOT NULL DEFAULT '',
    proof TEXT NOT NULL DEFAULT '',
    arrived_on TEXT,
    from_premises INTEGER NOT NULL DEFAULT 0 CHECK (from_premises IN (0, 1)),
    enquiries TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    PRIMARY KEY (case_id, n)
) /*clustered*/;

CREATE TABLE protection_appeal (
    case_id TEXT NOT NULL REFERENCES protection_case (id),
    n INTEGER NOT NULL,
    lodged TEXT NOT NULL,
    court TEXT NOT NULL,
    grounds TEXT NOT NULL,
    hearing TEXT,
    late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
    outcome TEXT NOT NULL DEFAULT '',
    decided_on TEXT,
    stop_suspended_from TEXT,
    PRIMARY KEY (case_id, n)
) /*clustered*/;

-- Days that the law or a paper fixes, with how each was counted, so that it can be counted again.
CREATE TABLE protection_deadline (
    case_id TEXT NOT NULL REFERENCES protection_case (id),
    name TEXT NOT NULL,                      -- compliance, given, appeal
    counting TEXT NOT NULL,
    count INTEGER NOT NULL,
    start_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    event TEXT NOT NULL,
    rule TEXT NOT NULL,
    authority TEXT NOT NULL,
    PRIMARY KEY (case_id, name)
) /*clustered*/;
CREATE INDEX protection_deadline_day ON protection_deadline (name, last_day, case_id);

-- The words as they were given: never changed, each version kept beside the earlier ones.
CREATE TABLE protection_paper (
    case_id TEXT NOT NULL REFERENCES protection_case (id),
    n INTEGER NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    digest TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (case_id, n)
) /*clustered*/;

-- Constables, delegations and designations (ss.53, 57).
CREATE TABLE officer_authority (
    id TEXT PRIMARY KEY,
    panel TEXT NOT NULL,
    account TEXT NOT NULL,
    kind TEXT NOT NULL,
    instrument TEXT NOT NULL,
    given_by TEXT NOT NULL DEFAULT '',
    areas TEXT NOT NULL DEFAULT '',
    powers TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    ended_on TEXT,
    added_by TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX officer_authority_account ON officer_authority (account, from_day);

-- Bank holidays of England and Wales, loaded by command: working days are counted without them.
CREATE TABLE bank_holiday (
    day TEXT PRIMARY KEY,
    name TEXT NOT NULL DEFAULT ''
) /*clustered*/;

-- Warnings and notices of years before the system, as they were published: only for figures.
CREATE TABLE protection_history (
    panel TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('warning', 'notice')),
    category TEXT NOT NULL,
    year INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (panel, kind, category, year)
) /*clustered*/;
