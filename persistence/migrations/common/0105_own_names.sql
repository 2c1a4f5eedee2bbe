-- Staff are matched by the name of their own account too: a name alone is only told to information governance and keeps nobody away.
ALTER TABLE declared_person ADD COLUMN own_name INTEGER NOT NULL DEFAULT 0 CHECK (own_name IN (0, 1));
CREATE UNIQUE INDEX declared_person_own ON declared_person (account) WHERE own_name = 1 AND ended_at IS NULL;
ALTER TABLE declared_match ADD COLUMN excludes INTEGER NOT NULL DEFAULT 1 CHECK (excludes IN (0, 1));

-- Whoever information governance has not let back in is kept away again.
INSERT INTO record_exclusion (record_id, account, reason) SELECT DISTINCT record_id, account, 'Declared interest' FROM declared_match WHERE answer <> 'lifted' ON CONFLICT DO NOTHING;
