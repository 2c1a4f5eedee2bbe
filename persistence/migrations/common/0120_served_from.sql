-- The oldest schema whose programs can serve a database with this migration; nothing: only programs that know it.
ALTER TABLE schema_migration ADD COLUMN served_from INTEGER;
