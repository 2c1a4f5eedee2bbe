-- When the one who asked for a job learned that it had ended: until then it stands in their work.
ALTER TABLE job ADD COLUMN told_at BIGINT;
UPDATE job SET told_at = ended_at WHERE ended_at IS NOT NULL;
CREATE INDEX job_told ON job (account, told_at, ended_at);
-- Which jobs brought in one file.
CREATE INDEX job_sha256 ON job (sha256, panel);
