-- What an agency knows is protected like health, unless whoever records it says that nothing of it is about health.
ALTER TABLE vulnerability_information ADD COLUMN field_class INTEGER NOT NULL DEFAULT 2 CHECK (field_class IN (0, 2));
