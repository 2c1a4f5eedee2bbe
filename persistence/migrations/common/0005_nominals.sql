-- Nominals: the entry of a person on a panel's list, what is agreed about them, the order of the list and every list ever agreed.
-- Names, birth dates, vulnerabilities and photographs stand with the person (0004), under the same record.
CREATE TABLE nominal (
    id TEXT PRIMARY KEY REFERENCES record (id),
    panel TEXT NOT NULL,
    person_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'active', 'monitored', 'archived', 'declined')),
    state_since TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    proposed_on TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_agency TEXT NOT NULL,
    evidence TEXT NOT NULL,
    nexus TEXT NOT NULL,
    not_better_elsewhere TEXT NOT NULL DEFAULT '',
    necessity TEXT NOT NULL DEFAULT '',
    proportionality TEXT NOT NULL DEFAULT '',
    lawful_basis TEXT NOT NULL DEFAULT '',
    listed_on TEXT,
    risk_self TEXT NOT NULL DEFAULT '',
    risk_self_reason TEXT NOT NULL DEFAULT '',
    risk_others TEXT NOT NULL DEFAULT '',
    risk_others_reason TEXT NOT NULL DEFAULT '',
    risk_business TEXT NOT NULL DEFAULT '',
    risk_business_reason TEXT NOT NULL DEFAULT '',
    harm_score INTEGER,
    lead_officer TEXT NOT NULL DEFAULT '',
    lead_agency TEXT NOT NULL DEFAULT '',
    support_agency TEXT NOT NULL DEFAULT '',
    custody_since TEXT,
    custody_place TEXT NOT NULL DEFAULT '',
    release_on TEXT,
    arrests INTEGER NOT NULL DEFAULT 0,
    reports INTEGER NOT NULL DEFAULT 0,
    incidents INTEGER,
    incidents_before INTEGER,
    updated_on TEXT,
    updated_for TEXT NOT NULL DEFAULT '',
    last_seen_on TEXT,
    last_seen_where TEXT NOT NULL DEFAULT '',
    summary TEXT NOT NULL DEFAULT '',
    last_review TEXT,
    next_review TEXT,
    no_support_reason TEXT NOT NULL DEFAULT '',
    end_reason TEXT NOT NULL DEFAULT '',
    end_note TEXT NOT NULL DEFAULT '',
    end_detail TEXT NOT NULL DEFAULT '',
    times_listed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX nominal_board ON nominal (panel, state, state_since, id);
CREATE INDEX nominal_person ON nominal (person_id, panel);

-- Coded lists of one entry: behaviours and the agencies that know the person.
CREATE TABLE nominal_code (
    nominal_id TEXT NOT NULL REFERENCES nominal (id),
    kind TEXT NOT NULL CHECK (kind IN ('behaviour', 'known_to')),
    code TEXT NOT NULL,
    PRIMARY KEY (nominal_id, kind, code)
) /*clustered*/;

-- Orders and notices in force, bail and licence conditions: what ends on a day.
CREATE TABLE nominal_tool (
    nominal_id TEXT NOT NULL REFERENCES nominal (id),
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    from_day TEXT,
    until_day TEXT,
    PRIMARY KEY (nominal_id, n)
) /*clustered*/;

CREATE TABLE nominal_condition (
    nominal_id TEXT NOT NULL REFERENCES nominal (id),
    n INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('bail', 'licence')),
    words TEXT NOT NULL,
    until_day TEXT,
    PRIMARY KEY (nominal_id, n)
) /*clustered*/;

CREATE TABLE nominal_support (
    nominal_id TEXT NOT NULL REFERENCES nominal (id),
    n INTEGER NOT NULL,
    service TEXT NOT NULL,
    offered_on TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('accepted', 'declined', 'waiting')),
    PRIMARY KEY (nominal_id, n)
) /*clustered*/;

-- The four headings of the plan; its actions stand in case_action.
CREATE TABLE nominal_plan (
    nominal_id TEXT NOT NULL REFERENCES nominal (id),
    heading TEXT NOT NULL CHECK (heading IN ('pursue', 'prevent', 'protect', 'prepare')),
    objective TEXT NOT NULL DEFAULT '',
    measure TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (nominal_id, heading)
) /*clustered*/;

-- One row for each person and meeting: what the group heard.
CREATE TABLE nominal_update (
    nominal_id TEXT NOT NULL REFERENCES nominal (id),
    on_day TEXT NOT NULL,
    meeting_id TEXT NOT NULL DEFAULT '',
    incidents INTEGER NOT NULL CHECK (incidents >= 0),
    last_seen_on TEXT,
    last_seen_where TEXT NOT NULL DEFAULT '',
    summary TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (nominal_id, on_day, meeting_id)
) /*clustered*/;

