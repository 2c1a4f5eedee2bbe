-- Protected fields in an emergency: who agreed to them, and the number of the incident that it is about, where there is one.
ALTER TABLE emergency_request ADD COLUMN incident TEXT NOT NULL DEFAULT '';
ALTER TABLE emergency_request ADD COLUMN co_approved_by TEXT NOT NULL DEFAULT '';
ALTER TABLE emergency_request ADD COLUMN co_approved_at BIGINT;
ALTER TABLE emergency_request ADD COLUMN co_approval_words TEXT NOT NULL DEFAULT '';
