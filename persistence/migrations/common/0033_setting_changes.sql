-- Every setting that was ever made, with why and by whom; `setting` holds for each day only the one that counts.
CREATE TABLE setting_change (
    panel TEXT NOT NULL,
    name TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    at BIGINT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    account TEXT NOT NULL, -- empty: the operator's command
    PRIMARY KEY (panel, name, effective_from, at)
) /*clustered*/;
INSERT INTO setting_change (panel, name, effective_from, at, value, reason, account) SELECT panel, name, effective_from, 0, value, '', '' FROM setting WHERE panel <> '';
