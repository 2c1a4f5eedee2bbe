-- The ledger: entries, their subjects, the signed head of each stream, checkpoints, closed months and public keys.
CREATE TABLE audit_entry (
    stream TEXT NOT NULL,
    seq BIGINT NOT NULL CHECK (seq >= 0),
    body BYTEA NOT NULL,
    leaf BYTEA NOT NULL CHECK (length(leaf) = 32),
    detail BYTEA,
    PRIMARY KEY (stream, seq)
);

-- Derived from the bodies and compared with them by the verifier. The time stands in the key so that "who looked at this,
-- newest first" is one walk along the key, whatever number of servers wrote the entries.
CREATE TABLE audit_subject (
    object_id TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    stream TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (object_id, at_ms, stream, seq)
);

CREATE TABLE audit_head (
    stream TEXT PRIMARY KEY,
    size BIGINT NOT NULL,
    root BYTEA NOT NULL,
    frontier BYTEA NOT NULL,
    sig BYTEA NOT NULL,
    key_id TEXT NOT NULL,
    epoch BIGINT NOT NULL
);

CREATE TABLE audit_checkpoint (
    stream TEXT NOT NULL,
    size BIGINT NOT NULL,
    root BYTEA NOT NULL,
    frontier BYTEA NOT NULL,
    ts BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (stream, size)
);

CREATE TABLE audit_segment (
    stream TEXT PRIMARY KEY,
    first_ts BIGINT NOT NULL,
    last_ts BIGINT NOT NULL,
    size BIGINT NOT NULL,
    root BYTEA NOT NULL,
    sig BYTEA NOT NULL,
    key_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('closed', 'pruned')),
    disposal_ref TEXT
);

CREATE TABLE audit_key (
    key_id TEXT PRIMARY KEY,
    pubkey BYTEA NOT NULL CHECK (length(pubkey) = 32),
    from_ts BIGINT NOT NULL,
    to_ts BIGINT,
    introduced_by_entry TEXT NOT NULL
);

-- Beside the separate owner role of the runbook: the server's own statements cannot change an entry. Details alone may be destroyed.
CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (new.stream, new.seq, new.body, new.leaf) = (old.stream, old.seq, old.body, old.leaf) AND new.detail IS NULL THEN
        RETURN new;
    END IF;
    RAISE EXCEPTION 'ledger entries are not changed or deleted' USING ERRCODE = '23514';
END $$;
CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_stays();
CREATE TRIGGER audit_entry_not_emptied BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays();
