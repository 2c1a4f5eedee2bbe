-- Which tables the ledger vouches for, and in which entry it took each up with all that it held. `moved`: what a migration has changed
-- in the table, until the next start brings it into the ledger.
CREATE TABLE audit_table (
    name TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    seq BIGINT NOT NULL,
    moved TEXT NOT NULL DEFAULT ''
) /*clustered*/;
