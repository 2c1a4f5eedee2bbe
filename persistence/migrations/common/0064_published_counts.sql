-- Where published counts come from and since when they stand: the figures show both.
ALTER TABLE protection_history ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE protection_history ADD COLUMN loaded_on TEXT;
