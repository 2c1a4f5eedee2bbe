-- Access reviews: information governance asks somebody about what they opened, and closes it with what was found.
CREATE TABLE access_review (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,                   -- whose reading
    record_id TEXT NOT NULL DEFAULT '',      -- about one record, or all of it
    purpose TEXT NOT NULL,                   -- of DPA 2018 s.62(4)
    reason TEXT NOT NULL,
    started_by TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    due TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'asked', 'answered', 'closed')),
    finding TEXT NOT NULL DEFAULT '',
    closed_by TEXT NOT NULL DEFAULT '',
    closed_at BIGINT,
    closing_words TEXT NOT NULL DEFAULT '',
    CHECK (started_by <> account),
    CHECK (closed_by <> account)
);
CREATE INDEX access_review_started ON access_review (started_at, id);
CREATE INDEX access_review_waits ON access_review (account) WHERE state = 'asked';

CREATE TABLE access_review_question (
    review_id TEXT NOT NULL REFERENCES access_review (id),
    n INTEGER NOT NULL,
    question TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    answered_at BIGINT,
    PRIMARY KEY (review_id, n)
) /*clustered*/;
