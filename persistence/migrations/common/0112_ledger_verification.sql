-- What the last verification of the ledger found: of the whole ledger, and of its heads when a server started.
CREATE TABLE ledger_verification (
    scope TEXT PRIMARY KEY CHECK (scope IN ('whole', 'start')),
    at BIGINT NOT NULL,
    findings BIGINT NOT NULL,
    entries BIGINT NOT NULL
);
