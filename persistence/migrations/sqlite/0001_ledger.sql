-- The ledger: entries, their subjects, the signed head of each stream, checkpoints, closed months and public keys.
CREATE TABLE audit_entry (
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq >= 0),
    body BLOB NOT NULL,
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    detail BLOB,
    PRIMARY KEY (stream, seq)
) WITHOUT ROWID;

-- Derived from the bodies and compared with them by the verifier. The time stands in the key so that "who looked at this,
-- newest first" is one walk along the key, whatever number of servers wrote the entries.
CREATE TABLE audit_subject (
    object_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (object_id, at_ms, stream, seq)
) WITHOUT ROWID;

CREATE TABLE audit_head (
    stream TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    frontier BLOB NOT NULL,
    sig BLOB NOT NULL,
    key_id TEXT NOT NULL,
    epoch INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE audit_checkpoint (
    stream TEXT NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    frontier BLOB NOT NULL,
    ts INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (stream, size)
) WITHOUT ROWID;

CREATE TABLE audit_segment (
    stream TEXT PRIMARY KEY,
    first_ts INTEGER NOT NULL,
    last_ts INTEGER NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    sig BLOB NOT NULL,
    key_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('closed', 'pruned')),
    disposal_ref TEXT
) WITHOUT ROWID;

CREATE TABLE audit_key (
    key_id TEXT PRIMARY KEY,
    pubkey BLOB NOT NULL CHECK (length(pubkey) = 32),
    from_ts INTEGER NOT NULL,
    to_ts INTEGER,
    introduced_by_entry TEXT NOT NULL
) WITHOUT ROWID;

-- A hint to those who hold the file, not a lock: what they change is found by its hashes. Details alone may be destroyed.
CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'ledger entries are not deleted'); END;
CREATE TRIGGER audit_entry_unchanged BEFORE UPDATE ON audit_entry
    WHEN new.stream <> old.stream OR new.seq <> old.seq OR new.body <> old.body OR new.leaf <> old.leaf OR new.detail IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'ledger entries are not changed'); END;
