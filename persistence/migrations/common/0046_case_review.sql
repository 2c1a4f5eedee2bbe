-- ASB case reviews (2014 Act ss.104 and 105, Schedule 4): offered or asked for, threshold, panel, recommendations, appeal.
CREATE TABLE case_review (
    id TEXT PRIMARY KEY REFERENCES record (id),
    panel TEXT NOT NULL,
    state TEXT NOT NULL,
    state_since TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    victim TEXT NOT NULL,                    -- the reference that the victim's reports share
    received_on TEXT,                        -- of the application
    offered_on TEXT,
    channel TEXT NOT NULL DEFAULT '',
    applicant_kind TEXT NOT NULL DEFAULT '',
    consent TEXT NOT NULL DEFAULT '',
    relevant_bodies TEXT NOT NULL DEFAULT '',
    notified_bodies TEXT NOT NULL DEFAULT '',
    requested_on TEXT,
    victim_risk TEXT NOT NULL DEFAULT '',
    persistence TEXT NOT NULL DEFAULT '',
    harm TEXT NOT NULL DEFAULT '',
    adequacy TEXT NOT NULL DEFAULT '',
    threshold TEXT NOT NULL DEFAULT '' CHECK (threshold IN ('', 'met', 'not_met')),
    limb TEXT NOT NULL DEFAULT '',           -- count or procedure
    threshold_on TEXT,
    decided_by TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    letter_on TEXT,                          -- of the decision that can be appealed against
    advice TEXT NOT NULL DEFAULT '',
    appeal_route TEXT NOT NULL DEFAULT '',
    chair TEXT NOT NULL DEFAULT '',
    panel_on TEXT,
    victim_contribution TEXT NOT NULL DEFAULT '',
    attending_bodies TEXT NOT NULL DEFAULT '',
    plan TEXT NOT NULL DEFAULT '',           -- one action a line
    no_plan_reason TEXT NOT NULL DEFAULT '',
    recommended_on TEXT,
    wish TEXT NOT NULL DEFAULT '',
    appealed INTEGER NOT NULL DEFAULT 0 CHECK (appealed IN (0, 1)), -- against the decision that stands
    appeal_grounds TEXT NOT NULL DEFAULT '',
    appeal_decision TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL
);
CREATE INDEX case_review_list ON case_review (panel, id);
CREATE INDEX case_review_victim ON case_review (victim, id);

-- Who applies and who suffers it: protected (F2).
CREATE TABLE case_review_source (
    review_id TEXT PRIMARY KEY REFERENCES case_review (id),
    applicant TEXT NOT NULL DEFAULT '',
    victim_name TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL DEFAULT '',
    safe_contact TEXT NOT NULL DEFAULT ''
) /*clustered*/;

-- Each complaint that the application lists or that the agencies hold, beside the reports of the victim.
CREATE TABLE case_review_complaint (
    review_id TEXT NOT NULL REFERENCES case_review (id),
    n INTEGER NOT NULL,
    behaviour_on TEXT NOT NULL,
    reported_on TEXT NOT NULL,
    agency TEXT NOT NULL,
    category TEXT NOT NULL DEFAULT '',
    external_ref TEXT NOT NULL DEFAULT '',
    incident TEXT NOT NULL DEFAULT '',
    hate INTEGER NOT NULL DEFAULT 0 CHECK (hate IN (0, 1)),
    PRIMARY KEY (review_id, n)
) /*clustered*/;

CREATE TABLE case_review_recommendation (
    review_id TEXT NOT NULL REFERENCES case_review (id),
    n INTEGER NOT NULL,
    to_body TEXT NOT NULL,
    words TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    response TEXT NOT NULL DEFAULT '',
    answered_on TEXT,
    PRIMARY KEY (review_id, n)
) /*clustered*/;

-- The days that are counted: an appeal can lead to the same decision or to another review.
CREATE TABLE case_review_day (
    review_id TEXT NOT NULL REFERENCES case_review (id),
    n INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('not_met', 'held')),
    on_day TEXT NOT NULL,
    PRIMARY KEY (review_id, n)
) /*clustered*/;
