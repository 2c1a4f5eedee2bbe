-- A court bundle is a job too. Its head names the record, the title and the files that were chosen; when it is made, record and document.
-- A column's CHECK goes with the column, on both databases.
ALTER TABLE job ADD COLUMN kind_now TEXT NOT NULL DEFAULT 'court_bundle' CHECK (kind_now IN ('import_nominals', 'export_nominals', 'export_people', 'court_bundle'));
UPDATE job SET kind_now = kind;
ALTER TABLE job DROP COLUMN kind;
ALTER TABLE job RENAME COLUMN kind_now TO kind;
