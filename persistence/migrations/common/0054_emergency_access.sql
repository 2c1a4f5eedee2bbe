-- Restricted records: who is named on one until when and who is kept from it, with reasons; asking for access; emergency access.
ALTER TABLE record_participant ADD COLUMN until TEXT NOT NULL DEFAULT '9999-12-31';
ALTER TABLE record_participant ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE record_participant ADD COLUMN named_by TEXT NOT NULL DEFAULT '';
ALTER TABLE record_exclusion ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE record_exclusion ADD COLUMN excluded_by TEXT NOT NULL DEFAULT '';

-- `asked` is what was typed; `record_id` is empty when nothing is there for this person. Both look alike to whoever asked.
CREATE TABLE access_request (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    asked TEXT NOT NULL,
    record_id TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'allowed', 'refused')),
    answered_by TEXT NOT NULL DEFAULT '',
    answered_at BIGINT,
    answer_reason TEXT NOT NULL DEFAULT '',
    until TEXT NOT NULL DEFAULT '',
    CHECK (answered_by <> account)
);
CREATE INDEX access_request_account ON access_request (account, asked_at);
CREATE INDEX access_request_open ON access_request (record_id) WHERE answered_at IS NULL;

CREATE TABLE emergency_request (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    asked TEXT NOT NULL,
    record_id TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    until_at BIGINT,
    review_due TEXT NOT NULL,
    outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'justified', 'not_justified')),
    reviewed_by TEXT NOT NULL DEFAULT '',
    reviewed_at BIGINT,
    review_words TEXT NOT NULL DEFAULT '',
    CHECK (reviewed_by <> account)
);
CREATE INDEX emergency_request_account ON emergency_request (account, asked_at);
CREATE INDEX emergency_request_open ON emergency_request (review_due) WHERE reviewed_at IS NULL;
CREATE INDEX emergency_request_asked ON emergency_request (asked_at);
