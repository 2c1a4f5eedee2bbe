-- The hash of a first password that waits for a second person's agreement; empty again once it is answered.
ALTER TABLE rights_change ADD COLUMN password_phc TEXT NOT NULL DEFAULT '';