-- An action of any case: what an agency has said it will do by a day.
CREATE TABLE case_action (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES record (id),
    panel TEXT NOT NULL,
    heading TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL,
    owner_agency TEXT NOT NULL,
    owner TEXT NOT NULL DEFAULT '',
    owner_account TEXT NOT NULL DEFAULT '',
    due TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'in_progress', 'complete', 'not_achievable', 'no_longer_required')),
    version INTEGER NOT NULL CHECK (version > 0),
    finished_on TEXT,
    outcome TEXT NOT NULL DEFAULT '',
    added_at BIGINT NOT NULL,
    added_by TEXT NOT NULL,
    meeting_id TEXT NOT NULL DEFAULT ''
);
CREATE INDEX case_action_case ON case_action (case_id, due, id);
CREATE INDEX case_action_open_agency ON case_action (owner_agency, due, id) WHERE finished_on IS NULL;
CREATE INDEX case_action_open_account ON case_action (owner_account, due, id) WHERE finished_on IS NULL;
CREATE INDEX case_action_open_panel ON case_action (panel, due, id) WHERE finished_on IS NULL;

CREATE TABLE action_due_move (
    action_id TEXT NOT NULL REFERENCES case_action (id),
    n INTEGER NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    on_day TEXT NOT NULL,
    account TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (action_id, n)
) /*clustered*/;

-- What happened to a record, in order: its timeline, and the history with which someone comes back to the list.
CREATE TABLE record_event (
    record_id TEXT NOT NULL REFERENCES record (id),
    n INTEGER NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    account TEXT NOT NULL,
    agency TEXT NOT NULL,
    meeting_id TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (record_id, n)
) /*clustered*/;

-- Which fields each version changed, with both values: a late save is compared with these.
CREATE TABLE record_change (
    record_id TEXT NOT NULL REFERENCES record (id),
    version INTEGER NOT NULL,
    field TEXT NOT NULL,
    before_value TEXT NOT NULL,
    after_value TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (record_id, version, field)
) /*clustered*/;

-- The order of a panel's list: every saving is kept whole, so that a late one can be compared by person.
CREATE TABLE list_order (
    panel TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 0),
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    why TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (panel, version)
) /*clustered*/;
CREATE TABLE list_place (
    panel TEXT NOT NULL,
    version INTEGER NOT NULL,
    place INTEGER NOT NULL CHECK (place > 0),
    nominal_id TEXT NOT NULL REFERENCES nominal (id),
    PRIMARY KEY (panel, version, place),
    FOREIGN KEY (panel, version) REFERENCES list_order (panel, version)
) /*clustered*/;

-- A list as a meeting agreed it: never changed afterwards, readable for ever.
CREATE TABLE agreed_list (
    id TEXT PRIMARY KEY,
    panel TEXT NOT NULL,
    agreed_on TEXT NOT NULL,
    agreed_at BIGINT NOT NULL,
    account TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    since_day TEXT,
    size INTEGER NOT NULL
);
CREATE INDEX agreed_list_panel ON agreed_list (panel, agreed_on, id);
CREATE INDEX agreed_list_at ON agreed_list (panel, agreed_at, id);
CREATE TABLE agreed_place (
    list_id TEXT NOT NULL REFERENCES agreed_list (id),
    place INTEGER NOT NULL CHECK (place > 0),
    nominal_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    previous_place INTEGER,
    incidents INTEGER,
    incidents_before INTEGER,
    behaviours TEXT NOT NULL DEFAULT '',
    tools TEXT NOT NULL DEFAULT '',
    risks TEXT NOT NULL DEFAULT '',
    last_seen_on TEXT,
    last_seen_where TEXT NOT NULL DEFAULT '',
    summary TEXT NOT NULL DEFAULT '',
    next_action TEXT NOT NULL DEFAULT '',
    next_due TEXT,
    next_owner TEXT NOT NULL DEFAULT '',
    open_actions INTEGER NOT NULL,
    overdue_actions INTEGER NOT NULL,
    heading_counts TEXT NOT NULL DEFAULT '',
    next_review TEXT,
    PRIMARY KEY (list_id, place)
) /*clustered*/;

-- Meetings of a panel.
CREATE TABLE meeting (
    id TEXT PRIMARY KEY REFERENCES record (id),
    panel TEXT NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT '',
    starts_at BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('scheduled', 'agenda_published', 'in_session', 'minutes_draft', 'minutes_approved')),
    version INTEGER NOT NULL CHECK (version > 0),
    chair TEXT NOT NULL DEFAULT '',
    agenda TEXT NOT NULL DEFAULT '',
    minutes TEXT NOT NULL DEFAULT '',
    started_at BIGINT,
    ended_at BIGINT,
    approved_at BIGINT,
    approved_by TEXT NOT NULL DEFAULT ''
);
CREATE INDEX meeting_panel ON meeting (panel, starts_at, id);
CREATE INDEX meeting_state ON meeting (panel, state, starts_at);

CREATE TABLE meeting_attendance (
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    account TEXT NOT NULL,
    agency TEXT NOT NULL,
    attends TEXT NOT NULL CHECK (attends IN ('in_room', 'online', 'sent_information', 'apologies')),
    accepted_at BIGINT,
    PRIMARY KEY (meeting_id, account)
) /*clustered*/;

CREATE TABLE meeting_addendum (
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    n INTEGER NOT NULL,
    at BIGINT NOT NULL,
    account TEXT NOT NULL,
    words TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (meeting_id, n)
) /*clustered*/;
