-- The harm score is counted when an entry is read, by the settings of the day: it is no longer stored.
ALTER TABLE nominal DROP COLUMN harm_score;
-- What was chosen from a coded list, such as why somebody left: counted by it, years later too, when the entry has long moved on.
ALTER TABLE record_event ADD COLUMN code TEXT NOT NULL DEFAULT '';
