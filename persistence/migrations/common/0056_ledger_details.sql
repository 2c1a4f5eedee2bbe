-- The key of each month's details, wrapped by ledger-detail.key. Destroyed, it leaves entries that verify and words that nobody reads.
CREATE TABLE audit_detail_key (
    stream TEXT PRIMARY KEY,
    wrapped TEXT NOT NULL,  -- base64; empty once destroyed
    destroyed_ts BIGINT,    -- UTC milliseconds
    CHECK ((wrapped = '') = (destroyed_ts IS NOT NULL))
) /*clustered*/;
