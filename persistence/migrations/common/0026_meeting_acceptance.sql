-- Who accepted the confidentiality statement of a meeting. It says nothing of whether they came: attendance is recorded by itself.
CREATE TABLE meeting_acceptance (
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    account TEXT NOT NULL,
    accepted_at BIGINT NOT NULL,
    PRIMARY KEY (meeting_id, account)
) /*clustered*/;

INSERT INTO meeting_acceptance (meeting_id, account, accepted_at)
SELECT meeting_id, account, accepted_at FROM meeting_attendance WHERE accepted_at IS NOT NULL;

ALTER TABLE meeting_attendance DROP COLUMN accepted_at;
