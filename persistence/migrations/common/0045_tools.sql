-- Tools and powers on a person, body, premises or area: what it is, who made it, on which terms it holds, and what became of it.
CREATE TABLE tool (
    id TEXT PRIMARY KEY REFERENCES record (id),
    panel TEXT NOT NULL,
    state TEXT NOT NULL,
    state_since TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'body', 'premises', 'area')),
    subject TEXT NOT NULL,                   -- a person or a named place; otherwise the name
    subject_name TEXT NOT NULL DEFAULT '',   -- of a body, premises or area; a person's name stands with the person
    issuer TEXT NOT NULL DEFAULT '',
    agency TEXT NOT NULL,
    parties TEXT NOT NULL DEFAULT '',        -- one a line
    why TEXT NOT NULL DEFAULT '',
    court TEXT NOT NULL DEFAULT '',
    court_case TEXT NOT NULL DEFAULT '',
    applied_on TEXT,
    made_on TEXT,
    from_day TEXT,
    until_day TEXT,
    until_further_order INTEGER NOT NULL DEFAULT 0 CHECK (until_further_order IN (0, 1)),
    begins_at BIGINT,                        -- where the law counts hours
    ends_at BIGINT,
    ended_on TEXT,
    end_reason TEXT NOT NULL DEFAULT '',
    review_on TEXT,
    evidence TEXT NOT NULL DEFAULT '',       -- one reference a line
    publicity TEXT NOT NULL DEFAULT '',
    conditions TEXT NOT NULL DEFAULT '',     -- what the law of the kind asks for and was confirmed, by code
    prior_warning_on TEXT,
    trigger_code TEXT NOT NULL DEFAULT '',
    trigger_on TEXT,
    notice_on TEXT,
    closure_hours INTEGER NOT NULL DEFAULT 0,
    authorised_from BIGINT,
    authorised_until BIGINT,
    served_at BIGINT,
    heard_at BIGINT,
    senior_agreed INTEGER NOT NULL DEFAULT 0 CHECK (senior_agreed IN (0, 1)),
    author TEXT NOT NULL
);
CREATE INDEX tool_list ON tool (panel, kind, id);
CREATE INDEX tool_subject ON tool (subject, id);
CREATE INDEX tool_review ON tool (panel, review_on) WHERE review_on IS NOT NULL;

-- Each term in each of its versions: a variation ends one and begins the next, nothing is overwritten.
CREATE TABLE tool_term (
    tool_id TEXT NOT NULL REFERENCES tool (id),
    number INTEGER NOT NULL CHECK (number > 0),
    version INTEGER NOT NULL CHECK (version > 0),
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    supervisor TEXT NOT NULL DEFAULT '',
    power_of_arrest INTEGER NOT NULL DEFAULT 0 CHECK (power_of_arrest IN (0, 1)),
    from_home INTEGER NOT NULL DEFAULT 0 CHECK (from_home IN (0, 1)),
    alcohol INTEGER NOT NULL DEFAULT 0 CHECK (alcohol IN (0, 1)),
    hours_from INTEGER,                      -- minutes of the day
    hours_until INTEGER,
    area TEXT NOT NULL DEFAULT '',           -- corners, one a line: longitude and latitude in millionths of a degree
    area_name TEXT NOT NULL DEFAULT '',
    from_day TEXT NOT NULL,
    until_day TEXT,
    PRIMARY KEY (tool_id, number, version)
) /*clustered*/;

CREATE TABLE tool_variation (
    tool_id TEXT NOT NULL REFERENCES tool (id),
    n INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (tool_id, n)
) /*clustered*/;

CREATE TABLE tool_breach (
    tool_id TEXT NOT NULL REFERENCES tool (id),
    n INTEGER NOT NULL,
    term INTEGER NOT NULL,
    term_version INTEGER NOT NULL,           -- the one that was in force on the day
    on_day TEXT NOT NULL,
    at BIGINT,
    evidence TEXT NOT NULL,
    result TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (tool_id, n)
) /*clustered*/;
